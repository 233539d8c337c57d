"""Phần tử có vai trò không nằm trong, hoặc không chứa, đúng thứ mà vai trò đó cần.

## Vì sao
Mục của danh sách chỉ có nghĩa trong danh sách, thẻ (tab) chỉ có nghĩa trong dãy thẻ. Đặt sai thì phần mềm đọc màn hình không
báo được “mục 2 trong 5”.

## Cách sửa
Dùng `<ul><li>…</li></ul>`, `<table>…</table>` thay cho `role`; nếu phải dùng `role="listitem"` thì đặt ngay trong `role="list"`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.accname import by_id
from pipeline.checks.aria import CONTEXT, GROUPED, OWNED
from pipeline.checks.registry import Context, rule
from pipeline.checks.roles import explicit, implicit, role_of
from pipeline.checks.rules.html import ACCESSIBILITY, hidden
from pipeline.checks.styles import hidden_of
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage, Element
from pipeline.model.text import Text

MOST = 100  # owned elements looked at


@rule(
    "TC133",
    "vai-tro-sai-cho",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.WARNING,
    legal=ACCESSIBILITY,
    since="0.1",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each role out of its context, and each one that holds what it must not."""
    roles = [e for e in page.elements if "role" in e.attrs and explicit(e) and not hidden(page, e)]
    owners = _owners(page)
    for element in roles:
        said = explicit(element)
        if said in CONTEXT and said != implicit(page, element):
            owner = _owner(page, element, owners)
            if owner not in CONTEXT[said]:
                yield _problem(
                    element,
                    Text(
                        f"Vai trò {said} phải nằm ngay trong: {', '.join(sorted(CONTEXT[said]))}.",
                        f"The role {said} must lie right within: {', '.join(sorted(CONTEXT[said]))}.",
                    ),
                    "ff89c9",
                )
        if said in OWNED and not _busy(page, element):
            wrong = _wrong(page, element, OWNED[said], GROUPED.get(said), owners)
            if wrong is not None:
                what = role_of(page, wrong) or f"<{wrong.tag}>"
                yield _problem(
                    element,
                    Text(
                        f"Vai trò {said} chỉ được chứa: {', '.join(sorted(OWNED[said] - {'none'}))}; ở đây có {what}.",
                        f"The role {said} may only hold: {', '.join(sorted(OWNED[said] - {'none'}))}; here is {what}.",
                    ),
                    "bc4a75",
                )


def _problem(element: Element, said: Text, act: str) -> Problem:
    return Problem(
        element.line,
        element.column,
        said,
        Text(
            "Dùng <ul><li>, <table>, <select> thay cho role, hoặc xếp lại các phần tử.",
            "Use <ul><li>, <table> or <select> in place of roles, or arrange the elements anew.",
        ),
        said.en,
        ("1.3.1",),
        (act,),
    )


def _owners(page: BuiltPage) -> dict[str, int]:
    """Return which element owns an id by `aria-owns`, the first one where several do."""
    found: dict[str, int] = {}
    for element in page.elements:
        for name in element.attrs.get("aria-owns", "").split():
            found.setdefault(name, element.index)
    return found


def _owner(page: BuiltPage, element: Element, owners: dict[str, int]) -> str:
    if (by_name := owners.get(element.attrs.get("id", ""))) is not None:
        return role_of(page, page.elements[by_name])
    at = element.parent
    while at >= 0:
        around = page.elements[at]
        if (by_name := owners.get(around.attrs.get("id", ""))) is not None and not _counts(page, around):
            return role_of(page, page.elements[by_name])  # a mere box, and all in it, is owned by another
        if _counts(page, around):
            return role_of(page, around)
        at = around.parent
    return ""


def _counts(page: BuiltPage, element: Element) -> bool:
    """Return whether an element is a thing of its own in the accessibility tree and no mere box."""
    role = role_of(page, element)
    if role == "none":
        return False
    return bool(role) or any(key.startswith("aria-") and key != "aria-hidden" for key in element.attrs)


def _busy(page: BuiltPage, element: Element) -> bool:
    at: Element | None = element
    while at is not None:
        if at.attrs.get("aria-busy", "").lower() == "true":
            return True
        at = page.elements[at.parent] if at.parent >= 0 else None
    return False


def _wrong(
    page: BuiltPage,
    element: Element,
    allowed: frozenset[str],
    grouped: frozenset[str] | None,
    owners: dict[str, int],
) -> Element | None:
    """Return the first owned element that must not be there, None when all is well."""
    away = hidden_of(page).listeners
    owned = (by_id(page, name) for name in element.attrs.get("aria-owns", "").split()[:MOST])
    named = [e.index for e in owned if e is not None]
    waiting = [*reversed(named), *(p for p in reversed(element.content) if isinstance(p, int))]
    looked = 0
    while waiting and looked < MOST:
        looked += 1
        own = page.elements[waiting.pop()]
        if away[own.index] or owners.get(own.attrs.get("id", ""), element.index) != element.index:
            continue
        role = role_of(page, own)
        inner = [p for p in reversed(own.content) if isinstance(p, int)]
        if role == "group" and grouped is not None and role in allowed:
            if (
                found := _wrong(page, own, grouped, grouped if "group" in grouped else None, owners)
            ) is not None:
                return found
        elif _counts(page, own):
            if role not in allowed:
                return own
        elif inner:
            waiting += inner
        elif any(isinstance(p, str) and p.strip() for p in own.content) and role != "none":
            return own
    return None
