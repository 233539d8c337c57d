"""OpenDocument files: text, properties, traces of work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from pipeline.model.attachments import ENCRYPTED, AttachmentFacts
from pipeline.source.attachments.gather import CELL_LINE, Gathered
from pipeline.source.attachments.limits import Bound
from pipeline.source.attachments.xmlscan import XmlHandler, scan_xml
from pipeline.source.attachments.zips import Parts, programs


def odf_facts(kind: str, parts: Parts) -> AttachmentFacts:
    """Return what an OpenDocument file holds."""
    got = Gathered(kind)
    listed = list(parts.entries)
    try:
        if parts.encrypted or b"encryption-data" in parts.read("META-INF/manifest.xml"):
            got.trouble = ENCRYPTED
            return got.facts()
    except Bound as met:
        got.trouble = str(met)
    got.macros = any(m.startswith(("Basic/", "Scripts/")) and m.count("/") > 1 for m in listed)
    got.embedded = [m for m in listed if m.startswith("Object ") and m.endswith("content.xml")]
    got.programs = programs(parts, listed)
    for member, handler in (
        ("meta.xml", _Meta(got)),
        ("styles.xml", _Content(got)),
        ("content.xml", _Content(got)),
    ):
        try:
            scan_xml(parts.read(member), handler)
        except Bound as met:
            got.trouble = got.trouble or str(met)
    return got.facts()


class _Meta(XmlHandler):
    _KEYS = {"title": "title", "language": "language", "initial-creator": "author", "creator": "last_author"}  # noqa: RUF012

    def __init__(self, got: Gathered) -> None:
        self._got, self._key = got, ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._key = self._KEYS.get(tag, "")
        if tag == "document-statistic":
            pages = attributes.get("page-count", "")
            self._got.pages = int(pages) if pages.isdigit() and len(pages) < 7 else 0

    def end(self, tag: str) -> None:
        self._key = ""

    def data(self, text: str) -> None:
        if self._key and len(getattr(self._got, self._key)) < 1000:
            setattr(self._got, self._key, getattr(self._got, self._key) + text)


class _Content(XmlHandler):
    def __init__(self, got: Gathered) -> None:
        self._got = got
        self._inside: Counter[str] = Counter()
        self._frames: list[bool] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        got, inside = self._got, self._inside
        inside[tag] += 1
        if tag in ("tab", "s"):
            got.say("\t" if tag == "tab" else " ")
        elif tag == "line-break":
            got.say("\n")
        elif tag == "changed-region":
            got.changes += 1
        elif tag == "annotation":
            got.comments += 1
        elif tag in ("bookmark", "bookmark-start"):
            got.anchors.append(attributes.get("name", ""))
        elif tag == "a":
            got.links.append(attributes.get("href", ""))
        elif tag == "text-properties":
            if not got.language and inside["default-style"] and attributes.get("language", "none") != "none":
                got.language = attributes["language"]
        elif tag == "image" and inside["frame"]:
            got.pictures += 1
            self._frames = [False]
        elif tag in ("title", "desc") and inside["frame"]:
            self._frames = [True]

    def end(self, tag: str) -> None:
        if self._inside[tag]:
            self._inside[tag] -= 1
        if tag in ("p", "h", "table-row"):
            self._got.say(CELL_LINE if self._inside["table-cell"] else "\n")
        elif tag == "table-cell":
            self._got.say("\t")
        elif tag == "frame":
            self._got.bare_pictures += bool(self._frames) and not self._frames[0]
            self._frames = []

    def data(self, text: str) -> None:
        inside = self._inside
        if (inside["p"] or inside["h"]) and not inside["annotation"]:
            self._got.say(text)
