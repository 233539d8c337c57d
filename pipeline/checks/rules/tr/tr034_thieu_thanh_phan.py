"""Ban Biên tập chưa đủ thành phần mà quy chế nêu.

## Vì sao
Quy chế của từng tỉnh, huyện nêu Ban Biên tập gồm những ai. Thiếu một vai trò thì công việc của vai trò đó không có người chịu trách nhiệm.

## Cách sửa
Thêm người vào mục `nguoi` và dòng bổ nhiệm vào mục `bo_nhiem` của `sites/<trang>/ban-bien-tap.yml`:

`- {nguoi: thanh-vien-1, vai_tro: thanh-vien, quyet_dinh: {so: 15/QĐ-UBND, ngay: 2026-11-20}, tu: 2026-11-22, den: null}`

Bộ phận thường trực là một cơ quan thì ghi `co_quan_thuong_truc: …`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.checks.boards import appointments, in_force, role_name
from pipeline.checks.registry import Context, rule
from pipeline.checks.words import short
from pipeline.model.board import ROLES, STANDING, BoardConfig
from pipeline.model.content import as_list
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text


@rule("TR034", "thieu-thanh-phan", on=BoardConfig, severity=Severity.WARNING, legal=(), since="0.2")
def check(board: BoardConfig, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every role that the site's regulations name and that nobody holds today."""
    if not in_force(board, ctx):
        return
    site = ctx.registry.sites[board.site_id]
    held = {a.text("vai_tro") for a in appointments(board) if a.holds(ctx.facts["today"])}
    top = board.board.value
    agency = top.get("co_quan_thuong_truc") if isinstance(top, Mapping) else None
    if isinstance(agency, str) and agency.strip():
        held.add(STANDING)
    told: set[str] = set()
    for name in site.profiles:
        profile = ctx.registry.profiles.get(name)
        for row in as_list(profile.raw.get("thanh_phan")) if profile else ():
            if not isinstance(row, Mapping) or row.get("cap") != site.level:
                continue
            role, verified = row.get("vai_tro"), row.get("da_kiem_chung") is not False
            if not isinstance(role, str) or role not in ROLES or role in held | told or not verified:
                continue
            told.add(role)
            label, who = role_name(role), short(str(row.get("la") or ""))
            line, column = board.board.mark("bo_nhiem")
            yield Problem(
                line,
                column,
                Text(
                    f"Quy chế nêu Ban Biên tập có {label.vi} ({who}) nhưng hôm nay không ai giữ vai trò này.",
                    f"The regulation names a {label.en} of the board; nobody holds that role today.",
                ),
                Text(
                    f"Thêm dòng bổ nhiệm, ví dụ: - {{nguoi: …, vai_tro: {role}, quyet_dinh: {{so: …, ngay: …}}, tu: …}}",
                    f"Add an appointment: - {{nguoi: …, vai_tro: {role}, quyet_dinh: {{so: …, ngay: …}}, tu: …}}",
                ),
                anchor=role,
                legal=tuple(t for t in as_list(row.get("can_cu")) if isinstance(t, str)),
            )
