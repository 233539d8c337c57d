"""Khai báo của trang tự mâu thuẫn: mã trùng, ngày ngược, đơn vị hoặc trang kế thừa không có.

## Vì sao
Khai báo của trang quyết định ai chịu trách nhiệm, tên miền nào được phục vụ, trang còn hoạt động không. Hai dòng nói ngược
nhau thì chương trình phải đoán.

## Cách sửa
Sửa dòng được nêu trong `site.yml`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.model.finding import Problem, Severity
from pipeline.model.site import Site, SiteConfig
from pipeline.model.text import Text, slug

_LANGUAGES = ("vi", "en")


@rule(
    "TR024",
    "khai-bao-trang-mau-thuan",
    on=SiteConfig,
    severity=Severity.ERROR,
    legal=("S1 Đ3 k1",),
    since="0.2",
)
def check(config: SiteConfig, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every entry of a site file that another one, or another site, contradicts."""
    site = ctx.registry.sites[config.site_id]
    others = ctx.registry.sites
    for place, message, hint in (*_units(site), *_dates(site), *_names(site, list(others.values()))):
        line, column = config.mark(place)
        yield Problem(line, column, message, hint, anchor=f"{place} {message.en}")
    for number, heir in enumerate(site.successors):
        if heir not in others or heir == site.id:
            line, column = config.mark(f"ke_thua[{number}]")
            yield Problem(
                line,
                column,
                Text(f"Không có trang kế thừa “{heir[:60]}”.", f"There is no successor site “{heir[:60]}”."),
                Text(
                    "Ghi mã trang có trong sites/, ví dụ: ke_thua: [daklak]",
                    "Use a site's id: ke_thua: [daklak]",
                ),
                anchor=heir,
            )


_Told = Iterator[tuple[str, Text, Text]]


def _units(site: Site) -> _Told:
    seen: set[str] = set()
    codes = {u.code for u in site.units}
    for number, unit in enumerate(site.units):
        place = f"don_vi[{number}]"
        if unit.code in seen:
            yield (
                f"{place}.ma",
                Text(f"Mã đơn vị “{unit.code}” lặp lại.", f"The unit code “{unit.code}” is used twice."),
                Text("Mỗi đơn vị một mã; xóa dòng thừa.", "One code for one unit; remove the second line."),
            )
        seen.add(unit.code)
        if not unit.code or slug(unit.code) != unit.code:
            better = slug(unit.name) or "so-noi-vu"
            yield (
                f"{place}.ma",
                Text(
                    f"Mã đơn vị “{unit.code[:60]}” không hợp lệ.", f"“{unit.code[:60]}” is not a unit code."
                ),
                Text(f"Viết không dấu, nối bằng gạch: ma: {better}", f"Write: ma: {better}"),
            )
        if unit.since and unit.until and unit.until < unit.since:
            yield (
                f"{place}.den",
                Text(
                    f"Đơn vị “{unit.code}” kết thúc trước khi bắt đầu.",
                    f"“{unit.code}” ends before it begins.",
                ),
                Text(f"Sửa den sau {unit.since}, hoặc để: den: null", "Mend den, or write: den: null"),
            )
        if unit.successor and unit.successor not in codes:
            yield (
                f"{place}.ke_thua",
                Text(
                    f"Trang không có đơn vị kế thừa “{unit.successor[:60]}”.",
                    "The successor unit is not listed.",
                ),
                Text(
                    "Thêm đơn vị đó vào don_vi, hoặc ghi: ke_thua: null", "List it, or write: ke_thua: null"
                ),
            )


def _dates(site: Site) -> _Told:
    for key, early in (("den", site.since), ("den", site.running_since)):
        if site.until and early and site.until < early:
            yield (
                key,
                Text("Trang kết thúc trước khi bắt đầu.", "The site ends before it begins."),
                Text(
                    f"Sửa den sau {early}, hoặc để: den: null",
                    f"Mend den (after {early}), or write: den: null",
                ),
            )
            return


def _names(site: Site, others: list[Site]) -> _Told:
    for number, section in enumerate(site.sections):
        if section in site.sections[:number]:
            yield (
                f"muc[{number}]",
                Text(f"Chuyên mục “{section}” lặp lại.", f"The section “{section}” is listed twice."),
                Text("Giữ một dòng.", "Keep one line."),
            )
    for number, lang in enumerate(site.languages):
        if lang not in _LANGUAGES:
            yield (
                f"ngon_ngu[{number}]",
                Text(
                    f"Ngôn ngữ “{lang[:20]}” chưa được hỗ trợ.",
                    f"The language “{lang[:20]}” is not supported.",
                ),
                Text("Viết: ngon_ngu: [vi, en]", "Write: ngon_ngu: [vi, en]"),
            )
    mine = (site.domain, *(a.lower() for a in site.aliases))
    for other in others:
        theirs = {other.domain, *(a.lower() for a in other.aliases)} - {""}
        clash = next((name for name in mine if name in theirs), "") if other.id != site.id else ""
        if clash:
            yield (
                "ten_mien" if clash == site.domain else "ten_mien_khac",
                Text(
                    f"Tên miền “{clash}” đã khai cho trang {other.id}.", f"“{clash}” belongs to {other.id}."
                ),
                Text("Mỗi tên miền thuộc một trang; sửa dòng này.", "One domain, one site; mend this line."),
            )
