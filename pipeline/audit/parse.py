"""From a built file to a `BuiltPage`: elements with place, parent and text, bounded in time and memory."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.audit.tokens import End, Lines, Start, Words, tokens
from pipeline.model.release import BuiltPage, Element, PageRef
from pipeline.model.text import nfc, squeeze

MAX_BYTES = 5_000_000
MAX_ELEMENTS = 60_000
MAX_DEPTH = 200  # deeper elements are hung up at this depth
MAX_TEXT = 2_000  # characters kept of an element's text
MAX_OWN = 100_000  # characters kept of the texts directly inside an element: whole style sheets

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())  # noqa: SIM905
_SILENT = frozenset(("script", "style", "template", "noscript", "datalist"))
_INLINE = frozenset(
    "a abbr b bdi bdo cite code data del dfn em i ins kbd label mark q ruby s samp small span strong sub "  # noqa: SIM905
    "sup time u var wbr".split()
)
_FOREIGN = frozenset(("svg", "math"))
# Encodings that old pages name, and what browsers read them as.
_CHARSET = re.compile(rb"<meta\b[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?([\w:.-]{1,30})", re.IGNORECASE)
_CHARSETS = {
    **dict.fromkeys(("windows-1252", "iso-8859-1", "latin1", "us-ascii", "ascii", "cp1252"), "cp1252"),
    **dict.fromkeys(("windows-1258", "cp1258"), "cp1258"),
    **dict.fromkeys(("windows-1251", "cp1251"), "cp1251"),
    **dict.fromkeys(("gb2312", "gbk", "gb18030"), "gb18030"),
    **{
        name: name
        for name in ("big5", "shift_jis", "euc-jp", "euc-kr", "koi8-r", "windows-1250", "iso-8859-2")
    },
}
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# A start tag that ends an open element of these names, as the standard lets end tags be left out.
_CLOSES = {
    **dict.fromkeys(("td", "th"), ("td", "th")),
    "tr": ("td", "th", "tr"),
    **dict.fromkeys(("tbody", "thead", "tfoot"), ("td", "th", "tr", "tbody", "thead", "tfoot", "caption")),
    "li": ("li",),
    **dict.fromkeys(("dt", "dd"), ("dt", "dd")),
    "option": ("option",),
    "optgroup": ("option", "optgroup"),
    "body": ("head",),
    "button": ("button",),
    **dict.fromkeys(
        "address article aside blockquote details div dl fieldset figcaption figure footer form h1 h2 h3 h4 "  # noqa: SIM905
        "h5 h6 header hr main menu nav ol p pre section table ul".split(),
        ("p",),
    ),
}
# Beyond these no element is ended by another's start.
_FENCES = frozenset(("table", "ul", "ol", "dl", "select", "template", "button", "object", "html"))


@dataclass(slots=True)
class _Open:
    index: int
    tag: str
    said: str | None  # what is read out in place of the contents
    silent: bool
    pieces: list[str] = field(default_factory=list)
    size: int = 0
    content: list[str | int] = field(default_factory=list)
    kept: int = 0  # characters of texts in `content`

    def add(self, text: str) -> None:
        if self.size <= 4 * MAX_TEXT:
            self.pieces.append(text)
            self.size += len(text)

    def hold(self, text: str) -> None:
        """Keep a text that lies directly inside; of a very long one the beginning."""
        if self.kept <= MAX_OWN:
            self.content.append(text[:MAX_OWN])
            self.kept += len(text)

    def text(self) -> str:
        own = squeeze("".join(self.pieces)) if self.said is None else self.said
        return own[:MAX_TEXT]


def read_page(file: Path, ref: PageRef) -> BuiltPage:
    """Return the page in a file; bytes that no known encoding explains become replacement marks."""
    with file.open("rb") as stream:
        return parse_page(_decoded(stream.read(MAX_BYTES)), ref)


def _decoded(data: bytes) -> str:
    """Return the text of a page: by its byte order mark, as UTF-8, or by what its head says, as browsers do."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        said = _CHARSET.search(data[:1024])
        name = _CHARSETS.get(said[1].decode("ascii").lower(), "utf-8") if said else "utf-8"
        return data.decode(name, errors="replace")


