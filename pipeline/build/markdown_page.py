"""From Markdown to HTML: MkDocs' extensions with the ids, footnotes and tables of this portal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from xml.etree import ElementTree  # the tree of Python-Markdown; nothing is parsed with it

import markdown
from markdown.treeprocessors import Treeprocessor

from pipeline.model.links import ANCHOR_PREFIX
from pipeline.model.text import slug

_BACK = {"vi": "Về chỗ có chú thích {}", "en": "Back to note {} in the text"}
_ALIGN = {"left": "can-trai", "center": "can-giua", "right": "can-phai"}


class MarkdownTexts:
    """Renders texts; keeps one parser for each language, for making one costs more than using it."""

    def __init__(self, extensions: Sequence[Any], settings: Mapping[str, Mapping[str, Any]]) -> None:
        self._extensions, self._settings = list(extensions), settings
        self._parsers: dict[str, markdown.Markdown] = {}

    def render(self, text: str, lang: str) -> str:
        """Return the HTML of a Markdown text; it is not safe yet."""
        if not text.strip():
            return ""
        parser = self._parsers.get(lang)
        if parser is None:
            parser = self._parsers[lang] = self._parser(lang)
        parser.reset()
        return parser.convert(text)

    def _parser(self, lang: str) -> markdown.Markdown:
        settings = {name: dict(values) for name, values in self._settings.items()}
        settings.setdefault("toc", {})["slugify"] = _heading_id
        if "footnotes" in self._extensions:
            settings.setdefault("footnotes", {})["BACKLINK_TITLE"] = _BACK[lang]
        parser = markdown.Markdown(extensions=self._extensions, extension_configs=settings)
        parser.treeprocessors.register(_CellClasses(parser), "portal-cells", 4)
        return parser


def _heading_id(value: str, _separator: str) -> str:
    return ANCHOR_PREFIX + (slug(value) or "phan")


class _CellClasses(Treeprocessor):
    """Turns the alignment of table cells from inline style, which the site's policy forbids, into classes."""

    def run(self, root: ElementTree.Element) -> None:
        for cell in root.iter():
            if cell.tag not in ("td", "th"):
                continue
            style = cell.attrib.pop("style", "")
            side = style.removeprefix("text-align:").strip(" ;")
            if side in _ALIGN:
                cell.set("class", f"{cell.get('class', '')} {_ALIGN[side]}".strip())
            if cell.tag == "th":
                cell.set("scope", "col")
