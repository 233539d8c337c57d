"""Word, Excel and PowerPoint files since 2007: text with headers and text boxes, properties, traces of work."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from pipeline.model.attachments import ENCRYPTED, AttachmentFacts
from pipeline.source.attachments.gather import CELL_LINE, Gathered
from pipeline.source.attachments.limits import Bound
from pipeline.source.attachments.pictures import camera_data
from pipeline.source.attachments.xmlscan import XmlHandler, scan_xml
from pipeline.source.attachments.zips import Parts, programs

_OFF = ("0", "false", "off")
_NUMBERED = re.compile(r"(\d+)\.xml$")
_PARTS = {
    "docx": re.compile(r"word/(?:header\d*|document|footer\d*|footnotes|endnotes)\.xml"),
    "pptx": re.compile(r"ppt/(?:slides/slide|notesSlides/notesSlide)\d+\.xml"),
    "xlsx": re.compile(r"xl/worksheets/sheet\d+\.xml"),
}
_ORDER = ("word/header", "word/document", "word/foot", "word/end", "ppt/slides", "ppt/notes", "xl/")
_MOST_SHOWN = 60


def ooxml_facts(kind: str, parts: Parts) -> AttachmentFacts:
    """Return what such a file holds; a damaged part is told and the rest still read."""
    got = Gathered(kind)
    listed = list(parts.entries)
    if parts.encrypted:
        got.trouble = ENCRYPTED
        return got.facts()
    got.macros = any(
        m.lower().endswith(("vbaproject.bin", "vbadata.xml")) or "/macrosheets/" in m for m in listed
    )
    got.embedded = [m.rpartition("/")[2] for m in listed if "/embeddings/" in m]
    got.programs = programs(parts, listed)
    got.gps = _places(parts, listed)
    shared: list[str] = []
    handlers: list[tuple[str, XmlHandler]] = [("docProps/core.xml", _Core(got))]
    if kind == "xlsx":
        handlers += [("xl/sharedStrings.xml", _Shared(shared)), ("xl/workbook.xml", _Workbook(got))]
    wanted = sorted((m for m in listed if _PARTS[kind].fullmatch(m)), key=_order)
    for member in wanted:
        handlers.append(
            (member, {"docx": _Word, "pptx": _Slide}[kind](got) if kind != "xlsx" else _Sheet(got, shared))
        )
    if kind == "docx":
        handlers.append(("word/styles.xml", _Styles(got)))
    handlers += [(m, _Comments(got)) for m in listed if re.search(r"/comments?[^/]*/?[^/]*\.xml$", m, re.I)]
    handlers += [(m, _Relations(got)) for m in listed if m.endswith(".xml.rels")][:300]
    for member, handler in handlers:
        try:
            scan_xml(parts.read(member), handler)
        except Bound as met:
            got.trouble = got.trouble or str(met)
        if member in wanted:
            got.say("\n")
    if kind == "pptx":
        got.pages = sum(m.startswith("ppt/slides/slide") for m in wanted)
    return got.facts()


def _order(member: str) -> tuple[int, int]:
    number = _NUMBERED.search(member)
    place = next((i for i, p in enumerate(_ORDER) if member.startswith(p)), len(_ORDER))
    return place, int(number[1][:9]) if number else 0


def _places(parts: Parts, listed: list[str]) -> bool:
    """Return whether a photograph within the file says where it was taken."""
    photographs = [m for m in listed if "/media/" in m and m.lower().endswith((".jpg", ".jpeg"))]
    for member in photographs[:100]:
        try:
            if camera_data("jpeg", parts.read(member, 16 * 1024 * 1024)).gps:
                return True
        except Bound:
            continue
    return False


class _Core(XmlHandler):
    _KEYS = {"title": "title", "language": "language", "creator": "author", "lastModifiedBy": "last_author"}  # noqa: RUF012

    def __init__(self, got: Gathered) -> None:
        self._got, self._key = got, ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._key = self._KEYS.get(tag, "")

    def end(self, tag: str) -> None:
        self._key = ""

    def data(self, text: str) -> None:
        if self._key and len(getattr(self._got, self._key)) < 1000:
            setattr(self._got, self._key, getattr(self._got, self._key) + text)


class _Word(XmlHandler):
    """A part of a Word file; the fallback of a text box repeats its text and is passed over."""

    def __init__(self, got: Gathered) -> None:
        self._got = got
        self._inside: Counter[str] = Counter()
        self._hidden = False
        self._described = self._picture = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        inside, got = self._inside, self._got
        inside[tag] += 1
        if inside["Fallback"]:
            return
        if tag == "r":
            self._hidden = False
        elif tag == "vanish" and inside["r"] and attributes.get("val") not in _OFF:
            self._hidden = True
        elif tag in ("ins", "del", "moveFrom", "moveTo") and not inside["rPr"]:
            got.changes += 1
        elif tag == "tab":
            got.say("\t" if inside["r"] else "")
        elif tag in ("br", "cr", "txbxContent"):
            got.say("\n")
        elif tag == "bookmarkStart":
            got.anchors.append(attributes.get("name", ""))
        elif tag == "drawing":
            self._described = self._picture = False
        elif (
            tag == "docPr" and (attributes.get("descr", "").strip() or attributes.get("title", "").strip())
        ) or (tag == "decorative" and attributes.get("val") not in _OFF):
            self._described = True
        elif tag == "pic":
            self._picture = True

    def end(self, tag: str) -> None:
        if self._inside[tag]:
            self._inside[tag] -= 1
        if self._inside["Fallback"]:
            return
        if tag == "p":
            self._got.say(CELL_LINE if self._inside["tc"] else "\n")
        elif tag == "tc":
            self._got.say("\t")
        elif tag == "tr":
            self._got.say(CELL_LINE if self._inside["tc"] else "\n")
        elif tag == "drawing" and self._picture:
            self._got.pictures += 1
            self._got.bare_pictures += not self._described

    def data(self, text: str) -> None:
        if self._inside["Fallback"] or not self._inside["t"]:
            return
        if self._hidden and text.strip() and len(self._got.hidden) < 100:
            self._got.hidden.append(text.strip()[:_MOST_SHOWN])
        self._got.say(text)


class _Slide(XmlHandler):
    def __init__(self, got: Gathered) -> None:
        self._got, self._text = got, 0
        self._described = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        got = self._got
        if tag == "sld" and attributes.get("show") in _OFF:
            got.hidden.append("trang chiếu ẩn")
        elif tag == "t":
            self._text += 1
        elif tag == "br":
            got.say("\n")
        elif tag == "pic":
            self._described = False
            got.pictures += 1
        elif (tag == "cNvPr" and attributes.get("descr", "").strip()) or (
            tag == "decorative" and attributes.get("val") not in _OFF
        ):
            self._described = True
        elif tag == "rPr" and not got.language:
            got.language = attributes.get("lang", "")

    def end(self, tag: str) -> None:
        if tag == "t":
            self._text -= 1
        elif tag == "p":
            self._got.say("\n")
        elif tag == "pic" and not self._described:
            self._got.bare_pictures += 1

    def data(self, text: str) -> None:
        if self._text > 0:
            self._got.say(text)


class _Workbook(XmlHandler):
    def __init__(self, got: Gathered) -> None:
        self._got = got

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "sheet":
            self._got.pages += 1
            if attributes.get("state") in ("hidden", "veryHidden"):
                self._got.hidden.append(attributes.get("name", "") or "trang tính ẩn")
        elif tag == "definedName":
            self._got.anchors.append(attributes.get("name", ""))


class _Shared(XmlHandler):
    """The strings that cells point to."""

    def __init__(self, strings: list[str]) -> None:
        self._strings, self._pieces, self._text = strings, list[str](), False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "si":
            self._pieces = []
        self._text = tag == "t"

    def end(self, tag: str) -> None:
        if tag == "si" and len(self._strings) < 500_000:
            self._strings.append("".join(self._pieces))
        self._text = False

    def data(self, text: str) -> None:
        if self._text:
            self._pieces.append(text)


class _Sheet(XmlHandler):
    """One sheet: a line per row, a tab between cells."""

    def __init__(self, got: Gathered, shared: list[str]) -> None:
        self._got, self._shared = got, shared
        self._pieces: list[str] = []
        self._kind, self._value = "", False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "c":
            self._kind, self._pieces = attributes.get("t", ""), []
        self._value = tag in ("v", "t")

    def end(self, tag: str) -> None:
        self._value = False
        if tag == "c":
            said = "".join(self._pieces)
            if self._kind == "s":
                said = (
                    self._shared[int(said)]
                    if said.isdigit() and len(said) < 8 and int(said) < len(self._shared)
                    else ""
                )
            self._got.say(said.replace("\n", " ") + "\t")
        elif tag == "row" or tag in ("oddHeader", "oddFooter"):
            self._got.say("\n")

    def data(self, text: str) -> None:
        if self._value:
            self._pieces.append(text)


class _Styles(XmlHandler):
    """The language that a Word file's text has unless a run says otherwise."""

    def __init__(self, got: Gathered) -> None:
        self._got, self._defaults = got, False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "docDefaults":
            self._defaults = True
        elif tag == "lang" and self._defaults and not self._got.language:
            self._got.language = attributes.get("val", "")

    def end(self, tag: str) -> None:
        if tag == "docDefaults":
            self._defaults = False


class _Comments(XmlHandler):
    def __init__(self, got: Gathered) -> None:
        self._got = got

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag in ("comment", "cm", "threadedComment"):
            self._got.comments += 1


class _Relations(XmlHandler):
    def __init__(self, got: Gathered) -> None:
        self._got = got

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "Relationship" and attributes.get("TargetMode") == "External":
            self._got.links.append(attributes.get("Target", ""))
