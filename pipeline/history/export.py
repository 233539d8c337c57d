"""Writing files of a commit to disk: from blobs only, whole or not at all."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import ConfigError
from pipeline.history.trees import Entry
from pipeline.model.text import Text

if TYPE_CHECKING:
    from pipeline.history.repository import Repository

_FORBIDDEN = frozenset({"", ".", "..", ".git"})


def write(repo: Repository, parts: tuple[tuple[str, str], ...], dest: Path) -> None:
    """Write (commit, path) parts into `dest`; see `Repository.export_parts`."""
    if dest.is_dir():
        return
    dest.parent.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=f".{dest.name}.", dir=dest.parent))
    try:
        for commit, prefix in parts:
            for path, entry in _below(repo, commit, prefix.strip("/")):
                _write_file(staging, path, entry, repo)
        try:
            staging.replace(dest)
        except OSError:
            if not dest.is_dir():  # another run was faster: its export is the same one
                raise
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _below(repo: Repository, commit: str, prefix: str) -> Iterator[tuple[str, Entry]]:
    entry = repo.entry(commit, prefix)
    if entry is not None and not entry.is_tree:
        yield prefix, entry
    else:
        yield from repo.files(commit, prefix)


def _write_file(root: Path, path: str, entry: Entry, repo: Repository) -> None:
    parts = path.split("/")
    if not entry.is_file or any(p.casefold() in _FORBIDDEN or "\0" in p for p in parts):
        shown = path.encode("utf-8", "replace").decode("utf-8")
        raise ConfigError(
            Text(
                f"“{shown}” trong kho không phải là tệp thường (liên kết, mô-đun con hoặc tên không an toàn).",
                f"“{shown}” in the repository is not a plain file (link, submodule or unsafe name).",
            ),
            Text(
                "Hãy bỏ mục này khỏi kho rồi xuất bản lại.",
                "Remove it from the repository and publish again.",
            ),
        )
    target = root.joinpath(*parts)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o644)
    except OSError as error:
        if error.errno != errno.ENAMETOOLONG:
            raise
        raise ConfigError(
            Text(
                f"Tên “{path[:80]}…” dài quá mức máy lưu được.",
                f"The name “{path[:80]}…” is too long to be stored.",
            ),
            Text("Hãy đặt lại tên tệp ngắn hơn.", "Give the file a shorter name."),
        ) from None
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(repo.content(entry.id))
