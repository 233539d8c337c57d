"""Liên kết tới trang khác của hệ thống, hoặc tới một mục trong bài, mà nơi đó không có.

## Vì sao
Người đọc bấm vào gặp trang lỗi của cơ quan bạn, hoặc mở ra đầu bài thay vì mục cần đọc. Hay gặp khi bài đích đã đổi chỗ hoặc tiêu
đề của mục đã đổi chữ.

## Cách sửa
Mở bài đích, chép lại địa chỉ; phần sau dấu `#` chép từ mục lục của bài đích. Xem gợi ý trong thông báo.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from pipeline.checks.linking import MOST_SUGGESTED, resolve
from pipeline.checks.markdown import scan
from pipeline.checks.registry import Context, rule
from pipeline.checks.weblinks import has_place, places_of, to_sites
from pipeline.checks.words import short
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.links import ANCHOR_PREFIX, LinkIndex, LinkKind, anchor
from pipeline.model.text import Text

# Pages that the build makes of items: archives, years of the register, receipts, data, plain texts, feeds.
_MADE = re.compile(
    r"/en/|/(?:en/)?[a-z0-9-]++/(?:nam-)?\d{4}/(?:\d{1,3}/)?|.*+(?<=phieu-duyet/)|.*+(?<=\.json)|.*+(?<=\.xml)|.*+(?<=\.txt)"
)
_MOST_COMPARED = 3000


@rule(
    "LK008",
    "noi-lien-ket-khong-co",
    on=Edition,
    severity=Severity.WARNING,
    legal=("S1 Đ14 k1", "S0 Đ5 k2"),
    since="0.3",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every link to a registered site without its page, and every missing place of an item."""
    for told, (line, column, address, site, parts) in enumerate(to_sites(edition, ctx)):
        index: LinkIndex = ctx.facts["links"][site]
        if _leads(index, parts.path):
            continue
        name = ctx.registry.sites[site].name
        better = _nearest(index, parts.path) if told < MOST_SUGGESTED else ""
        suggested = f"{parts.scheme}://{parts.netloc}{better}"
        yield Problem(
            line,
            column,
            Text(
                f"{short(address, 100)}: {name} không có trang này.",
                f"{short(address, 100)}: the site {site} has no such page.",
            ),
            Text(
                f"Có phải là: {suggested}"
                if better
                else f"Mở trang chủ {parts.netloc}, tìm bài rồi chép lại địa chỉ.",
                f"Did you mean: {suggested}"
                if better
                else "Find the item on that site and copy its address.",
            ),
            anchor=address,
        )
    yield from _places(edition, ctx)


def _leads(index: LinkIndex, path: str) -> bool:
    source = f"content/{index.site}/x.md"
    tried = [path] if path.endswith("/") else [path, f"{path}/"]
    good = (LinkKind.ITEM, LinkKind.FILE, LinkKind.PAGE)
    return bool(_MADE.fullmatch(path)) or any(index.resolve(p, source).kind in good for p in tried)


def _nearest(index: LinkIndex, path: str) -> str:
    known = list(index.items.values())
    name = path.rstrip("/").rpartition("/")[2].removesuffix(".md").removesuffix(".html")
    same = next((a for a in known if a.rstrip("/").endswith(f"/{name}")), "")
    if same or len(known) > _MOST_COMPARED or len(path) > 200:
        return same
    return next(iter(get_close_matches(path, known, n=1, cutoff=0.8)), "")


def _places(edition: Edition, ctx: Context) -> Iterator[Problem]:
    editions: Mapping[str, Edition] = ctx.facts["editions"]
    links = [x for x in scan(edition).links if "#" in x.target and "://" not in x.target]
    for link in links:
        found = resolve(link.target, edition, ctx)
        if found is None or found.kind not in (LinkKind.ITEM, LinkKind.ANCHOR):
            continue
        target = editions.get(found.path)
        fragment = link.target.partition("#")[2]
        if target is None or has_place(target, fragment):
            continue
        known = sorted(places_of(target))[:200]
        close = next(iter(get_close_matches(anchor(fragment)[:100], known, n=1, cutoff=0.7)), "")
        better = f"{link.target.partition('#')[0]}#{close.removeprefix(ANCHOR_PREFIX)}"
        yield Problem(
            link.line,
            link.column,
            Text(
                f"Bài đích có, nhưng không có mục “{short(fragment)}” ({short(link.target, 100)}).",
                f"The item is there, the place “{short(fragment)}” is not ({short(link.target, 100)}).",
            ),
            Text(
                f"Có phải là: [{short(link.text)}]({better})"
                if close
                else "Chép phần sau dấu # từ mục lục của bài đích, hoặc bỏ phần đó.",
                f"Did you mean: [{short(link.text)}]({better})"
                if close
                else "Copy the part after # from the contents list of that item, or remove it.",
            ),
            anchor=link.target,
        )
