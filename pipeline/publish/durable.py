"""Writing that outlives a power cut: every file and every folder is flushed to the disk.

All calls go through the module `os`, one system call each, so that the crash test can stop the
program before and after every single one of them.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
_BLOCK = 1 << 20


def sync_folder(folder: Path) -> None:
    """Flush a folder's own entries (names of files made, renamed or removed in it)."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def make_folder(folder: Path) -> None:
    """Make a folder and its missing parents, and flush each parent that got a new entry."""
    missing = []
    while not folder.is_dir():
        missing.append(folder)
        folder = folder.parent
    for path in reversed(missing):
        path.mkdir(mode=0o755, exist_ok=True)
        sync_folder(path.parent)


def write_new(path: Path, data: bytes) -> None:
    """Write a file that must not exist yet and flush it; the folder is left to the caller."""
    handle = os.open(path, _NEW, 0o644)
    try:
        _write_all(handle, data)
        os.fsync(handle)
    finally:
        os.close(handle)


def append_line(path: Path, line: str) -> None:
    """Append one line to a file and flush it; a line that an earlier run left torn is closed first."""
    torn = path.exists() and not path.read_bytes().endswith(b"\n") and path.stat().st_size > 0
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW, 0o644)
    try:
        _write_all(handle, (b"\n" if torn else b"") + line.encode("utf-8") + b"\n")
        os.fsync(handle)
    finally:
        os.close(handle)
    sync_folder(path.parent)


def copy_new(source: Path, target: Path) -> str:
    """Copy a regular file to a new one, flush it, and return the SHA-256 (hex) of the bytes copied.

    A symbolic link as source raises `OSError`.
    """
    digest = hashlib.sha256()
    reading = os.open(source, os.O_RDONLY | os.O_NOFOLLOW)
    try:
        writing = os.open(target, _NEW, 0o644)
        try:
            while block := os.read(reading, _BLOCK):
                digest.update(block)
                _write_all(writing, block)
            os.fsync(writing)
        finally:
            os.close(writing)
    finally:
        os.close(reading)
    return digest.hexdigest()


def _write_all(handle: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]
