"""Keys that the tools fill in, added where an item lacks them: the type and the original's digest.

Both follow from the place of files alone. What an editor has to know (time of receipt, channel,
secrecy) is never filled in here, and a key that is there is never changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from pipeline.model.address import CONTENT
from pipeline.model.content import Edition
from pipeline.model.site import Registry
from pipeline.source.items import read_item


def add_generated(
    path: str, text: str, registry: Registry, read: Callable[[str], bytes | None]
) -> tuple[str, tuple[str, ...]]:
    """Return an item's text with the generated keys it lacks, and the names of those.

    `read` gives the bytes of a repository file, None where there is none.
    """
    added: list[str] = []
    edition = read_item(path, text.encode("utf-8"))
    if not edition.meta or edition.faults:
        return text, ()
    if "loai" not in edition.meta:
        kind = _only_type(edition, registry)
        text = _insert(edition, text, 1, "loai", kind, added) if kind else text
        edition = read_item(path, text.encode("utf-8"))
    if edition.document.lang == "en" and "ban_goc" in edition.meta and "ban_goc_ma_bam" not in edition.meta:
        digest = _digest(edition, read)
        line = edition.mark("ban_goc").line
        text = _insert(edition, text, line, "ban_goc_ma_bam", digest, added) if digest else text
    return text, tuple(added)


def _only_type(edition: Edition, registry: Registry) -> str | None:
    fitting = [t.slug for t in registry.types.values() if edition.document.section in t.sections]
    return fitting[0] if len(fitting) == 1 else None


def _digest(edition: Edition, read: Callable[[str], bytes | None]) -> str | None:
    original = edition.get("ban_goc").lstrip("/")
    if not original.endswith(".md") or ".." in original.split("/"):
        return None
    raw = read(f"{CONTENT}/{edition.document.site}/{original}")
    return None if raw is None else "sha256:" + hashlib.sha256(raw).hexdigest()


def _insert(edition: Edition, text: str, after: int, key: str, value: str, added: list[str]) -> str:
    lines = text.split("\n")
    fresh = "\n".join([*lines[:after], f"{key}: {value}", *lines[after:]])
    # A value that runs over several lines would be cut in two: only what reads as meant is taken.
    seen = read_item(edition.path, fresh.encode("utf-8"))
    if seen.faults or dict(seen.meta) != {**edition.meta, key: value} or seen.body != edition.body:
        return text
    added.append(key)
    return fresh
