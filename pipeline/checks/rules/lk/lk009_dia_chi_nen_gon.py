"""Địa chỉ dài hơn cần thiết: ghi cả tên miền của chính trang, hoặc mang tham số theo dõi.

## Vì sao
Liên kết trong trang ghi cả tên miền sẽ hỏng khi trang đổi tên miền, và chương trình không biết để nhắc khi bài đích bị chuyển. Tham
số như `utm_source`, `fbclid` chỉ để mạng xã hội theo dõi người đọc.

## Cách sửa
Trong trang: bỏ tên miền, ví dụ `/van-ban/2024/02/10-2024-qd-ubnd/`. Trang ngoài: xóa phần tham số từ `?` hoặc `&`.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlunsplit

from pipeline.checks.markdown import scan
from pipeline.checks.registry import Context, rule
from pipeline.checks.weblinks import TRACKING, split, to_sites
from pipeline.checks.words import short
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text


@rule("LK009", "dia-chi-nen-gon", on=Edition, severity=Severity.NOTE, legal=("S1 Đ3 k2",), since="0.3")
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every link with the site's own domain, and every address that tracks its readers.

    A bare address that readers are meant to read, as on a contact page, keeps its domain.
    """
    bare = {(x.line, x.column) for x in scan(edition).links if x.bare}
    for line, column, address, site, parts in to_sites(edition, ctx):
        if site != edition.document.site or (line, column) in bare:
            continue
        better = (parts.path or "/") + (f"#{parts.fragment}" if parts.fragment else "")
        yield Problem(
            line,
            column,
            Text(
                f"{short(address, 100)} ghi cả tên miền của chính trang.",
                f"{short(address, 100)} names the site's own domain.",
            ),
            Text(f"Ghi ngắn lại: {short(better, 100)}", f"Write: {short(better, 100)}"),
            anchor=address,
        )
    for link in scan(edition).links:
        if "?" not in link.target or "://" not in link.target or (found := split(link.target)) is None:
            continue
        pairs = found.query.split("&")[:100]
        kept = [p for p in pairs if not TRACKING.match(p.partition("=")[0].lower())]
        if len(kept) == len(pairs):
            continue
        better = urlunsplit(found._replace(query="&".join(kept)))
        yield Problem(
            link.line,
            link.column,
            Text(
                f"{short(link.target, 100)} mang tham số theo dõi người đọc.",
                f"{short(link.target, 100)} carries parameters that track readers.",
            ),
            Text(f"Ghi ngắn lại: {short(better, 100)}", f"Write: {short(better, 100)}"),
            anchor=link.target,
        )
