"""Nguồn tin khai một đằng, khối nguồn ghi một nẻo.

## Vì sao
`nguon_tin` quyết định bài phải ghi những gì và nhuận bút tính ra sao. Bài của chính trang mà khai là trích dẫn, hoặc bài của báo
mà khai là do cơ quan cung cấp, thì sổ nguồn tin và báo cáo đều sai.

## Cách sửa
Bài của chính trang: `nguon_tin: noi-bo`, bỏ khối `nguon`. Bài lấy của báo: `nguon_tin: trich-dan`, ghi đủ `ten`, `tac_gia`, `ngay_dang`.
Bài do cơ quan khác gửi: `nguon_tin: co-quan`, `ten` là tên cơ quan ấy, `loai: co-quan`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.press import Press
from pipeline.checks.registry import Context, rule
from pipeline.checks.words import bare, short
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text


@rule(
    "NG014",
    "nguon-trai-voi-nguon-tin",
    on=Edition,
    severity=Severity.WARNING,
    legal=("S0 Đ9 k1", "S4 Đ7 k1"),
    since="0.2",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem where the named source cannot be of the declared origin or kind."""
    name = edition.get("nguon.ten").strip()
    origin, kind = edition.get("nguon_tin"), edition.get("nguon.loai")
    press: Press | None = ctx.facts.get("press")
    if not name:
        return
    paper = press.named(name) if press else None
    shown = short(name)
    if origin in ("trich-dan", "co-quan") and _own(name, edition, ctx):
        yield _problem(
            edition,
            "nguon.ten",
            Text(
                f"Bài khai lấy của nơi khác nhưng “{shown}” là chính trang này.",
                f"The item is declared as another's, yet “{shown}” is this very site.",
            ),
            Text("Sửa: nguon_tin: noi-bo và bỏ khối nguon.", "Write nguon_tin: noi-bo and drop nguon."),
        )
    elif origin == "noi-bo" and paper:
        yield _problem(
            edition,
            "nguon.ten",
            Text(
                f"Bài khai là của cơ quan mình (noi-bo) nhưng khối nguồn ghi “{shown}”.",
                f"The item is declared as our own (noi-bo), yet its source is “{shown}”.",
            ),
            Text("Sửa: nguon_tin: trich-dan", "Write nguon_tin: trich-dan"),
        )
    elif origin == "co-quan" and paper:
        yield _problem(
            edition,
            "nguon_tin",
            Text(
                f"“{shown}” là báo, không phải cơ quan gửi tin cho trang.",
                f"“{shown}” is a newspaper, not an agency that supplied the item.",
            ),
            Text("Sửa: nguon_tin: trich-dan", "Write nguon_tin: trich-dan"),
        )
    elif paper and kind in ("co-quan", "cong-tac-vien"):
        yield _problem(
            edition,
            "nguon.loai",
            Text(
                f"“{shown}” là báo nhưng loại nguồn ghi là {kind}.",
                f"“{shown}” is a newspaper, yet its kind is given as {kind}.",
            ),
            Text("Sửa: loai: bao-chi", "Write loai: bao-chi"),
        )


def _own(name: str, edition: Edition, ctx: Context) -> bool:
    site = ctx.site(edition)
    return site is not None and bare(name) in {bare(n) for n in (site.name, site.agency, site.domain) if n}


def _problem(edition: Edition, key: str, message: Text, hint: Text) -> Problem:
    mark = edition.mark(key)
    return Problem(mark.line, mark.column, message, hint, anchor=key)
