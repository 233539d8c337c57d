"""Thuộc tính `autocomplete` có giá trị không ai hiểu.

## Vì sao
Trình duyệt và công cụ hỗ trợ dựa vào `autocomplete` để điền giúp họ tên, điện thoại, địa chỉ, hoặc hiện biểu tượng quen thuộc
cho người khó đọc. Giá trị sai thì không giúp được gì.

## Cách sửa
Dùng từ của chuẩn HTML: `name`, `email`, `tel`, `street-address`, `bday`, hoặc `off`; nhiều từ thì cách nhau bằng dấu cách.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.checks.roles import WIDGETS, disabled, in_tab_order, role_of
from pipeline.checks.rules.html import ACCESSIBILITY, short
from pipeline.checks.styles import hidden_of
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage, Element
from pipeline.model.text import Text

_ANYWHERE = frozenset(
    "name honorific-prefix given-name additional-name family-name honorific-suffix nickname username new-password "  # noqa: SIM905
    "current-password one-time-code organization-title organization street-address address-line1 address-line2 "
    "address-line3 address-level4 address-level3 address-level2 address-level1 country country-name postal-code "
    "cc-name cc-given-name cc-additional-name cc-family-name cc-number cc-exp cc-exp-month cc-exp-year cc-csc "
    "cc-type transaction-currency transaction-amount language bday bday-day bday-month bday-year sex url photo".split()
)
_REACHED = frozenset(
    "tel tel-country-code tel-national tel-area-code tel-local tel-local-prefix tel-local-suffix tel-extension "  # noqa: SIM905
    "email impp".split()
)
_KINDS = ("home", "work", "mobile", "fax", "pager")
_FIXED = ("hidden", "button", "submit", "reset")


@rule(
    "TC134",
    "autocomplete-sai",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.WARNING,
    legal=ACCESSIBILITY,
    since="0.1",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each field in use whose autocomplete the HTML standard does not know."""
    away = hidden_of(page).listeners
    for element in page.all("input", "select", "textarea"):
        words = element.attrs.get("autocomplete", "").lower().split()
        if not words or words in (["on"], ["off"]) or _fits(words) or not _used(page, element):
            continue
        if away[element.index]:
            continue
        said = short(" ".join(words))
        yield Problem(
            element.line,
            element.column,
            Text(
                f"autocomplete “{said}” không có trong chuẩn HTML.",
                f"autocomplete “{said}” means nothing in HTML.",
            ),
            Text(
                'Dùng từ của chuẩn, ví dụ: autocomplete="email" hoặc autocomplete="off"',
                'Use a word of the standard, for example: autocomplete="email" or autocomplete="off"',
            ),
            said,
            ("1.3.5",),
            ("73f2c2",),
        )


def _fits(words: list[str]) -> bool:
    left = words[:-1] if words[-1] == "webauthn" and len(words) > 1 else words
    field = left[-1]
    before = list(left[:-1])
    if before and before[0].startswith("section-"):
        before.pop(0)
    if before and before[0] in ("shipping", "billing"):
        before.pop(0)
    if before and before[0] in _KINDS and field in _REACHED:
        before.pop(0)
    return not before and field in (_ANYWHERE | _REACHED)


def _used(page: BuiltPage, element: Element) -> bool:
    if disabled(page, element) or element.attrs.get("aria-disabled", "").lower() == "true":
        return False
    if element.tag == "input" and element.attrs.get("type", "").strip().lower() in _FIXED:
        return False
    role = role_of(page, element)
    return in_tab_order(page, element) or role in WIDGETS or not role
