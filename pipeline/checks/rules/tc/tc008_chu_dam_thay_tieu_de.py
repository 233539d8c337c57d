"""Dòng chữ đậm dùng thay cho tiêu đề.

## Vì sao
Mắt thấy là tiêu đề, nhưng trình đọc màn hình và mục lục thì không: người khiếm thị không nhảy tới được phần đó.

## Cách sửa
Bỏ dấu sao, đặt `##` ở đầu dòng: `## Thời hạn nộp hồ sơ`. Câu in đậm để nhấn mạnh thì kết thúc bằng dấu chấm. Quốc hiệu,
chữ ký và nhãn như “Nơi nhận:” thì để đậm được.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.inventory import answer, holds_any
from pipeline.checks.markdown import Block, scan
from pipeline.checks.registry import Context, rule
from pipeline.checks.words import bare, short
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_BOLD = re.compile(
    r"(?P<number>(?:[IVX]{1,5}|\d{1,2}(?:\.\d{1,2}){0,3}|[a-zđ])[.)]\s++)?"
    r"(?:\*\*|__|<(?:b|strong|big)>)[*_]?(?P<text>[^*_<>]++)[*_]?(?:\*\*|__|</(?:b|strong|big)>)\s?[:.]?",
    re.IGNORECASE,
)
_MAY_BE_BOLD = holds_any(("**", "__", "<", "{:"))
# Wrappers that say nothing about the text, and what ends a line.
_WRAPPER = re.compile(
    r"</?(?:p|center|u|font|span|div|em|i)\b[^<>]*+>|<br ?/?>|\{:[^{}]*+\}|\\\\$", re.IGNORECASE
)
_LONGEST = 120
# What such lines begin with, and those that are notes only where nothing but a colon follows ("Nguồn nhân lực" is a
# heading).
_LABELS = (
    *("noi nhan", "kinh gui", "tran trong", "xin cam on", "da ky", "nguoi ky", "recipients", "tac gia"),
    *("tin anh", "bai anh", "tin bai", "anh minh hoa", "anh tu lieu", "anh tren", "anh duoi"),
    *("doc lap tu do hanh phuc", "cong hoa xa hoi chu nghia viet nam"),
)
_NOTES = {
    *("luu y", "ghi chu", "chu y", "ghi nhan", "nguon", "nguon anh", "nguon tin", "anh"),
    *("thuc hien", "bien tap"),
    *("note", "notes", "attention", "contact", "source", "photo"),
}
_SIGNATURE = re.compile(
    r"(?:TM|KT|TL|TUQ|Q)\.|(?:PHÓ |Phó )?(?:CHỦ TỊCH|Chủ tịch|CHÁNH VĂN PHÒNG|Chánh Văn phòng|GIÁM ĐỐC|Giám đốc"
    r"|BÍ THƯ|Bí thư|TRƯỞNG PHÒNG|Trưởng phòng|TRƯỞNG BAN|Trưởng ban)\s*+$"
)
_NAME = re.compile(r"[A-ZĐÀ-ÝẠ-Ỹ][^\W\d_]*+(?: [A-ZĐÀ-ÝẠ-Ỹ][^\W\d_]*+){1,5}")
_END = 3  # blocks at the end of a text, where names are signatures
_TEXT_BELOW = 60  # characters that make a line below a text, not an address


@rule(
    "TC008", "chu-dam-thay-tieu-de", on=Edition, severity=Severity.ERROR, legal=("S1 Đ5 k2 d",), since="0.1"
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every short line that is bold as a whole and stands above other text."""
    if not answer(edition.body) & _MAY_BE_BOLD:
        return
    blocks = scan(edition).blocks
    # Bold lines with nothing but bold lines below them are a signature.
    last = next(
        (i for i in range(len(blocks) - 1, -1, -1) if len(blocks[i].lines) > 1 or not _heading(blocks[i])), -1
    )
    for index, block in enumerate(blocks):
        said = _heading(block) if index <= last else ""
        if not said or _is_label(said) or _SIGNATURE.match(said):
            continue
        below = blocks[index + 1] if len(block.lines) == 1 else None
        if below is not None and (
            below.kind == "tieu-de" or (block.kind == "danh-sach" and below.kind != "chu")
        ):
            continue
        if _NAME.fullmatch(said) and not said.isupper() and index >= len(blocks) - _END:
            continue
        yield Problem(
            block.line,
            len(block.lines[0]) - len(block.lines[0].lstrip()) + 1,
            Text(
                f"Dòng đậm “{said}” được dùng như tiêu đề.",
                f"The bold line “{said}” serves as a heading.",
            ),
            Text(f"Sửa thành: ## {said}", f"Write: ## {said}"),
            anchor=said,
            wcag=("1.3.1",),
        )


def _heading(block: Block) -> str:
    """Return the text of a block that is a bold line, or begins with one and goes on with text."""
    if block.kind not in ("chu", "danh-sach") or len(block.lines[0]) > _LONGEST + 200:
        return ""
    line = _WRAPPER.sub("", block.lines[0]).strip()
    if len(block.lines) > 1:
        rest = " ".join(block.lines[1:])
        if block.kind != "chu" or len(rest) < _TEXT_BELOW or ":" in block.lines[1][:40]:
            return ""
    found = _BOLD.fullmatch(line)
    text = found["text"].strip() if found else ""
    if not text or "](" in text or len(text) > _LONGEST or text[-1] in ".!?;,…":
        return ""
    number = (found["number"] or "").strip() if found else ""
    return short(f"{number} {text}".strip().rstrip(" :"), _LONGEST)


def _is_label(said: str) -> bool:
    words = bare(said)
    return len(words) < 80 and (words.startswith(_LABELS) or bare(said.partition(":")[0]) in _NOTES)
