"""Tệp không có phần đầu bài, hoặc phần đầu bài không đóng lại.

## Vì sao
Phần đầu bài, giữa hai dòng `---`, mang tiêu đề, đơn vị, nguồn … của tin, bài. Không có nó thì không biết đây là tin gì.

## Cách sửa
Dòng đầu tiên của tệp là `---`; sau các dòng `khóa: giá trị` là một dòng `---` nữa; nội dung bài viết sau đó.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.checks.loading import told
from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_WORDS = {
    "thieu-dau-bai": (
        Text("Tệp không bắt đầu bằng phần đầu bài.", "The file has no front matter."),
        Text(
            "Thêm dòng --- ở đầu tệp, các dòng như “loai: tin-tuc”, rồi một dòng --- nữa.",
            "Begin the file with a line ---, lines such as “loai: tin-tuc”, and another line ---.",
        ),
    ),
    "dau-bai-khong-dong": (
        Text("Phần đầu bài không có dòng --- kết thúc.", "The front matter has no closing line ---."),
        Text(
            "Thêm một dòng --- giữa phần đầu bài và nội dung.",
            "Add a line --- between the front matter and the text.",
        ),
    ),
    "dau-bai-rong": (
        Text("Phần đầu bài để trống.", "The front matter is empty."),
        Text(
            "Điền ít nhất: loai, tieu_de, tom_tat, don_vi, tac_gia, nguon_tin, tiep_nhan_luc, kenh, do_mat, nhuan_but.",
            "Fill in at least: loai, tieu_de, tom_tat, don_vi, tac_gia, nguon_tin, tiep_nhan_luc, kenh, do_mat, nhuan_but.",
        ),
    ),
    "khong-phai-anh-xa": (
        Text(
            "Phần đầu bài không gồm các dòng “khóa: giá trị”.",
            "The front matter does not consist of “key: value” lines.",
        ),
        Text("Viết mỗi mục một dòng, ví dụ: tieu_de: …", "Write one entry a line, for example: tieu_de: …"),
    ),
}


_RULER = re.compile(r"[-–—_=*]{1,20}")
_ENTRY = re.compile(r"[a-z][a-z0-9_]{1,40}:(?: |$)")


@rule("SD007", "thieu-dau-bai", on=Edition, severity=Severity.ERROR, legal=("S1 Đ5 k2 đ",), since="0.1")
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for a file without a usable front matter."""
    for problem in told(edition, _WORDS):
        yield replace(problem, hint=_closer(edition.text, problem.anchor) or problem.hint)


def _closer(text: str, kind: str) -> Text | None:
    """Return advice on this very file: the ruler that is written otherwise, the line that lacks one."""
    lines = text[:20_000].split("\n")
    start = next((n for n, line in enumerate(lines) if line.strip()), 0)
    opening = lines[start].strip()
    if kind == "thieu-dau-bai":
        if _RULER.fullmatch(opening) and opening != "---":
            return Text(
                f"Dòng {start + 1} đang là “{opening}”; sửa thành đúng ba dấu gạch ngắn: ---",
                f"Line {start + 1} is “{opening}”; write exactly three hyphens: ---",
            )
        if opening == "---":
            where = "thụt vào" if start == 0 else "có dòng trống ở trên"
            return Text(
                f"Dòng --- đầu tiên {where}; để nó ở đầu dòng 1 của tệp: ---",
                "Put the opening ruler at the start of line 1: ---",
            )
        if _ENTRY.match(opening):
            return Text(
                f"Các dòng khóa đã có; thêm một dòng ở trên dòng {start + 1}: ---",
                f"The keys are there; add a line above line {start + 1}: ---",
            )
    if kind == "dau-bai-khong-dong":
        ruler = next((n for n, line in enumerate(lines) if n and _RULER.fullmatch(line.strip())), 0)
        if ruler and lines[ruler].strip()[0] in "-–—":
            return Text(
                f"Dòng {ruler + 1} đang là “{lines[ruler]}”; sửa thành đúng ba dấu gạch ngắn ở đầu dòng: ---",
                f"Line {ruler + 1} is “{lines[ruler]}”; write exactly three hyphens: ---",
            )
        last = max((n for n, line in enumerate(lines) if _ENTRY.match(line)), default=0)
        if last:
            return Text(
                f"Thêm một dòng dưới dòng {last + 1} (dòng khóa cuối cùng): ---",
                f"Add a line below line {last + 1}, the last key: ---",
            )
    return None
