"""Ủy quyền duyệt không có giá trị: sai người giao hoặc sai người nhận.

## Vì sao
Cấp phó chỉ được phê duyệt trong phạm vi Trưởng Ban đương nhiệm giao. Ủy quyền cho người không có trong danh sách, do người không phải
Trưởng Ban giao, hoặc cho người không phải cấp phó thì cổng duyệt không nhận; bài người đó duyệt sẽ không được đăng.

## Cách sửa
Ghi đúng mã của Trưởng Ban và của Phó Trưởng Ban như trong mục `nguoi`:

`- {tu_nguoi: truong-ban, cho: pho-truong-ban, ly_do: di-vang, tu: 2026-11-20, den: 2026-11-30, van_ban: {so: 12/UQ-VP, ngay: 2026-11-19}}`
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.boards import appointments, delegations, law_of, meets, people, terms
from pipeline.checks.registry import Context, rule
from pipeline.model.board import DEPUTY, HEAD, BoardConfig
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_HINT = Text(
    "Ghi mã của Trưởng Ban và Phó Trưởng Ban có trong danh sách, ví dụ: tu_nguoi: truong-ban, cho: pho-truong-ban",
    "Give the ids of the head and of a deputy of this board: tu_nguoi: truong-ban, cho: pho-truong-ban",
)


@rule("TR031", "uy-quyen-khong-hop-le", on=BoardConfig, severity=Severity.ERROR, legal=(), since="0.2")
def check(board: BoardConfig, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every delegation that names a stranger, or the wrong giver or receiver."""
    known = {p.text("ma") for p in people(board)}
    rows = appointments(board)
    heads, deputies = terms(rows, HEAD), terms(rows, DEPUTY)
    law = law_of(board, ctx, DEPUTY)
    for given in delegations(board):
        giver, receiver = given.text("tu_nguoi"), given.text("cho")
        for key, person in (("tu_nguoi", giver), ("cho", receiver)):
            if person and person not in known:
                said = Text(
                    f"Ủy quyền nêu “{person[:60]}”, không có ai mang mã này trong danh sách.",
                    f"The delegation names “{person[:60]}”, and nobody on the board has this id.",
                )
                yield given.problem(key, said, _HINT, law)
        period = given.period
        if period is None or (period[1] is not None and period[1] < ctx.facts["today"]):
            continue  # what has ended is history
        if giver in known and not meets(heads.get(giver, ()), period):
            said = Text(
                f"“{giver[:60]}” không phải Trưởng Ban trong thời gian ủy quyền nên không giao quyền duyệt được.",
                f"“{giver[:60]}” is not head in that period and cannot delegate.",
            )
            yield given.problem("tu_nguoi", said, _HINT, law)
        if receiver in known and not meets(deputies.get(receiver, ()), period):
            said = Text(
                f"“{receiver[:60]}” không phải Phó Trưởng Ban trong thời gian ủy quyền nên không nhận quyền duyệt được.",
                f"“{receiver[:60]}” is not a deputy in that period and cannot receive a delegation.",
            )
            yield given.problem("cho", said, _HINT, law)
