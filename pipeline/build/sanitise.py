"""The rendered text of an item, made safe: an allow-list of tags and attributes, links followed.

Nothing that acts survives: no script, style, frame, form, event handler, foreign picture or address
with a scheme other than http, https, mailto and tel.
"""

from __future__ import annotations

import re

import nh3

from pipeline.build.context import BuildContext
from pipeline.build.values import words
from pipeline.model.links import SCHEMES, LinkKind, anchor

_TAGS = words(
    "a abbr b blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption "
    "figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s samp section small span strong sub "
    "summary sup table tbody td tfoot th thead time tr u ul var wbr"
)
_GONE_WITH_CONTENT = frozenset({"script", "style", "template", "noscript", "iframe", "object", "svg", "math"})
_ATTRIBUTES = {
    "*": {"lang", "id", "class"},
    "a": {"href", "title"},
    "abbr": {"title"},
    "img": {"src", "alt", "title", "width", "height"},
    "ol": {"start", "reversed"},
    "li": {"value"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "scope", "headers"},
    "col": {"span"},
    "colgroup": {"span"},
    "time": {"datetime"},
    "details": {"open"},
}
_CLASSES = words("footnote footnote-ref footnote-backref can-trai can-giua can-phai")
_LANG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_NUMBER = re.compile(r"\d{1,5}")
_NUMBERS = frozenset({"width", "height", "colspan", "rowspan", "span", "start", "value"})


class BodyCleaner:
    """Cleans the texts of one site; not for use by several threads."""

    def __init__(self, ctx: BuildContext) -> None:
        self._ctx = ctx
        self._known = {e.path for e in ctx.given.editions}
        self._source = ""
        self._used: set[str] = set()
        self._cleaner = nh3.Cleaner(
            tags=set(_TAGS),
            clean_content_tags=set(_GONE_WITH_CONTENT),
            attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
            attribute_filter=self._attribute,
            url_schemes=set(SCHEMES),
            link_rel=None,
            strip_comments=True,
        )

    def clean(self, html: str, source: str) -> tuple[str, frozenset[str]]:
        """Return the safe HTML of a text and the repository paths of the files it uses.

        `source` is the repository path of the item that the text belongs to.
        """
        self._source, self._used = source, set()
        return self._cleaner.clean(html), frozenset(self._used)

    def _attribute(self, tag: str, name: str, value: str) -> str | None:
        if name in ("href", "src"):
            return self._address(tag, value)
        if name == "id":
            return anchor(value)
        if name == "class":
            return " ".join(c for c in value.split() if c in _CLASSES) or None
        if name == "lang":
            return value if _LANG.fullmatch(value) else None
        if name in _NUMBERS:
            return value if _NUMBER.fullmatch(value) else None
        return value

    def _address(self, tag: str, value: str) -> str | None:
        found = self._ctx.links.resolve(value, self._source)
        match found.kind:
            case LinkKind.FILE:
                if not self._ctx.may_publish(found.path):
                    return None
                self._used.add(found.path)
                return found.url
            case LinkKind.ITEM | LinkKind.PAGE | LinkKind.ANCHOR | LinkKind.EXTERNAL if tag != "img":
                return found.url
            case LinkKind.MISSING if tag != "img" and found.path not in self._known:
                return value  # the checks tell of it; a reader of the preview sees where it was meant to go
            case _:
                # a picture from elsewhere would tell a third party who reads here; an item under
                # embargo must not be named before its time
                return None
