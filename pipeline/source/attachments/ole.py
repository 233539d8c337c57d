"""Office files before 2007 (and encrypted newer ones): properties, macros, and the letters of their text."""

from __future__ import annotations

import re
import struct
from io import BytesIO

import olefile

from pipeline.model.attachments import DAMAGED, ENCRYPTED, AttachmentFacts
from pipeline.source.attachments.gather import Gathered
from pipeline.source.attachments.limits import MAX_MEMBERS, Bound, names

_MAIN = {"worddocument": "doc", "workbook": "xls", "book": "xls", "powerpoint document": "ppt"}
_MACROS = ("macros", "_vba_project_cur", "vba", "_vba_project")
_MOST_READ = 16 * 1024 * 1024
# Runs of letters as such files keep them: two bytes each, or one. Vietnamese letters lie below U+1EFF.
_WIDE = re.compile(rb"(?:[\t\r\n\x07\x0b\x20-\x7e\xa0-\xff]\x00|[\x00-\xff][\x01\x03\x1e\x20]){4,}")
_NARROW = re.compile(rb"[\t\r\n\x07\x0b\x20-\x7e]{6,}")


def ole_facts(data: bytes) -> AttachmentFacts:
    """Return what such a file holds; its text comes without order of headers and boxes."""
    try:
        with olefile.OleFileIO(BytesIO(data), raise_defects=olefile.DEFECT_FATAL) as container:
            return _facts(container)
    except Bound:
        raise
    except Exception as error:  # the library raises whatever a broken table leads to
        raise Bound(DAMAGED) from error


def _facts(container: olefile.OleFileIO) -> AttachmentFacts:
    listed = ["/".join(p) for p in container.listdir()[:MAX_MEMBERS]]
    folded = {p.lower(): p for p in listed}
    main = next((k for k in _MAIN if k in folded), "")
    got = Gathered(_MAIN.get(main, "ole"))
    if "encryptedpackage" in folded or "encryptioninfo" in folded:
        got.trouble = ENCRYPTED
        return got.facts()
    got.macros = any(step in _MACROS for path in folded for step in path.split("/")[:-1])
    _properties(container, got)
    got.embedded = [p for p in listed if "objectpool/" in p.lower() and p.lower().endswith("ole10native")]
    got.programs = names(p for p in got.embedded if b"MZ" in _stream(container, p)[:4096])
    if main:
        raw = _stream(container, folded[main])
        if (main == "worddocument" and _word_locked(raw)) or (_MAIN[main] == "xls" and _excel_locked(raw)):
            got.trouble = ENCRYPTED
        else:
            got.say(_letters(raw, wide_only=_MAIN[main] == "ppt"))
    return got.facts()


def _stream(container: olefile.OleFileIO, path: str) -> bytes:
    if container.get_size(path) > _MOST_READ:
        return b""
    with container.openstream(path) as stream:
        data: bytes = stream.read(_MOST_READ)
    return data


def _properties(container: olefile.OleFileIO, got: Gathered) -> None:
    try:
        told = container.get_metadata()
    except Exception:  # properties are a courtesy; the rest of the file still counts
        return
    page = told.codepage if isinstance(told.codepage, int) else 1252
    got.title, got.author = _said(told.title, page), _said(told.author, page)
    got.last_author = _said(told.last_saved_by, page)
    got.pages = told.num_pages if isinstance(told.num_pages, int) and 0 <= told.num_pages < 1_000_000 else 0


def _said(value: object, page: int) -> str:
    if not isinstance(value, bytes):
        return value if isinstance(value, str) else ""
    try:
        return value.decode("utf-8" if page in (65001, -535) else f"cp{page & 0xFFFF}", "replace")
    except LookupError:
        return value.decode("cp1258", "replace")


def _word_locked(raw: bytes) -> bool:
    return len(raw) > 12 and bool(struct.unpack("<H", raw[10:12])[0] & 0x0100)


def _excel_locked(raw: bytes) -> bool:
    """Return whether a FILEPASS record stands among the first records of the workbook."""
    at = 0
    for _ in range(50):
        if at + 4 > len(raw):
            return False
        kind, length = struct.unpack("<HH", raw[at : at + 4])
        if kind == 0x2F:
            return True
        at += 4 + length
    return False


def _letters(raw: bytes, *, wide_only: bool) -> str:
    wide = (m[0].decode("utf-16-le", "replace") for m in _WIDE.finditer(raw))
    narrow = () if wide_only else (m[0].decode("ascii") for m in _NARROW.finditer(raw))
    joined = "\n".join([*wide, *narrow])
    return joined.replace("\r", "\n").replace("\x07", "\t").replace("\x0b", "\n")
