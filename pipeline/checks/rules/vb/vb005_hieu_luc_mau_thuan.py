"""Tình trạng hiệu lực ghi trong bài mâu thuẫn với các ngày hoặc với văn bản thay thế.

## Vì sao
Ghi “còn hiệu lực” cho văn bản đã bị thay thế là cung cấp thông tin sai về pháp luật.

## Cách sửa
Bỏ khóa `hieu_luc`: hệ thống tự tính từ ngày có hiệu lực, ngày hết hiệu lực và văn bản thay thế. Nếu tình trạng đã ghi mới là
đúng thì sửa các ngày.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.documents import DOCUMENT, Register, first_day, last_day
from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_LABELS = {
    "chua-hieu-luc": Text("chưa có hiệu lực", "not yet in force"),
    "con-hieu-luc": Text("còn hiệu lực", "in force"),
    "het-hieu-luc-mot-phan": Text("hết hiệu lực một phần", "partly lapsed"),
    "het-hieu-luc": Text("hết hiệu lực", "lapsed"),
}


@rule(
    "VB005",
    "hieu-luc-mau-thuan",
    on=Edition,
    severity=Severity.ERROR,
    legal=("NĐ 42/2022 Đ4 k1 a", "S4 Đ22 k2"),
    since="0.1",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem where the written validity is not the one that dates and replacements give."""
    written = edition.get("hieu_luc")
    if edition.type != DOCUMENT or written not in _LABELS:
        return
    reason = _contradiction(edition, written, ctx)
    if reason:
        mark = edition.mark("hieu_luc")
        yield Problem(
            mark.line,
            mark.column,
            Text(
                f"Ghi “{_LABELS[written].vi}” nhưng {reason.vi}.",
                f"It says “{_LABELS[written].en}”, but {reason.en}.",
            ),
            Text(
                "Xóa dòng hieu_luc để hệ thống tự tính, hoặc sửa ngày, ví dụ: ngay_het_hieu_luc: 2026-12-31",
                "Remove hieu_luc (it is computed), or mend the dates, for example: ngay_het_hieu_luc: 2026-12-31",
            ),
            anchor="hieu_luc",
        )


def _contradiction(edition: Edition, written: str, ctx: Context) -> Text | None:
    register: Register = ctx.facts["register"]
    today = ctx.now.date()
    lapse = register.lapse_of(edition, today)
    if lapse and written != "het-hieu-luc":
        since = Text(f" từ {lapse.since:%d/%m/%Y}", f" on {lapse.since}") if lapse.since else Text("", "")
        if lapse.by:
            return Text(
                f"văn bản đã bị thay thế bởi {lapse.by}{since.vi}", f"{lapse.by} replaced it{since.en}"
            )
        return Text(f"văn bản đã hết hiệu lực{since.vi}", f"it lapsed{since.en}")
    end = last_day(edition.value("ngay_het_hieu_luc"))
    if written == "het-hieu-luc" and (lapse is None or (end and end > today)):
        if end and end > today:
            return Text(
                f"ngày hết hiệu lực là {end:%d/%m/%Y}, chưa tới", f"it lapses on {end}, still to come"
            )
        return Text("văn bản thay thế chưa có hiệu lực", "what replaces it is not yet in force")
    start = first_day(edition.value("ngay_hieu_luc"))
    latest = last_day(edition.value("ngay_hieu_luc"))
    if start and start > today and written in ("con-hieu-luc", "het-hieu-luc-mot-phan"):
        return Text(f"ngày có hiệu lực là {start:%d/%m/%Y}, chưa tới", f"it takes effect on {start} only")
    if latest and latest <= today and written == "chua-hieu-luc":
        return Text(f"văn bản đã có hiệu lực từ {latest:%d/%m/%Y}", f"it took effect on {latest}")
    return None
