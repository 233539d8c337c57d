"""Editions on their way from one process to another: flat, and with the body told by where it begins."""

from __future__ import annotations

from pipeline.model.address import parse_address
from pipeline.model.content import Document, Edition, Fault, Mark, Meta

Packed = tuple[
    str, str, str, Meta, list[tuple[str, int, int]], int | str, int, list[tuple[str, int, int, str]]
]


def pack(edition: Edition) -> Packed:
    """Return an edition as plain values that cost little to send."""
    head = len(edition.text) - len(edition.body)
    body = head if edition.text.startswith(edition.body, head) else edition.body
    marks = [(key, mark.line, mark.column) for key, mark in edition.marks.items()]
    noted = [(f.kind, f.line, f.column, f.detail) for f in edition.faults]
    return edition.path, edition.digest, edition.text, edition.meta, marks, body, edition.body_line, noted


def unpack(packed: Packed) -> Edition:
    """Return the edition that `pack` was given."""
    path, digest, text, meta, marks, body, body_line, noted = packed
    return Edition(
        Document(path, parse_address(path)),
        digest,
        text,
        meta,
        {key: Mark(line, column) for key, line, column in marks},
        text[body:] if isinstance(body, int) else body,
        body_line,
        tuple(Fault(*told) for told in noted),
    )
