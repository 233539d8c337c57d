"""What the audit read on pages, kept by the digest of their bytes: an unchanged page is not read again.

Kept are only things that rest on the page itself, its item's text and the program. What rests on the whole tree
(links that lead nowhere, titles that two pages share) is judged anew each time from what is kept here.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.audit.links import Link
from pipeline.model.finding import Finding, Severity
from pipeline.model.release import PageRef
from pipeline.model.text import Text

_HOME = Path(__file__).resolve().parents[1]
_PROGRAM = ("audit", "checks", "model")
_SCHEMA = 1


@dataclass(frozen=True, slots=True)
class PageRead:
    """What the first reading of a page told: findings, places, title, links, whether it is too large to judge."""

    findings: tuple[Finding, ...]
    ids: frozenset[str]
    title: str
    links: tuple[Link, ...]
    too_large: bool


class Kept:
    """The pages read by the last audit of a site, and those of this one; `write` keeps the latter."""

    def __init__(self, file: Path, base: str = "") -> None:
        """`base` is whatever else a reading rests on, such as the site's own hosts."""
        self._file, self._base = file, f"{_program()} {base}"
        self._old = _read(file, self._base)
        self._new: dict[str, tuple[str, PageRead]] = {}

    def find(self, ref: PageRef, digest: str, source: str | None) -> PageRead | None:
        """Return what was read on a page with these bytes, made from this text, at this address."""
        key = _key(ref, digest, source)
        stands = self._old.get(ref.file)
        if stands is None or stands[0] != key:
            return None
        self._new[ref.file] = stands
        return stands[1]

    def keep(self, ref: PageRef, digest: str, source: str | None, read: PageRead, data: bytes) -> None:
        """Note what was read on a page; `data` are its bytes now: those of a page that changed are not its digest's."""
        if hashlib.sha256(data).hexdigest() != digest:
            return
        self._new[ref.file] = (_key(ref, digest, source), read)

    def write(self) -> None:
        """Write what is kept for the next audit, whole or not at all; without a disk to write on it is not kept."""
        if self._new == self._old:
            return
        fresh = self._file.with_suffix(".neu")
        try:
            fresh.write_text(_written(self._base, self._new), encoding="utf-8")
            fresh.replace(self._file)
        except OSError:
            fresh.unlink(missing_ok=True)


def _key(ref: PageRef, digest: str, source: str | None) -> str:
    text = hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest() if source is not None else ""
    return hashlib.sha256(repr((digest, ref, text)).encode()).hexdigest()


@cache
def _program() -> str:
    """Return the digest of the program that reads and judges pages."""
    sha = hashlib.sha256(str(_SCHEMA).encode())
    for folder in _PROGRAM:
        for file in sorted((_HOME / folder).rglob("*.py")):
            sha.update(file.read_bytes())
    return sha.hexdigest()


def _written(base: str, pages: dict[str, tuple[str, PageRead]]) -> str:
    addresses: dict[str, int] = {}
    rows = {
        file: {
            "key": key,
            "findings": [_plain(f) for f in read.findings],
            "ids": sorted(read.ids),
            "title": read.title,
            "large": read.too_large,
            "links": [
                [n.index, addresses.setdefault(n.address, len(addresses)), int(n.fetched)] for n in read.links
            ],
        }
        for file, (key, read) in sorted(pages.items())
    }
    return json.dumps({"base": base, "addresses": [*addresses], "pages": rows}, ensure_ascii=False)


def _read(file: Path, base: str) -> dict[str, tuple[str, PageRead]]:
    """Return what is kept in a file, nothing where it is none of ours or rests on another program."""
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
        if told["base"] != base:
            return {}
        addresses = told["addresses"]
        return {
            name: (
                row["key"],
                PageRead(
                    tuple(_finding(f) for f in row["findings"]),
                    frozenset(row["ids"]),
                    row["title"],
                    tuple(Link(n, addresses[a], bool(f)) for n, a, f in row["links"]),
                    row["large"],
                ),
            )
            for name, row in told["pages"].items()
        }
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return {}


def _plain(finding: Finding) -> dict[str, Any]:
    made = asdict(finding)
    for later in ("old", "owner", "waived"):  # told by those who compare, never by a reading
        del made[later]
    return made


def _finding(row: dict[str, Any]) -> Finding:
    def names(key: str) -> Iterable[str]:
        return tuple(row[key])

    texts = {key: Text(row[key]["vi"], row[key]["en"]) for key in ("message", "hint")}
    lists = {key: tuple(names(key)) for key in ("legal", "wcag", "act")}
    return Finding(**{**row, **texts, **lists, "severity": Severity(row["severity"])})
