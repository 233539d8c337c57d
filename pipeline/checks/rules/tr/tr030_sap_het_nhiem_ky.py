"""Nhiệm kỳ hoặc khóa ký của người trong Ban Biên tập sắp hết hạn.

## Vì sao
Từ ngày nhiệm kỳ hay khóa ký hết hạn, người đó không phê duyệt được nữa và bài chờ duyệt sẽ dừng lại. Quyết định mới cần thời gian
trình ký, nên trang được báo trước 30 ngày.

## Cách sửa
Khi có quyết định mới, thêm một dòng bổ nhiệm nối tiếp vào `sites/<trang>/ban-bien-tap.yml`; giữ nguyên dòng cũ:

`- {nguoi: truong-ban, vai_tro: truong-ban, quyet_dinh: {so: 15/QĐ-UBND, ngay: 2026-12-20}, tu: 2027-01-01, den: 2031-12-31}`

Khóa ký sắp hết hạn thì thêm khóa mới của người đó, có ngày bắt đầu và ngày hết hạn.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from pipeline.checks.boards import (
    SOON,
    Row,
    appointments,
    in_force,
    key_name,
    meets,
    people,
    periods,
    role_name,
)
from pipeline.checks.registry import Context, rule
from pipeline.model.board import BoardConfig
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text


@rule("TR030", "sap-het-nhiem-ky", on=BoardConfig, severity=Severity.WARNING, legal=(), since="0.2")
def check(board: BoardConfig, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every term and key that ends soon and that nothing follows."""
    if not in_force(board, ctx):
        return
    groups: dict[tuple[str, str], list[Row]] = {}
    for given in appointments(board):
        groups.setdefault((given.text("nguoi"), given.text("vai_tro")), []).append(given)
    for (person, role), rows in groups.items():
        name = role_name(role)
        what = Text(f"Nhiệm kỳ {name.vi} của “{person[:60]}”", f"The term of “{person[:60]}” as {name.en}")
        hint = Text(
            "Trình quyết định mới rồi thêm dòng bổ nhiệm nối tiếp, ví dụ: tu: 2027-01-01",
            "Obtain a new decision and add the appointment that follows, for example: tu: 2027-01-01",
        )
        for row in _ending(rows, ctx):
            yield _problem(row, ctx, what, hint)
    hint = Text(
        "Tạo khóa mới và thêm vào mục khoa của người này, ví dụ: tu: 2027-01-01",
        "Make a new key and add it to this person's keys, for example: tu: 2027-01-01",
    )
    for each in people(board):
        name_of = each.text("ma")[:60]
        keys = [k for k in each.inner("khoa") if k.value.get("thu_hoi") is None]
        for key in _ending(keys, ctx):
            what = Text(f"Khóa {key_name(key)} của “{name_of}”", f"The key {key_name(key)} of “{name_of}”")
            yield _problem(key, ctx, what, hint)


def _ending(rows: list[Row], ctx: Context) -> Iterator[Row]:
    """Yield what ends within the next days where nothing among the same entries goes on."""
    today = ctx.facts["today"]
    held = periods(rows)
    gaps: dict[date, bool] = {}  # last day → whether nothing holds on the day after; at most a month of days
    for row in rows:
        last = row.day("den")
        if last is None or not row.holds(today) or last > today + timedelta(days=SOON):
            continue
        if last not in gaps:
            following = last + timedelta(days=1)
            gaps[last] = not meets(held, (following, following))
        if gaps[last]:
            yield row


def _problem(row: Row, ctx: Context, what: Text, hint: Text) -> Problem:
    last = row.day("den")
    left = (last - ctx.facts["today"]).days if last else 0
    vi = f"còn {left} ngày" if left else "hôm nay là ngày cuối"
    en = f"{left} days left" if left else "today is the last day"
    said = Text(f"{what.vi} hết hạn ngày {last:%d/%m/%Y} ({vi}).", f"{what.en} ends on {last} ({en}).")
    return row.problem("den", said, hint)
