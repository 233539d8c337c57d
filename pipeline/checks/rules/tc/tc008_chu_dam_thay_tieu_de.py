"""Dòng chữ đậm dùng thay cho tiêu đề.

## Vì sao
Mắt thấy là tiêu đề, nhưng trình đọc màn hình và mục lục thì không: người khiếm thị không nhảy tới được phần đó.

## Cách sửa
Bỏ dấu sao, đặt `##` ở đầu dòng: `## Thời hạn nộp hồ sơ`. Câu in đậm để nhấn mạnh thì kết thúc bằng dấu chấm.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.markdown import Block, scan
from pipeline.checks.registry import Context, rule
from pipeline.checks.words import short
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_BOLD = re.compile(
    r"(?:\*\*|__|<(?:b|strong)>)[*_]?(?P<text>[^*_<>]++)[*_]?(?:\*\*|__|</(?:b|strong)>)\s?:?", re.IGNORECASE
)
_LONGEST = 120


@rule(
    "TC008", "chu-dam-thay-tieu-de", on=Edition, severity=Severity.ERROR, legal=("S1 Đ5 k2 d",), since="0.1"
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every short paragraph that is bold as a whole and stands above other text."""
    blocks = scan(edition).blocks
    for index, block in enumerate(blocks):
        said = _heading(block)
        last = index + 1 == len(blocks)  # a bold last line is a signature
        if said and not last and blocks[index + 1].kind != "tieu-de":
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
    line = block.lines[0].strip()
    if block.kind != "chu" or len(block.lines) > 1 or len(line) > _LONGEST + 20:
        return ""
    found = _BOLD.fullmatch(line)
    text = found["text"].strip() if found else ""
    return (
        "" if not text or len(text) > _LONGEST or text[-1] in ".!?;,…" else short(text.rstrip(" :"), _LONGEST)
    )
