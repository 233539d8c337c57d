"""Tệp không có phần đầu bài, hoặc phần đầu bài không đóng lại.

## Vì sao
Phần đầu bài, giữa hai dòng `---`, mang tiêu đề, đơn vị, nguồn … của tin, bài. Không có nó thì không biết đây là tin gì.

## Cách sửa
Dòng đầu tiên của tệp là `---`; sau các dòng `khóa: giá trị` là một dòng `---` nữa; nội dung bài viết sau đó.
"""

from __future__ import annotations

from collections.abc import Iterator

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


@rule("SD007", "thieu-dau-bai", on=Edition, severity=Severity.ERROR, legal=("S1 Đ5 k2 đ",), since="0.1")
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for a file without a usable front matter."""
    yield from told(edition, _WORDS)
