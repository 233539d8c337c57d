"""Bài lấy của nơi khác mà không ghi nguồn.

## Vì sao
Tin, bài trích dẫn, đăng lại hoặc do cơ quan khác cung cấp phải ghi rõ lấy từ đâu. Không ghi nguồn là vi phạm quyền tác
giả, và người đọc không biết ai chịu trách nhiệm về thông tin.

## Cách sửa
Thêm khối `nguon` vào phần đầu bài, ít nhất có `ten`. Bài của chính cơ quan thì ghi `nguon_tin: noi-bo`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_ORIGINS = {
    "trich-dan": Text("trích dẫn, đăng lại", "quoted"),
    "co-quan": Text("do cơ quan khác cung cấp", "supplied by another agency"),
}


@rule(
    "NG001",
    "thieu-nguon",
    on=Edition,
    severity=Severity.ERROR,
    legal=("S0 Đ7 k1 đ", "S2 Đ9 k3", "S1 Đ5 k2 c", "S4 Đ7 k1 a"),
    since="0.1",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem where the origin asks for a source and none is named."""
    origin = _ORIGINS.get(edition.get("nguon_tin"))
    source = edition.value("nguon")
    if origin is None or (source not in (None, "", ()) and not isinstance(source, Mapping)):
        return  # a source of the wrong shape is told by SD003
    if edition.get("nguon.ten").strip():
        return
    mark = edition.mark("nguon" if isinstance(source, Mapping) else "nguon_tin")
    name = "Báo Nhân Dân" if edition.get("nguon_tin") == "trich-dan" else "Sở Tư pháp"
    more = ", tac_gia: Ban Thời sự, ngay_dang: 2026-11-18" if edition.get("nguon_tin") == "trich-dan" else ""
    yield Problem(
        mark.line,
        mark.column,
        Text(
            f"Bài ghi là {origin.vi} nhưng không có tên nguồn.",
            f"The item says that it is {origin.en} but names no source.",
        ),
        Text(
            f"Thêm vào phần đầu bài: nguon: {{ten: {name}{more}}}",
            f"Add to the front matter: nguon: {{ten: Name of the source{more}}}",
        ),
        anchor="nguon.ten",
    )
