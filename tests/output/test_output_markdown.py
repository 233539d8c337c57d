"""The comment: read by a CommonMark parser, nothing but our own words is Markdown in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hypothesis import given, settings
from markdown_it import MarkdownIt
from markdown_it.token import Token

from pipeline.model.finding import Report, Severity
from pipeline.model.text import Text
from pipeline.output import render
from pipeline.output.markdown import MOST_BYTES
from tests.output import sample

# HTML on, as forges have it, tables and strike-through too.
PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
OURS = {
    *("paragraph_open", "paragraph_close", "heading_open", "heading_close", "inline", "text", "softbreak"),
    *("bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close"),
    *("strong_open", "strong_close", "code_inline", "fence"),
}
# Every sentence of ours, with numbers as 0. What stands outside code is made of these alone.
WORDS = re.compile(
    "|".join(
        (
            "Đạt\\.|Passed\\.|Chưa đạt, cần sửa các lỗi\\.|Not passed, the errors must be mended\\.",
            " Đã kiểm tra 0 tin, bài và 0 trang: 0 lỗi, 0 cảnh báo, 0 lưu ý\\.( Cũ: 0; được miễn trừ: 0\\.)?",
            " Checked 0 items and 0 pages: 0 errors, 0 warnings, 0 notes\\.( Old: 0; waived: 0\\.)?",
            "Phát hiện cũ, không do thay đổi này gây ra, theo đơn vị:",
            "Old findings, not caused by this change, by owner:",
            ": 0 lỗi, 0 cảnh báo, 0 lưu ý|: 0 errors, 0 warnings, 0 notes",
            "và 0 đơn vị khác\\.|and 0 more owners\\.",
            "0 phát hiện được miễn trừ:|0 findings are waived:",
            "LỖI|CẢNH BÁO|LƯU Ý|ERROR|WARNING|NOTE",
            "(Cách sửa|How to mend|Căn cứ|Legal basis):",
            "\\(toàn kho\\)|\\(whole repository\\)",
            ", dòng 0, cột 0:|, line 0, column 0:",
            "và 0 điều cần biết khác\\.|and 0 more remarks\\.",
            "Còn 0 phát hiện không đủ chỗ nêu ở đây \\(0 lỗi, 0 cảnh báo, 0 lưu ý\\)\\.",
            "0 more findings have no room here \\(0 errors, 0 warnings, 0 notes\\)\\.",
        )
    )
)


def tokens(text: str) -> Iterator[Token]:
    for token in PARSER.parse(text):
        yield token
        yield from token.children or ()


def harmless(text: str) -> None:
    """Assert that nothing outside code comes from a finding."""
    assert len(text.encode("utf-8")) <= MOST_BYTES
    assert not re.search(r"^\s*/", re.sub(r"^ +.*$", "", text, flags=re.MULTILINE), re.MULTILINE)
    for token in tokens(text):
        assert token.type in OURS, (token.type, token.content)
        if token.type == "text" and token.content.strip():
            plain = re.sub(r"\d+", "0", token.content)
            assert WORDS.fullmatch(plain.rstrip()) or WORDS.fullmatch(plain.strip()), token.content
        if token.type == "fence":
            assert token.info == "text"


def codes(text: str) -> list[str]:
    return [t.content for t in tokens(text) if t.type == "code_inline"]


def test_a_comment_as_it_reads() -> None:
    told = render(
        sample.report(sample.finding(), sample.finding(severity=Severity.NOTE, path="")), "markdown"
    )
    assert told == (
        "**Chưa đạt, cần sửa các lỗi.** Đã kiểm tra 3 tin, bài và 1 trang: 1 lỗi, 0 cảnh báo, 1 lưu ý.\n"
        "\n#### (toàn kho)\n\n"
        "- **LƯU Ý** `TC004`, dòng 17, cột 10: `Chữ của liên kết “tại đây” không cho biết dẫn đến đâu.`\n"
        "  - Cách sửa: `Dùng tên của nơi được dẫn đến.`\n"
        "  - Căn cứ: `S1 Đ5 k2 d`\n"
        f"\n#### `{sample.PATH}`\n\n"
        "- **LỖI** `TC004`, dòng 17, cột 10: `Chữ của liên kết “tại đây” không cho biết dẫn đến đâu.`\n"
        "  - Cách sửa: `Dùng tên của nơi được dẫn đến.`\n"
        "  - Căn cứ: `S1 Đ5 k2 d`\n"
    )
    harmless(told)


def test_a_clean_report_is_one_line() -> None:
    assert render(sample.report(), "markdown", "en") == (
        "**Passed.** Checked 3 items and 1 pages: 0 errors, 0 warnings, 0 notes.\n"
    )


def test_hostile_phrases_stand_in_code_letter_by_letter() -> None:
    for phrase in sample.PHRASES:
        text = f"x {phrase} y"
        told = render(sample.report(sample.finding(text, hint=text, path=text)), "markdown")
        harmless(told)
        shown = re.sub(r"\s+", " ", text.replace("\x1b", "\ufffd"))
        assert shown in codes(told), phrase


def test_a_hint_of_several_lines_is_a_block_to_paste() -> None:
    told = render(sample.report(sample.finding(hint="Thêm:\nnguon:\n  ten: Báo\n```\n/merge")), "markdown")
    harmless(told)
    (block,) = [t for t in tokens(told) if t.type == "fence"]
    assert block.content == "Thêm:\nnguon:\n  ten: Báo\n```\n/merge\n"
    assert "Căn cứ" in told.split("/merge")[1]


def test_what_has_no_room_is_counted_and_errors_come_first() -> None:
    long = "Một câu dài. " * 100
    found = [
        sample.finding(long, severity=s, path=f"content/{n:03}.md", anchor=str(n))
        for n, s in enumerate([Severity.NOTE] * 40 + [Severity.WARNING] * 40 + [Severity.ERROR] * 15)
    ]
    told = render(sample.report(*found), "markdown")
    harmless(told)
    shown = told.count("- **")
    assert told.count("- **LỖI**") == 15 and 15 < shown < 95
    left = re.search(r"Còn (\d+) phát hiện .* \((\d+) lỗi, (\d+) cảnh báo, (\d+) lưu ý\)", told)
    assert left is not None and int(left[1]) == 95 - shown
    assert [int(n) for n in left.groups()[1:]] == [0, 40 - told.count("- **CẢNH BÁO**"), 40]
    assert len(told.encode("utf-8")) > MOST_BYTES - 4000, "the room is used"


def test_remarks_are_told_up_to_a_number() -> None:
    told = render(sample.report(remarks=tuple(Text(f"Điều {n}", "") for n in range(13))), "markdown")
    harmless(told)
    assert codes(told) == [f"Điều {n}" for n in range(10)] and "và 3 điều cần biết khác" in told


@settings(deadline=None, max_examples=150)
@given(sample.REPORTS, sample.LANGS)
def test_no_text_gets_out_of_code(report: Report, lang: str) -> None:
    told = render(report, "markdown", lang)
    harmless(told)
    headings = sum(t.type == "heading_open" for t in tokens(told))
    assert headings <= len({f.path for f in report.current})
    if len(told) < MOST_BYTES // 8:  # all is told
        items = sum(t.type == "strong_open" for t in tokens(told))
        assert items == 1 + len(report.current)
