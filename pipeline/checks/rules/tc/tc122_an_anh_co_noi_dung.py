"""Ảnh có nội dung bị giấu khỏi phần mềm đọc màn hình.

## Vì sao
`alt=""`, `role="none"` và `aria-hidden="true"` nói rằng ảnh chỉ để trang trí. Biểu trưng, biểu đồ, bản đồ, mã QR thì có
nội dung; giấu đi thì người khiếm thị mất phần nội dung đó.

## Cách sửa
Viết lời thay thế nói ảnh cho thấy gì: `alt="Biểu đồ thu ngân sách quý III năm 2026"`, và bỏ `aria-hidden`, `role="none"`.
Nếu chữ bên cạnh đã nói đủ điều đó thì không cần sửa.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from pipeline.checks.accname import name_of, named_by_author, text_of
from pipeline.checks.registry import Context, rule
from pipeline.checks.roles import LINKS, explicit, role_of
from pipeline.checks.rules.html import ACCESSIBILITY, plain, short
from pipeline.checks.styles import hidden_of
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage, Element
from pipeline.model.text import Text

# What a file is called that shows something: compared without marks and case.
_TELLING = frozenset(
    "logo logos chart graph diagram infographic qr qrcode map bieudo sodo bando thongke stamp".split()  # noqa: SIM905
)
_PAIRS = ("bieu do", "so do", "ban do", "ma qr", "bieu trung", "thong ke", "quoc huy", "con dau")
_WORDS = re.compile(r"[^\W_]+")
_DRAWS_TEXT = re.compile(r"\.(?:fill|stroke)Text\s*\(")


@rule(
    "TC122",
    "an-anh-co-noi-dung",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.WARNING,
    legal=ACCESSIBILITY,
    since="0.1",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each picture that shows something by its file or its text and is kept from listeners."""
    unseen = hidden_of(page).viewers
    for element in page.all("img", "svg", "canvas"):
        if unseen[element.index] or not _telling(page, element) or _spoken_for(page, element):
            continue
        what = element.attrs.get("src") or element.attrs.get("id") or f"<{element.tag}>"
        yield Problem(
            element.line,
            element.column,
            Text(
                f"Ảnh {short(what)} có nội dung nhưng bị giấu khỏi phần mềm đọc màn hình.",
                f"The picture {short(what)} shows something but is kept from screen readers.",
            ),
            Text(
                'Viết lời thay thế, ví dụ: alt="Biểu đồ thu ngân sách quý III năm 2026".',
                'Write an alternative, for example: alt="Chart of the revenue of the third quarter of 2026".',
            ),
            what,
            ("1.1.1",),
            ("e88epe",),
        )


def _telling(page: BuiltPage, element: Element) -> bool:
    muted = hidden_of(page).listeners[element.index]
    if element.tag == "img":
        if not muted and role_of(page, element) != "none":
            return False
        words = _words(element.attrs.get("src", ""))
        alt = set(plain(element.attrs.get("alt", "")).split())
        if alt:  # somebody wrote what it shows, and somebody hid it
            return len(alt & set(words)) >= 2 or bool(alt & set(words) & _TELLING)
        return bool(_TELLING & set(words)) or any(pair in " ".join(words) for pair in _PAIRS)
    if muted or explicit(element) or name_of(page, element):
        return False
    if element.tag == "canvas":
        return _draws_text(page)
    return _announced(page, element)


def _words(address: str) -> list[str]:
    if address.startswith("data:"):
        return []
    file = unquote(address[:500].partition("?")[0]).rsplit("/", 1)[-1]
    return plain(" ".join(_WORDS.findall(file.rpartition(".")[0]))).split()


def _draws_text(page: BuiltPage) -> bool:
    return any(
        _DRAWS_TEXT.search(piece)
        for script in page.all("script")
        for piece in script.content
        if isinstance(piece, str)
    )


def _announced(page: BuiltPage, element: Element) -> bool:
    """Return whether the text right before a drawing ends in a colon, as if the drawing said the rest."""
    places: dict[int, int] | None = page.memo.get("places")
    if places is None:
        places = {p: i for e in page.elements for i, p in enumerate(e.content) if isinstance(p, int)}
        page.memo["places"] = places
    if element.parent < 0:
        earlier = [e for e in page.elements[max(0, element.index - 20) : element.index] if e.parent < 0]
        return bool(earlier) and text_of(page, earlier[-1]).endswith(":")
    place = places[element.index]
    for part in reversed(page.elements[element.parent].content[max(0, place - 5) : place]):
        said = part if isinstance(part, str) else text_of(page, page.elements[part])
        if said.strip():
            return said.rstrip().endswith(":")
    return False


def _spoken_for(page: BuiltPage, element: Element) -> bool:
    """Return whether a link or button around a picture has a name without it."""
    at = element.parent
    while at >= 0:
        around = page.elements[at]
        role = role_of(page, around)
        if named_by_author(page, around) or around.attrs.get("title", "").strip():
            return True
        if (role in LINKS or role == "button") and name_of(page, around):
            return True
        at = around.parent
    return False
