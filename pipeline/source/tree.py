"""Walking a tree without ever leaving it: no symbolic link is followed, sizes are bounded."""

from __future__ import annotations

import hashlib
import os
import stat
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.source import faults

_BIDI = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
HEAD_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Entry:
    """A file found below a root: its path with forward slashes, and the fault that forbids reading it."""

    path: str
    fault: str | None = None


def walk(root: Path, below: str) -> Iterator[Entry]:
    """Yield the files below `root/below` in sorted order; hidden files and folders are left out."""
    pending = [below]
    while pending:
        folder = pending.pop()
        try:
            with os.scandir(root / folder) as found:
                entries = sorted(found, key=lambda e: e.name)
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError:
            yield Entry(folder, faults.UNREADABLE)
            continue
        seen: dict[str, str] = {}
        folders = []
        for entry in entries:
            if entry.name.startswith("."):
                continue
            path = f"{folder}/{entry.name}"
            same = unicodedata.normalize("NFC", entry.name).casefold()
            if bad_name(entry.name) or same in seen:
                yield Entry(path.encode("utf-8", "replace").decode("utf-8"), faults.BAD_NAME)
                continue
            seen[same] = path
            if entry.is_symlink():
                yield Entry(path, faults.SYMLINK)
            elif entry.is_dir(follow_symlinks=False):
                folders.append(path)
            elif entry.is_file(follow_symlinks=False):
                yield Entry(path)
            else:  # pipes and devices would block or never end
                yield Entry(path, faults.UNREADABLE)
        pending.extend(reversed(folders))


def bad_name(name: str) -> bool:
    """Return whether a file name hides something: control or bidirectional characters, not NFC, not UTF-8."""
    if any(unicodedata.category(c) in ("Cc", "Cs", "Cf") or c in _BIDI for c in name):
        return True
    return not unicodedata.is_normalized("NFC", name)


def read_bytes(path: Path, limit: int) -> bytes:
    """Return at most `limit` bytes of a plain file; raises OSError, also for anything but a plain file."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(descriptor, "rb") as stream:
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            raise OSError("not a plain file")
        return stream.read(limit)


def digest_file(path: Path) -> tuple[int, str, bytes]:
    """Return size, SHA-256 (hex) and the first bytes of a plain file, reading it piece by piece."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    digest, size, head = hashlib.sha256(), 0, b""
    with os.fdopen(descriptor, "rb") as stream:
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            raise OSError("not a plain file")
        while block := stream.read(1 << 20):
            if not head:
                head = block[:HEAD_BYTES]
            size += len(block)
            digest.update(block)
    return size, digest.hexdigest(), head


def git_id(path: Path) -> str:
    """Return the id that git would give to a plain file as it stands, "" for what cannot be read whole."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(descriptor, "rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            told = hashlib.sha1(b"blob %d\0" % size, usedforsecurity=False)
            read = 0
            while block := stream.read(1 << 20):
                told.update(block)
                read += len(block)
    except OSError:
        return ""
    return told.hexdigest() if read == size else ""
