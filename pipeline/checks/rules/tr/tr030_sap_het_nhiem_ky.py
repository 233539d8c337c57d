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
from datetime import timedelta

from pipeline.checks.boards import SOON, Row, appointments, in_force, key_name, people, role_name
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
        yield from _ending(rows, ctx, what, hint)
    for row in people(board):
        keys = [k for k in row.inner("khoa") if k.value.get("thu_hoi") is None]
        name_of = f"{row.text('ma')[:60]}"
        for key in keys:
            others = [k for k in keys if k is not key]
            what = Text(f"Khóa {key_name(key)} của “{name_of}”", f"The key {key_name(key)} of “{name_of}”")
            hint = Text(
                "Tạo khóa mới và thêm vào mục khoa của người này, ví dụ: tu: 2027-01-01",
                "Make a new key and add it to this person's keys, for example: tu: 2027-01-01",
            )
            yield from _ending([key], ctx, what, hint, others)


def _ending(
    rows: list[Row], ctx: Context, what: Text, hint: Text, others: list[Row] | None = None
) -> Iterator[Problem]:
    today = ctx.facts["today"]
    for row in rows:
        last = row.day("den")
        if last is None or not row.holds(today) or last > today + timedelta(days=SOON):
            continue
        following = last + timedelta(days=1)
        if any(r is not row and r.holds(following) for r in (*rows, *(others or ()))):
            continue
        left = (last - today).days
        yield row.problem(
            "den",
            Text(
                f"{what.vi} hết hạn ngày {last:%d/%m/%Y} (còn {left} ngày).",
                f"{what.en} ends on {last} ({left} days left).",
            ),
            hint,
        )
