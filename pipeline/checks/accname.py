"""The name by which assistive technology calls an element: the accessible name computation (accname 1.2, HTML-AAM).

Each name is worked out once for a page and holds at most `MOST` characters, so that a page of any form is read in time
linear in its length.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.checks.roles import NAMED_FROM_CONTENT, explicit, role_of
from pipeline.checks.styles import Hidden, hidden_of
from pipeline.model.release import BuiltPage, Element
from pipeline.model.text import squeeze

MOST = 2_000
_INLINE = frozenset(
    "a abbr b bdi bdo cite code data del dfn em font i img ins kbd label mark q ruby s samp small span strong sub "  # noqa: SIM905
    "sup svg text time tspan tt u var wbr".split()
)
_FIELDS = frozenset(("input", "select", "textarea", "meter", "progress", "output"))
_LABELABLE = (*_FIELDS, "button")


def name_of(page: BuiltPage, element: Element) -> str:
    """Return an element's accessible name, "" for none."""
    return _names(page).name(element.index)


def text_of(page: BuiltPage, element: Element) -> str:
    """Return the text inside an element as assistive technology reads it, alternatives of pictures included."""
    return squeeze(_names(page).inside(element.index, referenced=False, hidden=False))


def named_by_author(page: BuiltPage, element: Element) -> bool:
    """Return whether attributes of an element, and not its contents, give it its name."""
    attrs = element.attrs
    if attrs.get("aria-label", "").strip():
        return True
    return bool("aria-labelledby" in attrs and _names(page).by_reference(element))


def by_id(page: BuiltPage, name: str) -> Element | None:
    """Return the first element of a page with an id."""
    index = _names(page).ids.get(name)
    return None if index is None else page.elements[index]


def labels_of(page: BuiltPage, field: Element) -> tuple[Element, ...]:
    """Return the label elements of a form field."""
    return tuple(page.elements[i] for i in _names(page).labels.get(field.index, ()))


def _names(page: BuiltPage) -> _Names:
    known = page.memo.get("names")
    if known is None:
        known = page.memo["names"] = _Names(page, hidden_of(page))
    assert isinstance(known, _Names)
    return known


