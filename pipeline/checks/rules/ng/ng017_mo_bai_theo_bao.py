"""Bài khai là của cơ quan mình nhưng mở đầu theo lối bài của báo.

## Vì sao
“(TTXVN) –”, “Theo Báo Nhân Dân,” ở đầu bài cho thấy bài được lấy lại. Khai `noi-bo` thì bài thoát các yêu cầu về tác giả, ngày
đăng của nguồn, và nhuận bút bị tính sai.

## Cách sửa
Bài lấy lại: `nguon_tin: trich-dan` và ghi khối `nguon`. Bài tự viết mà chỉ dẫn một chi tiết của báo: đặt liên kết tới bài báo
ngay chỗ dẫn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.markdown import Block, scan
from pipeline.checks.press import Press
from pipeline.checks.registry import Context, rule
from pipeline.checks.words import bare, short
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_DATELINE = re.compile(
    r"[*_ ]*+(?:(?:[A-ZĐ][\w.]*+(?: [A-ZĐ][\w.]*+){0,3} )?\((?P<round>[^()\n]{2,40})\)|(?P<plain>[A-ZĐÂÊÔƠƯ][\w.+/]*+(?: [\w.+/]++){0,4}))[*_]*+\s?[-–—]+\s"
)
_AFTER = re.compile(
    r"[*_ ]*+(?:theo|dẫn theo|nguồn|dẫn tin từ|dẫn nguồn)\s++(?P<name>[^\n,.:;()]{2,60})[,:;(]", re.IGNORECASE
)
# “(Theo vnexpress.net) Sáng nay …”: no dash is needed after it
_ROUND = re.compile(r"[*_ ]*+\((?:theo|dẫn theo|nguồn:?|trích)\s++(?P<name>[^()\n]{2,60})\)", re.IGNORECASE)
_SITE_LIKE = re.compile(r"[\w-]+\.(?:vn|com|net|org)(?:\.vn)?", re.IGNORECASE)


@rule(
    "NG017",
    "mo-bai-theo-bao",
    on=Edition,
    severity=Severity.WARNING,
    legal=("S0 Đ7 k1 đ", "S2 Đ9 k3"),
    since="0.2",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem where an own item opens with the dateline of a newspaper, or "Theo" and its name."""
    if edition.get("nguon_tin") not in ("noi-bo", "tu-nguyen") or edition.get("nguon.ten").strip():
        return
    block = next((b for b in scan(edition).blocks if b.kind == "chu" and not _only_a_picture(b)), None)
    if block is None:
        return
    line = block.lines[0][:400]
    found = _DATELINE.match(line)
    name = (found["round"] or found["plain"]).strip() if found else ""
    if not name and (found := _ROUND.match(line)):
        name = found["name"].strip(" *_[].")
    if not (name and _is_press(name, edition, ctx)):
        found = _AFTER.match(line)
        name = found["name"].strip(" *_[]") if found else ""
        # who names the newspaper with a link to its article has named the source
        if not name or "](" in line.partition(",")[0] or not _is_press(name, edition, ctx):
            return
    yield Problem(
        block.line,
        len(line) - len(line.lstrip()) + 1,
        Text(
            f"Bài khai là tin của mình nhưng mở đầu theo “{short(name)}”.",
            f"The item is declared as our own, yet it opens after “{short(name)}”.",
        ),
        Text(
            f"Nếu lấy lại: nguon_tin: trich-dan, nguon: {{ten: {short(name)}, tac_gia: …, ngay_dang: …}}; nếu chỉ dẫn một chi tiết"
            " thì đặt liên kết tới bài ấy.",
            f"If reposted, write nguon_tin: trich-dan with nguon: {{ten: {short(name)}, …}}; otherwise link to the article.",
        ),
        anchor=short(name),
    )


def _only_a_picture(block: Block) -> bool:
    return block.lines[0].lstrip().startswith(("![", "<"))


def _is_press(name: str, edition: Edition, ctx: Context) -> bool:
    press: Press | None = ctx.facts.get("press")
    site = ctx.site(edition)
    if site and bare(name) in {bare(n) for n in (site.domain, site.name, site.agency)}:
        return False
    if press and any(press.named(part) for part in (name, *re.split(r"[/,]| và ", name)) if part.strip()):
        return True
    first = bare(name).split(" ")
    if first[0] == "wikipedia":
        return True
    if (
        first[:1] == ["bao"]
        and len(first) > 1
        and first[1] not in ("cao", "chi", "ve", "hiem", "dam", "cong")
    ):
        return name[:1].isupper() and len(first) <= 6
    return bool(_SITE_LIKE.fullmatch(name))
