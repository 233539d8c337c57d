"""Bài mới gửi vào một trang đã ngừng hoạt động.

## Vì sao
Sau ngày `den` trong `site.yml`, trang chỉ để tra cứu: không nhận tin mới, chỉ nhận đính chính và thông báo gỡ bỏ. Người dân
tìm tin mới ở trang kế thừa.

## Cách sửa
Chuyển bài sang trang kế thừa nêu trong thông báo; nếu là sửa sai của bài cũ thì ghi `dinh_chinh` ở chính bài đó.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from pipeline.checks.kinds import parse_moment
from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text


@rule("TR017", "trang-da-dong", on=Edition, severity=Severity.ERROR, legal=("S1 Đ26",), since="0.2")
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for an item that came in after its site's last day and is neither correction nor removal."""
    site, received = ctx.site(edition), parse_moment(edition.value("tiep_nhan_luc"))
    if site is None or site.until is None or received is None or received.date() <= site.until:
        return
    published: Mapping[str, datetime] = ctx.facts.get("published", {})
    at = published.get(edition.path)
    if edition.value("dinh_chinh") or edition.value("go_bo") or (at and at.date() <= site.until):
        return
    mark = edition.mark("tiep_nhan_luc")
    heirs = ", ".join(f"content/{s}/" for s in site.successors) or "trang kế thừa"
    yield Problem(
        mark.line,
        mark.column,
        Text(
            f"Trang này ngừng hoạt động từ sau ngày {site.until:%d/%m/%Y}, không nhận tin mới.",
            f"This site closed after {site.until} and takes no new items.",
        ),
        Text(
            f"Chuyển tệp sang: {heirs}; nếu là sửa sai thì ghi dinh_chinh ở bài cũ.",
            f"Move the file to: {heirs}; a correction goes into the old item as dinh_chinh.",
        ),
        anchor="trang-dong",
    )
