"""What is built, audited and released."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from pipeline.model.finding import Report

# The copy of a removal's notice beside an address that answers 410, and the list of redirects of a site.
GONE_MARK = ".da-go"
MOVED_FILE = "api/dia-chi.json"


class Origin(StrEnum):
    """Whether a build came from approved content or from a working tree."""

    APPROVED = "approved"
    PREVIEW = "preview"


@dataclass(frozen=True, slots=True)
class PageRef:
    """One built page: its address, its file below the site's folder, and the item it was made from."""

    address: str
    file: str
    kind: str
    lang: str
    source: str | None = None  # repository path; None for lists and other generated pages
    body_line: int = 1


@dataclass(frozen=True, slots=True)
class BuiltSite:
    """A site built into `directory`; nothing in it has been audited yet."""

    site: str
    domain: str
    directory: Path
    pages: tuple[PageRef, ...]
    origin: Origin
    commit: str | None


@dataclass(frozen=True, slots=True)
class Element:
    """One start tag of a built page with its place and the text of everything inside it.

    `parent` is an index into the page's elements, -1 at the top. `text` has folded white space and
    includes the alternatives of pictures, as a screen reader would say them.
    """

    index: int
    parent: int
    tag: str
    attrs: Mapping[str, str]
    line: int
    column: int
    text: str
    # What lies directly inside, in order: texts as written, and the indices of child elements.
    content: tuple[str | int, ...] = ()


@dataclass(frozen=True, slots=True)
class BuiltPage:
    """A built page as the HTML rules see it.

    `memo` keeps what several rules work out of the same page (by the name of who worked it out).
    """

    ref: PageRef
    elements: tuple[Element, ...]
    memo: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def all(self, *tags: str) -> tuple[Element, ...]:
        """Return the elements with one of these tag names, in document order."""
        known: dict[str, list[Element]] | None = self.memo.get("tags")
        if known is None:
            known = {}
            for element in self.elements:
                known.setdefault(element.tag, []).append(element)
            self.memo["tags"] = known
        if len(tags) == 1:
            return tuple(known.get(tags[0], ()))
        found = [e for tag in dict.fromkeys(tags) for e in known.get(tag, ())]
        return tuple(sorted(found, key=lambda e: e.index))

    def inside(self, element: Element, tag: str) -> bool:
        """Return whether an element lies in one with the given tag name."""
        parent = element.parent
        while parent >= 0:
            if self.elements[parent].tag == tag:
                return True
            parent = self.elements[parent].parent
        return False


@dataclass(frozen=True, slots=True)
class Manifest:
    """Every file of a release with its SHA-256 (hex), by path below the release's folder."""

    files: Mapping[str, str]

    @property
    def digest(self) -> str:
        """Return the SHA-256 over the sorted list of files and digests."""
        listed = json.dumps(dict(sorted(self.files.items())), ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(listed.encode("utf-8")).hexdigest()


class _Seal:
    """Held by `pipeline.audit` alone; the architecture test keeps it so."""


SEAL = _Seal()


@dataclass(frozen=True, slots=True)
class AuditedSite:
    """A built site that passed its audit. Only `audit` can make one."""

    built: BuiltSite
    manifest: Manifest
    report: Report
    seal: _Seal = field(repr=False)

    def __post_init__(self) -> None:
        if self.seal is not SEAL:
            raise TypeError("AuditedSite is made by pipeline.audit only")


@dataclass(frozen=True, slots=True)
class Release:
    """A published state of one site."""

    id: str
    site: str
    domain: str
    commit: str
    created_at: datetime
    digest: str
