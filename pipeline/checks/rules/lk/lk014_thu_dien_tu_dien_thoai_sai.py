"""Liên kết thư điện tử hoặc điện thoại viết sai.

## Vì sao
Người dân bấm vào mà máy không soạn được thư, không gọi được; hoặc chữ hiện ra là một địa chỉ, bấm vào lại gửi tới địa chỉ khác.

## Cách sửa
`[vpubnd@daklak.gov.vn](mailto:vpubnd@daklak.gov.vn)`, `[0262 3850 000](tel:+842623850000)`: sau `tel:` chỉ có chữ số, dấu `+` ở
đầu, dấu gạch hoặc dấu chấm.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from pipeline.checks.markdown import scan
from pipeline.checks.phones import digits_wanted
from pipeline.checks.registry import Context, rule
from pipeline.checks.words import short
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}")
_PHONE = re.compile(r"\+?[\d().-]{3,25}(?:;ext=\d{1,6}|,\d{1,6})?")


@rule(
    "LK014",
    "thu-dien-tu-dien-thoai-sai",
    on=Edition,
    severity=Severity.WARNING,
    legal=("NĐ 42/2022 Đ4 k1 e",),
    since="0.3",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every mailto: and tel: link that no program can use, or that shows another address."""
    for link in scan(edition).links:
        scheme, colon, rest = link.target.strip().partition(":")
        kind = scheme.lower()
        if not colon or kind not in ("mailto", "tel"):
            continue
        written = unquote(rest.partition("?")[0]).strip()
        said = _mail(written, link.text) if kind == "mailto" else _phone(written)
        if said is None:
            continue
        example = (
            "[vpubnd@daklak.gov.vn](mailto:vpubnd@daklak.gov.vn)"
            if kind == "mailto"
            else "[0262 3850 000](tel:+842623850000)"
        )
        yield Problem(
            link.line,
            link.column,
            Text(f"{short(link.target)} {said.vi}.", f"{short(link.target)} {said.en}."),
            Text(f"Viết lại, ví dụ: {example}", f"Write for example: {example}"),
            anchor=link.target,
        )


def _mail(written: str, text: str) -> Text | None:
    named = [a.strip() for a in written.split(",")]
    if not all(_EMAIL.fullmatch(a) for a in named[:20]):
        return Text("không ghi địa chỉ thư điện tử đúng dạng", "names no proper e-mail address")
    shown = _EMAIL.fullmatch(text.strip().lower())
    if shown and shown[0] not in [a.lower() for a in named]:
        return Text(
            f"không phải là địa chỉ hiện ra ({short(text)})", f"is not the address shown ({short(text)})"
        )
    return None


def _phone(written: str) -> Text | None:
    digits = sum(c.isdigit() for c in written)
    if not _PHONE.fullmatch(written) or digits < 3:
        return Text("không phải là số gọi được", "is no number that can be called")
    plain = "".join(c for c in written.partition(";")[0].partition(",")[0] if c.isdigit())
    wanted = 0 if written.startswith("+") else digits_wanted(plain)
    if wanted and len(plain) != wanted:
        return Text(
            f"có {len(plain)} chữ số, phải có {wanted}", f"has {len(plain)} digits instead of {wanted}"
        )
    return None