def parse_page(markup: str, ref: PageRef) -> BuiltPage:
    """Return the page of a text; broken markup is read roughly as a browser reads it, and never raises."""
    return _Builder(nfc(markup).removeprefix("\ufeff")).page(ref)


class _Builder:
    def __init__(self, markup: str) -> None:
        self._markup = markup
        self._lines = Lines(markup)
        self._starts: list[tuple[Start, int]] = []
        self._texts: list[str] = []
        self._contents: list[tuple[str | int, ...]] = []
        self._stack: list[_Open] = []
        self._foreign = 0  # open drawings and formulas

    def page(self, ref: PageRef) -> BuiltPage:
        for token in tokens(self._markup):
            match token:
                case Start():
                    if len(self._starts) >= MAX_ELEMENTS:
                        break
                    self._open(token)
                case End(tag):
                    self._close(tag)
                case Words(text):
                    if self._stack:
                        self._stack[-1].add(text)
                        self._stack[-1].hold(text)
        self._shut(0)
        return BuiltPage(ref, tuple(self._elements()))

    def _elements(self) -> list[Element]:
        found = []
        for index, (start, parent) in enumerate(self._starts):
            line, column = self._lines.place(start.place)
            text, content = self._texts[index], self._contents[index]
            found.append(Element(index, parent, start.tag, start.attrs, line, column, text, content))
        return found

    def _open(self, start: Start) -> None:
        if closes := _CLOSES.get(start.tag):
            for depth in range(len(self._stack) - 1, -1, -1):
                tag = self._stack[depth].tag
                if tag in closes:
                    self._shut(depth)
                elif tag in _FENCES:
                    break
        self._end_unclosed(start.tag)
        if len(self._stack) >= MAX_DEPTH:
            self._shut(MAX_DEPTH - 1)
        index = len(self._starts)
        self._starts.append((start, self._stack[-1].index if self._stack else -1))
        self._texts.append("")
        self._contents.append(())
        if self._stack:
            self._stack[-1].content.append(index)
        silent = start.tag in _SILENT or "hidden" in start.attrs or start.attrs.get("aria-hidden") == "true"
        opened = _Open(index, start.tag, _said(start), silent)
        foreign = self._foreign > 0 or start.tag in _FOREIGN
        if start.tag in VOID or (foreign and start.closed):
            self._finish(opened)
        else:
            self._stack.append(opened)
            self._foreign += start.tag in _FOREIGN

    def _end_unclosed(self, tag: str) -> None:
        """End a heading right before the next one, and a link before the next link of the same line of text."""
        if tag in _HEADINGS:
            if self._stack and self._stack[-1].tag in _HEADINGS:
                self._shut(len(self._stack) - 1)
        elif tag == "a":
            depth = len(self._stack) - 1
            while depth >= 0 and self._stack[depth].tag in _INLINE:
                if self._stack[depth].tag == "a":
                    self._shut(depth)
                    return
                depth -= 1

    def _close(self, tag: str) -> None:
        alike = _HEADINGS if tag in _HEADINGS else (tag,)  # “</h3>” ends an “<h2>”
        for depth in range(len(self._stack) - 1, -1, -1):
            if self._stack[depth].tag in alike:
                self._shut(depth)
                return

    def _shut(self, depth: int) -> None:
        while len(self._stack) > depth:
            closed = self._stack.pop()
            self._foreign -= closed.tag in _FOREIGN
            self._finish(closed)

    def _finish(self, closed: _Open) -> None:
        text = closed.text()
        self._texts[closed.index] = text
        self._contents[closed.index] = tuple(closed.content)
        if self._stack and not closed.silent:
            gap = "" if closed.tag in _INLINE else " "
            whole = "".join(closed.pieces) if closed.said is None else closed.said
            self._stack[-1].add(f"{gap}{whole}{gap}")


def _said(start: Start) -> str | None:
    """Return what is read out instead of an element's contents, None where the contents are."""
    attrs = start.attrs
    label = squeeze(attrs.get("aria-label", ""))
    if label:
        return label
    if start.tag in ("img", "area") or (start.tag == "input" and attrs.get("type", "").lower() == "image"):
        return squeeze(attrs.get("alt", ""))
    if start.tag == "input" and attrs.get("type", "").lower() in ("submit", "button", "reset"):
        return squeeze(attrs.get("value", ""))
    return "" if start.tag in VOID else None
