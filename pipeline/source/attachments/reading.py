"""One file's bytes to its facts; the caller bounds time and memory where `needs_guard` says so."""

from __future__ import annotations

import io
import tarfile
import zlib

from pipeline.model.attachments import PICTURES, TOO_LARGE, UNKNOWN_FORM, AttachmentFacts
from pipeline.source.attachments.kinds import is_program, kind_of
from pipeline.source.attachments.limits import MAX_FILE, MAX_MEMBERS, Bound, names
from pipeline.source.attachments.pictures import picture_facts
from pipeline.source.attachments.texts import decoded, text_facts

VERSION = 1  # raise it whenever the facts of a file may come out differently
_GUARDED = frozenset({"pdf", "zip", "ole", "gzip", "tar"})
_UNPACKED = 32 * 1024 * 1024


def needs_guard(head: bytes) -> bool:
    """Return whether a file of these first bytes is read by a library that may run long."""
    return kind_of(head) in _GUARDED


def read_facts(data: bytes) -> AttachmentFacts:
    """Return what a file holds. Pure; any bytes will do; raises MemoryError only."""
    kind = kind_of(data)
    if len(data) > MAX_FILE:
        return AttachmentFacts(kind, TOO_LARGE)
    try:
        return _read(kind, data)
    except Bound as met:
        return AttachmentFacts(kind, str(met))


def _read(kind: str, data: bytes) -> AttachmentFacts:
    # Imported here: most files are pictures and texts, and the libraries take a while to load.
    if kind in PICTURES:
        return picture_facts(kind, data)
    if kind in ("text", "html", "svg"):
        return text_facts(kind, data)
    if kind == "pdf":
        from pipeline.source.attachments.pdf import pdf_facts

        return pdf_facts(data)
    if kind == "zip":
        return _zip(data)
    if kind == "ole":
        from pipeline.source.attachments.ole import ole_facts

        return ole_facts(data)
    if kind in ("tar", "gzip"):
        return _tar(kind, data)
    if kind == "rtf":
        return AttachmentFacts(kind, UNKNOWN_FORM, macros=b"\\objdata" in data, text=decoded(b""))
    return AttachmentFacts(kind, UNKNOWN_FORM if kind in ("rar", "7z") else "")


def _zip(data: bytes) -> AttachmentFacts:
    from pipeline.source.attachments.odf import odf_facts
    from pipeline.source.attachments.ooxml import ooxml_facts
    from pipeline.source.attachments.zips import Parts, archive_facts, office_kind

    parts = Parts(data)
    kind = office_kind(parts)
    if not kind:
        return archive_facts(parts)
    return odf_facts(kind, parts) if kind.startswith("od") else ooxml_facts(kind, parts)


def _tar(kind: str, data: bytes) -> AttachmentFacts:
    if kind == "gzip":
        try:
            data = zlib.decompressobj(31).decompress(data, _UNPACKED)
        except zlib.error as error:
            raise Bound("hong") from error
        if data[257:262] != b"ustar":
            return AttachmentFacts(kind)
    listed: list[str] = []
    try:
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
            for member in archive:
                listed.append(member.name)
                if len(listed) >= MAX_MEMBERS:
                    break
    except (tarfile.TarError, OSError, ValueError, EOFError, OverflowError):
        if not listed:
            raise Bound("hong") from None
    return AttachmentFacts(kind, members=names(listed), programs=names(n for n in listed if is_program(n)))
