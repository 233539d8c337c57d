"""manifest.json: what a release is and the SHA-256 of every file in it; reading and proving it."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from pipeline.model.release import Manifest, Release
from pipeline.model.text import Text
from pipeline.publish.layout import MANIFEST

SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Record:
    """A release with its files and its number: 1 for a domain's first release, then counting up."""

    release: Release
    manifest: Manifest
    number: int


class DamagedError(Exception):
    """A release is not what its manifest says; the text names the first difference."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(vi)
        self.text = Text(vi, en)


def encode(record: Record) -> bytes:
    """Return the bytes of manifest.json."""
    release = record.release
    content = {
        "schema": SCHEMA,
        "release": {
            "id": release.id,
            "number": record.number,
            "site": release.site,
            "domain": release.domain,
            "commit": release.commit,
            "created_at": release.created_at.isoformat(),
            "digest": release.digest,
        },
        "files": dict(sorted(record.manifest.files.items())),
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def read(folder: Path) -> Record:
    """Return what a release's manifest says of itself; raises `DamagedError` where it cannot be read."""
    try:
        return _decode(json.loads((folder / MANIFEST).read_bytes()))
    except FileNotFoundError:
        raise DamagedError(f"thiếu {MANIFEST}", f"{MANIFEST} is missing") from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DamagedError(
            f"{MANIFEST} không đọc được ({type(error).__name__})",
            f"{MANIFEST} cannot be read ({type(error).__name__})",
        ) from None


def verify(folder: Path) -> Record:
    """Return a release's record after proving it: its id, its digest, each file, and no file too many.

    Raises `DamagedError` at the first difference.
    """
    record = read(folder)
    digest = record.manifest.digest
    if record.release.digest != digest:
        raise DamagedError(
            f"mã băm của {MANIFEST} không khớp danh sách tệp", f"digest of {MANIFEST} is wrong"
        )
    if record.release.id != folder.name or folder.name.split("-")[1] != digest[:12]:
        raise DamagedError(
            f"tên thư mục không khớp mã bản phát hành {record.release.id}",
            f"the folder's name is not that of release {record.release.id}",
        )
    found = set(tree(folder)) - {MANIFEST}
    for path in sorted(found ^ set(record.manifest.files)):
        if path in found:
            raise DamagedError(f"thừa tệp {path}", f"file {path} does not belong to it")
        raise DamagedError(f"thiếu tệp {path}", f"file {path} is missing")
    for path, expected in sorted(record.manifest.files.items()):
        if file_digest(folder / path) != expected:
            raise DamagedError(f"tệp {path} đã bị thay đổi", f"file {path} was changed")
    return record


def tree(folder: Path) -> tuple[str, ...]:
    """Return the sorted paths (slashes, relative) of all files below a folder.

    Raises `DamagedError` on symbolic links and on anything that is neither file nor folder.
    """
    found: list[str] = []
    waiting = [folder]
    while waiting:
        with os.scandir(waiting.pop()) as listing:
            for entry in listing:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(Path(entry.path))
                elif entry.is_file(follow_symlinks=False):
                    found.append(Path(entry.path).relative_to(folder).as_posix())
                else:
                    name = Path(entry.path).relative_to(folder)
                    raise DamagedError(f"{name} không phải là tệp thường", f"{name} is not a regular file")
    return tuple(sorted(found))


def file_digest(path: Path) -> str:
    """Return the SHA-256 (hex) of a file's bytes."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _decode(data: Any) -> Record:
    if data["schema"] != SCHEMA:
        raise ValueError("schema")
    said, files = data["release"], data["files"]
    if not all(isinstance(k, str) and isinstance(v, str) for k, v in files.items()):
        raise TypeError("files")
    created = datetime.fromisoformat(said["created_at"])
    if created.tzinfo is None:
        raise ValueError("created_at")
    names = ("id", "site", "domain", "commit", "digest")
    if not all(isinstance(said[name], str) for name in names):
        raise TypeError("release")
    release = Release(
        id=said["id"],
        site=said["site"],
        domain=said["domain"],
        commit=said["commit"],
        created_at=created,
        digest=said["digest"],
    )
    return Record(release, Manifest(files), int(said["number"]))
