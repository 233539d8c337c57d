"""What reading an attachment brings to light: plain facts, for the rules to judge."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

OFFICE = frozenset({"docx", "xlsx", "pptx", "odt", "ods", "odp", "doc", "xls", "ppt"})
PICTURES = frozenset({"jpeg", "png", "gif", "webp", "tiff", "heic"})
PROGRAMS = frozenset({"exe", "elf", "script"})

# Why a file, or a part of it, could not be looked into.
ENCRYPTED, DAMAGED, TOO_LARGE, TOO_LONG, UNKNOWN_FORM = (
    "ma-hoa",
    "hong",
    "qua-lon",
    "qua-lau",
    "khong-ho-tro",
)


@dataclass(frozen=True, slots=True)
class AttachmentFacts:
    """What a file holds; `kind` is told from its bytes, never from its name.

    `trouble` says why the file could not be read wholly ("" when it was); `cut` that only its first
    part was. `text` is in normal form C with a line feed per line and a form feed per page. Numbers
    count: `changes` tracked changes, `bare_pictures` pictures without an alternative. Names in
    `programs` are files that can be run, in `members` the files of an archive.
    """

    kind: str
    trouble: str = ""
    text: str = ""
    cut: bool = False
    pages: int = 0
    text_pages: int = 0  # of a PDF: pages that hold letters
    title: str = ""
    language: str = ""
    author: str = ""
    last_author: str = ""
    tagged: bool = False
    changes: int = 0
    comments: int = 0
    hidden: tuple[str, ...] = ()  # hidden text, sheets and slides, by name or first words
    macros: bool = False
    scripts: bool = False  # JavaScript in a PDF, an SVG or an HTML file
    programs: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    embedded: tuple[str, ...] = ()  # files within a PDF or an office file
    links: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()  # bookmarks and named places
    pictures: int = 0
    bare_pictures: int = 0
    gps: bool = False
    camera_owner: str = ""
    camera_serial: str = ""
    width: int = 0
    height: int = 0

    @property
    def scanned(self) -> bool:
        """Return whether this is a PDF of pictures only, which nobody can search or have read aloud."""
        return self.kind == "pdf" and not self.trouble and self.pages > 0 and self.text_pages == 0


def as_plain(facts: AttachmentFacts) -> dict[str, Any]:
    """Return facts as data for JSON, without what has its default."""
    told: dict[str, Any] = {}
    for field in fields(facts):
        value = getattr(facts, field.name)
        if value != field.default:
            told[field.name] = list(value) if isinstance(value, tuple) else value
    return told


def from_plain(data: object) -> AttachmentFacts | None:
    """Return facts from what `as_plain` gave, None when the data has another form."""
    if not isinstance(data, dict) or not isinstance(data.get("kind"), str):
        return None
    known = {f.name: f.default for f in fields(AttachmentFacts)}
    values: dict[str, Any] = {}
    for key, value in data.items():
        if key not in known:
            return None
        if key == "kind":
            values[key] = value
        elif isinstance(known[key], tuple):
            if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
                return None
            values[key] = tuple(value)
        elif type(value) is not type(known[key]):
            return None
        else:
            values[key] = value
    return AttachmentFacts(**values)
