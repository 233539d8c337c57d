"""Cùng một lời được đọc hai lần.

## Vì sao
Ảnh và chữ cùng dẫn đến một bài mà là hai liên kết thì người nghe phải nghe và bấm qua hai lần; `title` chép lại chữ của
liên kết cũng bị đọc thêm một lần nữa.

## Cách sửa
Gộp ảnh và chữ vào một liên kết, ảnh ghi `alt=""`; bỏ `title` khi nó chỉ chép lại chữ; ảnh có nội dung thì viết vào `alt`,
không viết vào `title`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.checks.rules.html import ACCESSIBILITY, hidden, plain, short
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage, Element
from pipeline.model.text import Text


@rule(
    "TC170",
    "noi-hai-lan",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.NOTE,
    legal=ACCESSIBILITY,
    since="0.2",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each title that repeats, and for each link that its neighbour repeats."""
    before = _before(page)
    for element in page.all("a", "img"):
        found = _title(element) if "title" in element.attrs else None
        if found is None and element.tag == "a" and "href" in element.attrs:
            found = _picture(page, element) or _neighbour(element, before.get(element.index))
        if found is None or hidden(page, element):
            continue
        yield Problem(
            element.line,
            element.column,
            Text(
                f"“{short(element.text or element.attrs.get('title', ''), 40)}”: {found[0]}.",
                f"“{short(element.text or element.attrs.get('title', ''), 40)}”: {found[1]}.",
            ),
            Text(
                'Viết một lần: <a href="/bai/"><img src="anh.jpg" alt=""> Tên bài</a>',
                'Say it once: <a href="/page/"><img src="picture.jpg" alt=""> Name of the page</a>',
            ),
            f"{found[1]} {element.text}"[:80],
            found[2],
        )


_Found = tuple[str, str, tuple[str, ...]]


def _title(element: Element) -> _Found | None:
    title = plain(element.attrs["title"])
    if not title:
        return None
    if element.tag == "a":
        if plain(element.text) == title and "aria-label" not in element.attrs:
            return "title chép lại chữ của liên kết", "the title repeats the text of the link", ("2.4.4",)
        return None
    alt = element.attrs.get("alt")
    if alt == "":
        return "ảnh có alt trống mà vẫn có title", "the picture has an empty alt and a title", ("1.1.1",)
    if alt is not None and plain(alt) == title:
        return "title chép lại alt của ảnh", "the title repeats the alt of the picture", ("1.1.1",)
    return None


def _picture(page: BuiltPage, element: Element) -> _Found | None:
    """Return the fault of a link whose picture says what its text says as well."""
    said = []
    for part in element.content:
        if isinstance(part, str):
            said.append(part)
        elif page.elements[part].tag != "img":
            said.append(page.elements[part].text)
    own = plain(" ".join(said))
    for index in element.content:
        if not own or isinstance(index, str) or page.elements[index].tag != "img":
            continue
        if plain(page.elements[index].attrs.get("alt", "")) == own:
            return "ảnh và chữ trong liên kết cùng một lời", "picture and text say the same", ("1.1.1",)
    return None


def _before(page: BuiltPage) -> dict[int, Element]:
    """Return for each link the link that stands right before it."""
    found: dict[int, Element] = {}
    for around in page.elements:
        last: Element | None = None
        for part in around.content:
            if isinstance(part, str):
                last = None if part.strip() else last
                continue
            child = page.elements[part]
            if last is not None:
                found[part] = last
            last = child if child.tag == "a" else None
    return found


def _neighbour(element: Element, before: Element | None) -> _Found | None:
    """Return the fault of a link that follows another one, to the same address and with the same words."""
    if before is None or not element.text or before.attrs.get("href") != element.attrs["href"]:
        return None
    if plain(before.text) != plain(element.text):
        return None
    return (
        "liên kết ngay trước đã nói và dẫn đến cùng chỗ",
        "the link just before says and leads to the same",
        ("2.4.4",),
    )
