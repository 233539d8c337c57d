"""Editions on their way from one process to another: flat, without the classes that cost time to send."""

from __future__ import annotations

from pipeline.model.address import parse_address
from pipeline.model.content import Document, Edition, Fault, Meta, mark_at

Packed = tuple[str, str, str, Meta, list[tuple[str, int, int]], str, int, list[tuple[str, int, int, str]]]


def pack(edition: Edition) -> Packed:
    """Return an edition as plain values that cost little to send."""
    marks = [(key, mark.line, mark.column) for key, mark in edition.marks.items()]
    noted = [(f.kind, f.line, f.column, f.detail) for f in edition.faults]
    return (
        *(edition.path, edition.digest, edition.head, edition.meta, marks),
        *(edition.body, edition.body_line, noted),
    )


def unpack(packed: Packed) -> Edition:
    """Return the edition that `pack` was given."""
    path, digest, head, meta, marks, body, body_line, noted = packed
    return Edition(
        Document(path, parse_address(path)),
        digest,
        head,
        meta,
        {key: mark_at(line, column) for key, line, column in marks},
        body,
        body_line,
        tuple(Fault(*told) for told in noted),
    )
