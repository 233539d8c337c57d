"""Tệp đính kèm có điện thoại riêng, tài khoản, chỗ ở, bệnh tật hoặc danh sách người kèm dữ liệu riêng.

## Vì sao
Dữ liệu cá nhân trong tệp lộ ra y như trong bài, và khó thu hồi hơn vì người ta đã tải về.

## Cách sửa
Bỏ cột hoặc che dữ liệu trong tệp gốc rồi xuất lại. Luật buộc công khai thì ghi ở bài mang tệp: `co_so_phap_ly: Khoản … Điều
… Luật …`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.attachments import excused, lines_of, place
from pipeline.checks.personal import found_in
from pipeline.checks.personal_signs import ACCOUNT, CHILD, HEALTH, HOME, LISTED, PAPER, PHONE
from pipeline.checks.registry import Context, rule
from pipeline.model.content import Attachment
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_WORDS = {
    PHONE: Text("số điện thoại riêng", "a private telephone number"),
    ACCOUNT: Text("số tài khoản của cá nhân", "a private bank account"),
    PAPER: Text("số giấy tờ của cá nhân", "the number of a personal paper"),
    LISTED: Text("danh sách người", "a list of persons"),
    HOME: Text("chỗ ở hoặc ngày sinh", "a home or birthday"),
    HEALTH: Text("thông tin sức khỏe", "health data"),
    CHILD: Text("thông tin của trẻ em", "data of a child"),
}


@rule(
    "BM018",
    "tep-co-du-lieu-ca-nhan",
    on=Attachment,
    severity=Severity.WARNING,
    legal=("S1 Đ7 k2", "S2 Đ6", "S4 Đ5 k2", "Luật BVDLCN 91/2025"),
    since="0.2",
)
def check(attachment: Attachment, ctx: Context) -> Iterator[Problem]:
    """Yield one problem for each kind, at its first place, unless a legal ground is named."""
    facts = attachment.facts
    hits = [h for h in found_in(lines_of(facts)) if h.kind in _WORDS]
    if not hits or excused(attachment, ctx):
        return
    for kind, words in _WORDS.items():
        own = [h for h in hits if h.kind == kind]
        if own:
            row, start, page = place(facts, own[0].line, own[0].column)
            vi, en = (f" ở trang {page}", f" on page {page}") if page else ("", "")
            yield Problem(
                row,
                start,
                Text(
                    f"Tệp có {words.vi}{vi}: {own[0].shown}.", f"The file has {words.en}{en}: {own[0].shown}."
                ),
                Text(
                    "Che hoặc bỏ rồi xuất lại tệp; luật buộc thì ghi ở bài: co_so_phap_ly: Khoản 1 Điều … Luật …",
                    "Mask or drop it and save anew; where a law demands it, add to the item: co_so_phap_ly: …",
                ),
                anchor=kind,
            )
