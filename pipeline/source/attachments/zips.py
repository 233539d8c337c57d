"""ZIP archives, bounded: office files are told from plain archives, whose names are listed."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from typing import Final

from pipeline.model.attachments import DAMAGED, ENCRYPTED, TOO_LARGE, AttachmentFacts
from pipeline.source.attachments.kinds import is_program, kind_of
from pipeline.source.attachments.limits import MAX_MEMBERS, MAX_PART, MAX_UNPACKED, Bound, names

_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    ValueError,
    KeyError,
    IndexError,
    NotImplementedError,
    RuntimeError,
    OverflowError,
)
_LOOKED_INTO: Final = 300  # members whose first bytes are read
_RUNS = ("exe", "elf")


class Parts:
    """The members of an archive; what is read counts against one purse for the whole file."""

    def __init__(self, data: bytes) -> None:
        """Raise `Bound` for what is no archive or has too many members."""
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            listed = self._zip.infolist()
        except _FAULTS as error:
            raise Bound(DAMAGED) from error
        if len(listed) > MAX_MEMBERS:
            raise Bound(TOO_LARGE)
        self.entries = {i.filename: i for i in listed if not i.is_dir()}
        self._left = MAX_UNPACKED

    @property
    def encrypted(self) -> bool:
        """Return whether any member needs a password."""
        return any(i.flag_bits & 0x1 for i in self.entries.values())

    def head(self, member: str) -> bytes:
        """Return the first bytes of a member, b"" when it cannot be unpacked."""
        try:
            with self._zip.open(self.entries[member]) as stream:
                return stream.read(512)
        except _FAULTS:
            return b""

    def read(self, member: str, most: int = MAX_PART) -> bytes:
        """Return a member, b"" when there is none; raises `Bound` when it is damaged or too large."""
        entry = self.entries.get(member)
        if entry is None:
            return b""
        try:
            with self._zip.open(entry) as stream:
                data = stream.read(min(most, self._left) + 1)
        except _FAULTS as error:
            raise Bound(DAMAGED) from error
        if len(data) > min(most, self._left):
            raise Bound(TOO_LARGE)
        self._left -= len(data)
        return data


def office_kind(parts: Parts) -> str:
    """Return "docx", "odt" and the like, "" for a plain archive."""
    listed = parts.entries
    for part, kind in (
        ("word/document.xml", "docx"),
        ("xl/workbook.xml", "xlsx"),
        ("xl/workbook.bin", "xlsx"),
        ("ppt/presentation.xml", "pptx"),
    ):
        if part in listed:
            return kind
    if "mimetype" in listed and "content.xml" in listed:
        mime = parts.read("mimetype", 200)
        for word, kind in ((b".text", "odt"), (b".spreadsheet", "ods"), (b".presentation", "odp")):
            if word in mime:
                return kind
    return ""


def archive_facts(parts: Parts) -> AttachmentFacts:
    """Return the names within a plain archive, and which of them can be run."""
    listed = list(parts.entries)
    return AttachmentFacts(
        "zip",
        ENCRYPTED if parts.encrypted else "",
        members=names(listed),
        programs=programs(parts, listed),
    )


def programs(parts: Parts, listed: list[str]) -> tuple[str, ...]:
    """Return the members that can be run, by name or by their first bytes."""
    found = [m for m in listed if is_program(m)]
    found += [m for m in listed[:_LOOKED_INTO] if not is_program(m) and kind_of(parts.head(m)) in _RUNS]
    return names(found)