@dataclass
class _Names:
    page: BuiltPage
    hidden: Hidden
    ids: dict[str, int] = field(default_factory=dict)
    labels: dict[int, list[int]] = field(default_factory=dict)  # form field → its labels
    _done: dict[int, str] = field(default_factory=dict)
    _parts: dict[tuple[int, bool, bool], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for element in self.page.elements:
            if "id" in element.attrs:
                self.ids.setdefault(element.attrs["id"], element.index)
        for label in self.page.all("label"):
            if (target := self._labelled(label)) is not None:
                self.labels.setdefault(target, []).append(label.index)

    def name(self, index: int) -> str:
        if index not in self._done:
            element = self.page.elements[index]
            self._done[index] = squeeze(self._alternative(element, referenced=False, inside=False))[:MOST]
        return self._done[index]

    def inside(self, index: int, *, referenced: bool, hidden: bool) -> str:
        """Return what lies in an element, put together from texts and the alternatives of its children."""
        key = (index, referenced, hidden)
        if key in self._parts:
            return self._parts[key]
        self._parts[key] = ""  # a button within its own label asks for the label again: it adds nothing
        pieces: list[str] = []
        size = 0
        for part in self.page.elements[index].content:
            if isinstance(part, str):
                piece = part
            else:
                child = self.page.elements[part]
                if child.tag in ("script", "style", "template"):
                    continue
                if self.hidden.listeners[part] and not hidden:
                    continue
                piece = self._alternative(child, referenced=referenced, inside=True, hidden=hidden)
                if child.tag not in _INLINE:
                    piece = f" {piece} "
            pieces.append(piece)
            size += len(piece)
            if size > 2 * MOST:
                break
        self._parts[key] = "".join(pieces)[: 2 * MOST]
        return self._parts[key]

    def by_reference(self, element: Element) -> str:
        """Return the texts that `aria-labelledby` refers to, hidden ones included."""
        found: list[str] = []
        size = 0
        for name in element.attrs.get("aria-labelledby", "").split():
            if name in self.ids and size < MOST:
                target = self.page.elements[self.ids[name]]
                away = self.hidden.listeners[target.index]
                text = squeeze(self._alternative(target, referenced=True, inside=True, hidden=away))
                found.append(text)
                size += len(text) + 1
        return squeeze(" ".join(found))

    def _alternative(self, element: Element, *, referenced: bool, inside: bool, hidden: bool = False) -> str:
        """Return the text alternative of an element.

        `referenced`: another's `aria-labelledby` asks, and references are not followed again. `inside`: it becomes
        a part of another's name. `hidden`: hidden contents count, since the reference names them.
        """
        attrs = element.attrs
        if not referenced and "aria-labelledby" in attrs and (said := self.by_reference(element)):
            return said
        if (said := squeeze(attrs.get("aria-label", ""))) != "":
            return said
        role = role_of(self.page, element)
        if (native := self._native(element, role, inside)) is not None:
            return native or self._title(element, role)
        from_content = inside or referenced or (role or explicit(element)) in NAMED_FROM_CONTENT
        if from_content and not (inside and element.tag in ("iframe", "object", "canvas", "audio", "video")):
            said = self.inside(element.index, referenced=referenced, hidden=hidden)
            if said.strip() or inside:
                return said if said.strip() else (self._title(element, role) or said)
        return self._title(element, role)

    def _title(self, element: Element, role: str) -> str:
        return "" if role == "none" else squeeze(element.attrs.get("title", ""))

    def _native(self, element: Element, role: str, inside: bool) -> str | None:
        """Return the name that HTML itself gives, None where contents or the title decide."""
        attrs, tag = element.attrs, element.tag
        if tag == "img":
            return "" if role == "none" else squeeze(attrs.get("alt", ""))
        if tag == "area":
            return squeeze(attrs.get("alt", ""))
        if tag in ("svg", "circle", "g", "path", "rect", "image", "use", "ellipse", "polygon", "line"):
            own = self._child(element, "title")
            if own or not (inside and role not in ("img", "graphics-symbol")):
                return own
            return None
        if tag == "input" and role == "button":
            return self._button(element)
        if tag in _LABELABLE:
            labels = self.labels.get(element.index, ()) if not inside or tag == "button" else ()
            said = squeeze(" ".join(self.inside(i, referenced=True, hidden=False) for i in labels[:20]))
            if said:
                return said
            if tag == "button":
                return None
            return "" if inside else self._title(element, role) or squeeze(attrs.get("placeholder", ""))
        wanted = {"fieldset": "legend", "figure": "figcaption", "table": "caption"}.get(tag)
        if wanted is not None and not inside:
            return self._child(element, wanted)
        return None

    def _button(self, element: Element) -> str:
        attrs = element.attrs
        kind = attrs.get("type", "").strip().lower()
        if kind == "image":
            return squeeze(attrs.get("alt", "")) or squeeze(attrs.get("title", ""))
        default = {"submit": "Submit", "reset": "Reset"}.get(kind, "")
        labels = self.labels.get(element.index, ())
        said = squeeze(" ".join(self.inside(i, referenced=True, hidden=False) for i in labels[:20]))
        return said or squeeze(attrs.get("value", default if "value" not in attrs else ""))

    def _child(self, element: Element, tag: str) -> str:
        for part in element.content:
            if isinstance(part, int) and self.page.elements[part].tag == tag:
                return squeeze(self.inside(part, referenced=False, hidden=True))[:MOST]
        return ""

    def _labelled(self, label: Element) -> int | None:
        if "for" in label.attrs:
            index = self.ids.get(label.attrs["for"])
            return index if index is not None and self.page.elements[index].tag in _LABELABLE else None
        for element in self.page.elements[label.index + 1 : label.index + 400]:
            if element.parent < label.index:
                break
            if element.tag in _LABELABLE and element.attrs.get("type", "").lower() != "hidden":
                return element.index
        return None
