"""Hai mục thông tin của bài nói ngược nhau.

## Vì sao
Văn bản vừa có số vừa đánh dấu không có số, nguồn vừa ghi tác giả vừa đánh dấu không rõ tác giả, gói thầu mới mời mà đã có
nhà thầu trúng: người đọc không biết tin dòng nào, và bài bị xếp sai danh mục.

## Cách sửa
Giữ dòng đúng với bản gốc, xóa hoặc sửa dòng kia.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.fields import is_blank
from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text


@rule("SD019", "hai-muc-mau-thuan", on=Edition, severity=Severity.ERROR, legal=(), since="0.2")
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every pair of fields that cannot both hold."""
    known = {spec.key for spec in ctx.fields(edition)}
    for first, says, second, message, hint in _PAIRS:
        keys = {first.partition(".")[0], second.partition(".")[0]}
        if keys <= known and edition.value(first) in says and not is_blank(edition.value(second)):
            mark = edition.mark(first)
            yield Problem(mark.line, mark.column, message, hint, anchor=f"{first} {second}")


# (key, values, other key that may then not be there, what is wrong, how to mend it)
_PAIRS: tuple[tuple[str, tuple[object, ...], str, Text, Text], ...] = (
    (
        "khong_so",
        (True,),
        "so_ky_hieu",
        Text(
            "Văn bản có số, ký hiệu mà lại ghi là không có số.",
            "The document has a number and says it has none.",
        ),
        Text("Văn bản có số thì xóa dòng: khong_so: true", "Remove the line: khong_so: true"),
    ),
    (
        "nguon.khong_ro_tac_gia",
        (True,),
        "nguon.tac_gia",
        Text(
            "Nguồn đã ghi tác giả mà lại ghi không rõ tác giả.",
            "The source names its author and says it does not.",
        ),
        Text("Xóa dòng: khong_ro_tac_gia: true", "Remove the line: khong_ro_tac_gia: true"),
    ),
    (
        "loai_thong_bao",
        ("ke-hoach", "moi-thau"),
        "nha_thau_trung",
        Text("Chưa có kết quả đấu thầu mà đã ghi nhà thầu trúng.", "A winner is named before the result."),
        Text(
            "Đăng kết quả thì sửa thành: loai_thong_bao: ket-qua; nếu không, xóa dòng nha_thau_trung.",
            "Write loai_thong_bao: ket-qua, or remove nha_thau_trung.",
        ),
    ),
    (
        "trong_pham_vi",
        (False,),
        "tra_loi_luc",
        Text("Câu hỏi ghi là ngoài phạm vi mà lại có thời điểm trả lời.", "Out of scope, yet answered."),
        Text(
            "Đã trả lời thì sửa thành: trong_pham_vi: true; nếu không, xóa dòng tra_loi_luc.",
            "Write trong_pham_vi: true, or remove tra_loi_luc.",
        ),
    ),
)
