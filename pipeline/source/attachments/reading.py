"""One file's bytes to its facts; the caller bounds time and memory where `needs_guard` says so."""

from __future__ import annotations

import io
import tarfile
import zlib
from dataclasses import replace

from pipeline.model.attachments import ENCRYPTED, PICTURES, TOO_LARGE, UNKNOWN_FORM, AttachmentFacts
from pipeline.source.attachments.kinds import is_program, kind_of
from pipeline.source.attachments.limits import MAX_FILE, MAX_MEMBERS, Bound, body, names
from pipeline.source.attachments.pictures import picture_facts
from pipeline.source.attachments.texts import text_facts
from pipeline.source.attachments.zips import Parts, archive_facts, office_kind

VERSION = 2  # raise it whenever the facts of a file may come out differently
_GUARDED = frozenset({"pdf", "zip", "ole", "gzip", "tar"})
_UNPACKED = 32 * 1024 * 1024
_DOCUMENTS = frozenset({"pdf", "zip", "ole", "text", "html", "jpeg"})
_MOST_INSIDE, _LARGEST_INSIDE = 40, 12 * 1024 * 1024


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


def _read(kind: str, data: bytes, deeper: bool = True) -> AttachmentFacts:
    # Imported here: most files are pictures and texts, and the libraries take a while to load.
    if kind in PICTURES:
        return picture_facts(kind, data)
    if kind in ("text", "html", "svg"):
        return text_facts(kind, data)
    if kind == "pdf":
        from pipeline.source.attachments.pdf import pdf_facts

        return pdf_facts(data)
    if kind == "zip":
        return _zip(data, deeper)
    if kind == "ole":
        from pipeline.source.attachments.ole import ole_facts

        return ole_facts(data)
    if kind in ("tar", "gzip"):
        return _tar(kind, data)
    if kind == "rtf":
        return AttachmentFacts(kind, UNKNOWN_FORM, macros=b"\\objdata" in data)
    return AttachmentFacts(kind, UNKNOWN_FORM if kind in ("rar", "7z") else "")


def _zip(data: bytes, deeper: bool) -> AttachmentFacts:
    from pipeline.source.attachments.odf import odf_facts
    from pipeline.source.attachments.ooxml import ooxml_facts

    parts = Parts(data)
    kind = office_kind(parts)
    if not kind:
        outer = archive_facts(parts)
        return outer if outer.trouble or not deeper else _with_documents(outer, parts)
    return odf_facts(kind, parts) if kind.startswith("od") else ooxml_facts(kind, parts)


def _with_documents(outer: AttachmentFacts, parts: Parts) -> AttachmentFacts:
    """Return an archive's facts with those of the documents in it; an archive in an archive stays shut."""
    texts: list[str] = []
    found = outer
    for member in list(parts.entries)[:_MOST_INSIDE]:
        kind = kind_of(parts.head(member))
        if kind not in _DOCUMENTS:
            continue
        try:
            inner = _read(kind, parts.read(member, _LARGEST_INSIDE), deeper=False)
        except Bound:
            continue
        texts.append(inner.text)
        found = replace(
            found,
            trouble=found.trouble or (inner.trouble if inner.trouble == ENCRYPTED else ""),
            macros=found.macros or inner.macros,
            gps=found.gps or inner.gps,
            changes=found.changes + inner.changes,
            comments=found.comments + inner.comments,
            hidden=found.hidden or inner.hidden,
            programs=found.programs or inner.programs,
        )
    text, cut = body("\n".join(texts))
    return replace(found, text=text, cut=cut)


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
