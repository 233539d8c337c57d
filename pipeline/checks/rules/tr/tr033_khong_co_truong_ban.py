"""Ban Biên tập không có Trưởng Ban đương nhiệm, hoặc danh sách ghi sai nên không dùng được.

## Vì sao
Trưởng Ban là người duyệt nội dung và giao quyền duyệt cho cấp phó. Không có Trưởng Ban đương nhiệm thì không ai duyệt được, trang đứng
yên ở nội dung cũ. Danh sách có một chỗ ghi sai thì cổng duyệt không nhận cả tệp, kết quả cũng như vậy.

## Cách sửa
Thêm dòng bổ nhiệm theo quyết định mới vào `sites/<trang>/ban-bien-tap.yml`:

`- {nguoi: truong-ban, vai_tro: truong-ban, quyet_dinh: {so: 15/QĐ-UBND, ngay: 2026-11-20}, tu: 2026-11-22, den: null}`

Chỗ ghi sai thì sửa đúng khóa và đúng dạng ngày (`2026-11-22`).
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.boards import heads, in_force, law_of, malformed
from pipeline.checks.registry import Context, rule
from pipeline.model.board import HEAD, BoardConfig, BoardFile
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_EXAMPLE = "{nguoi: truong-ban, vai_tro: truong-ban, quyet_dinh: {so: …, ngay: 2026-11-20}, tu: 2026-11-22}"


@rule("TR033", "khong-co-truong-ban", on=BoardConfig, severity=Severity.ERROR, legal=(), since="0.2")
def check(board: BoardConfig, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for a board that nobody leads, and for every place for which the gate refuses it."""
    broken = False
    for file in board.files:
        for fault in file.faults:
            broken = True
            why = f"{fault.kind} {fault.detail}".strip()[:120]
            yield _refused(file, (fault.line, fault.column), Text(why, why), why)
    if broken:
        return
    for file, place, why_not in malformed(board):
        yield _refused(file, file.mark(place), why_not, place)
    if in_force(board, ctx) and not heads(board, ctx.facts["today"]):
        line, column = board.board.mark("bo_nhiem")
        yield Problem(
            line,
            column,
            Text(
                "Hôm nay Ban Biên tập không có Trưởng Ban nên không ai duyệt được nội dung.",
                "The board has no head in office today, so nobody can approve.",
            ),
            Text(f"Thêm dòng bổ nhiệm, ví dụ: - {_EXAMPLE}", f"Add an appointment: - {_EXAMPLE}"),
            anchor="bo_nhiem",
            legal=law_of(board, ctx, HEAD),
        )


def _refused(file: BoardFile, place: tuple[int, int], why: Text, anchor: str) -> Problem:
    return Problem(
        *place,
        Text(
            f"Chỗ này ghi sai nên cổng duyệt không nhận cả tệp: {why.vi}.",
            f"The gate refuses the whole file for this: {why.en}.",
        ),
        Text(
            "Ghi đúng khóa và đúng dạng, ví dụ: tu: 2026-11-22",
            "Give the right key and form, for example: tu: 2026-11-22",
        ),
        anchor=anchor,
        path=file.path,
    )
