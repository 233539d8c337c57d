"""What `fix` mends in the bytes of one file, and what it never touches."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.editor import mending
from pipeline.editor.mending import mend
from pipeline.model.text import fold
from pipeline.source.faults import BOM, NOT_NFC, NOT_UTF8
from pipeline.source.items import read_item
from tests.editor.old import tcvn3, vni

ROOT = Path(__file__).resolve().parents[2]
PATH = "content/daklak/tin-tuc/2026/11/bai.md"
FRONT = "---\ntieu_de: Tiêu đề\n---\n\n"

pieces = st.lists(
    st.sampled_from(
        [
            *(
                "---\n",
                "---\n",
                "a: b",
                "tieu_de: Chữ Việt\n",
                "\r",
                "\r\n",
                "\n",
                "\n",
                " ",
                "  ",
                "\t",
                "    ",
            ),
            *("```", "~~~", "<pre>", "</pre>", "> ", "|\n", ": ", "# ", "- ", "\u200b", "\u200d", "\u00ad"),
            *(
                "\ufeff",
                "\u0301",
                "\u0302",
                "\u0323",
                "a",
                "o",
                "đ",
                "ø",
                "é",
                "Việt ",
                "\U0001f468",
                "C«ng ",
            ),
            *("hoµ ", "n\u00adíc ", "Coäng ", "hoøa ", "x· héi chñ nghÜa "),
        ]
    ),
    max_size=40,
).map("".join)


@pytest.mark.parametrize(
    ("raw", "after", "reason"),
    [
        (b"\xef\xbb\xbf" + FRONT.encode(), FRONT, mending.BOM),
        (FRONT.replace("\n", "\r\n").encode(), FRONT, mending.LINES),
        (FRONT.replace("ê", "e\u0302").encode(), FRONT, mending.COMPOSED),
        ((FRONT + "x\u200by\u00adz\u2060\ufeff\n").encode(), FRONT + "xyz\n", mending.INVISIBLE),
        ((FRONT + "chữ \t\n").encode(), FRONT + "chữ\n", mending.TRAILING),
        ((FRONT + "chữ").encode(), FRONT + "chữ\n", mending.FINAL),
    ],
    ids=["bom", "crlf", "nfd", "invisible", "trailing", "final"],
)
def test_each_repair_and_its_name(raw: bytes, after: str, reason: object) -> None:
    found = mend(raw)
    assert found.after == after
    assert found.reasons == (reason,)


@pytest.mark.parametrize(
    "body",
    [
        "dòng một  \ndòng hai\n",  # a hard line break
        "```\nmã  \t\n\n  \n```\n",
        "~~~~\n```  \n~~~~\n",
        "    mã thụt dòng  \n",
        "<pre>\nx  \n</pre>\n",
        "> trích  \n> tiếp\n",
        "gia đình \U0001f468\u200d\U0001f469\u200d\U0001f467\n",
        "n\u00adíc\n",  # one word of TCVN3 by itself: the soft hyphen is its ư
    ],
)
def test_what_means_something_stays(body: str) -> None:
    assert not mend((FRONT + body).encode()).changed


def test_blanks_that_are_content_of_a_block_text_stay() -> None:
    text = "---\ntom_tat: |\n  một  \n  hai\n---\n"
    assert not mend(text.encode()).changed
    assert mend(text.replace("|\n", "Một\n").encode()).after == "---\ntom_tat: Một\n  một\n  hai\n---\n"


@pytest.mark.parametrize("encode", [tcvn3, vni], ids=["TCVN3", "VNI"])
@pytest.mark.parametrize("as_bytes", [True, False], ids=["bytes", "text"])
def test_an_article_in_an_old_encoding_comes_back(encode: object, as_bytes: bool) -> None:
    assert callable(encode)
    text = (
        "---\ntieu_de: thông báo lịch tiếp công dân định kỳ\n"
        "tom_tat: người dân đến trụ sở Văn phòng để được hướng dẫn thủ tục\n---\n\n"
        "## nội dung làm việc\n\nđại diện các phòng trả lời phản ánh, kiến nghị của tổ chức và cá nhân.\n"
    )
    shown = encode(text)
    raw = shown.encode("cp1252" if as_bytes else "utf-8")
    found = mend(raw)
    assert found.after == text
    assert not read_item(PATH, found.after.encode()).faults
    assert any("Unicode" in r.vi for r in found.reasons)


def test_old_bytes_pasted_into_unicode_are_converted_line_by_line() -> None:
    old = tcvn3("cộng hòa xã hội chủ nghĩa").encode("cp1252")
    found = mend(FRONT.encode() + "Dòng Unicode đầu\n".encode() + old + b"\n")
    assert found.after == FRONT + "Dòng Unicode đầu\ncộng hòa xã hội chủ nghĩa\n"


@pytest.mark.parametrize(
    "raw",
    [b"\x00\x01", "über Straße café".encode("latin-1"), b"\xff\xfe\x80 \x81", b"x" * 1_000_001],
    ids=["binary", "latin-1", "noise", "large"],
)
def test_what_is_not_understood_is_left_alone(raw: bytes) -> None:
    found = mend(raw)
    assert found.refused is not None
    assert not found.changed


@settings(max_examples=400, deadline=None)
@given(st.one_of(pieces.map(str.encode), st.binary(max_size=200)))
def test_any_bytes_and_twice_is_once(raw: bytes) -> None:
    once = mend(raw)
    if once.refused:
        return
    again = mend(once.after.encode())
    assert not again.changed, again
    assert again.after == once.after
    assert once.changed == (once.after.encode() != raw)


@settings(max_examples=400, deadline=None)
@given(pieces)
def test_meaning_stays(text: str) -> None:
    """Without old encodings and invisible characters, the folded text and the parsed keys are the same."""
    text = re.sub("[\u200b\u200d\u00ad\ufeffµ·«éøØÜñäß]", "", text)
    found = mend(text.encode())
    assert found.refused is None
    assert fold(found.after) == fold(text)
    before, after = read_item(PATH, text.encode()), read_item(PATH, found.after.encode())
    assert after.meta == before.meta
    assert fold(after.body) == fold(before.body)
    assert not {f.kind for f in after.faults} & {BOM, NOT_NFC, NOT_UTF8}


def test_the_sample_content_needs_no_mending() -> None:
    items = sorted((ROOT / "content").rglob("*.md"))
    assert items
    assert [p.name for p in items if (found := mend(p.read_bytes())).changed or found.refused] == []
