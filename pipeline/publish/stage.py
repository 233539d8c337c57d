"""Staging: the audited tree is copied into a temporary folder, proved while copied, made durable, renamed."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from pipeline.errors import ConfigError, UsageError
from pipeline.model.release import AuditedSite, Manifest, Release
from pipeline.model.text import Text
from pipeline.publish import durable
from pipeline.publish.layout import MANIFEST, TEMP, Place
from pipeline.publish.manifest import DamagedError, Record, encode, tree


def new_id(place: Place, digest: str, now: datetime) -> str:
    """Return <time in UTC>-<12 hex digits of the digest>, with -2, -3 … where that name is taken."""
    plain = f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}-{digest[:12]}"
    name, count = plain, 1
    while (place.releases / name).exists():
        count += 1
        name = f"{plain}-{count}"
    return name


def stage(audited: AuditedSite, place: Place, number: int, now: datetime) -> Release:
    """Lay an audited site down as a release that nothing points to yet, and return it.

    The folder appears under its final name only when all of it is on the disk. Raises `UsageError` when
    the tree is no longer the one that was audited, `ConfigError` when it holds a file named as ours.
    """
    digest = audited.manifest.digest
    name = new_id(place, digest, now)
    release = Release(
        id=name,
        site=audited.built.site,
        domain=audited.built.domain,
        commit=audited.built.commit or "",
        created_at=now,
        digest=digest,
    )
    durable.make_folder(place.releases)
    temp = place.releases / f"{TEMP}{name}"
    try:
        temp.mkdir(mode=0o755)
        _copy(audited, temp)
        durable.write_new(temp / MANIFEST, encode(Record(release, audited.manifest, number)))
        _sync_tree(temp, audited.manifest)
        os.rename(temp, place.releases / name)  # noqa: PTH104  (the crash test counts calls of `os`)
    except BaseException:
        shutil.rmtree(temp, ignore_errors=True)
        raise
    durable.sync_folder(place.releases)
    return release


def _copy(audited: AuditedSite, temp: Path) -> None:
    source, files = audited.built.directory, audited.manifest.files
    if MANIFEST in files:
        raise ConfigError(
            Text(
                f"Trang {audited.built.site} có tệp {MANIFEST} ở gốc, trùng tên bảng kê của bản phát hành.",
                f"Site {audited.built.site} has a file {MANIFEST} at its root, the name of our own list.",
            ),
            Text("Hãy đổi tên tệp đó.", "Rename that file."),
        )
    try:
        found = tree(source)
    except DamagedError as error:
        raise _changed(audited, error.text) from None
    if set(found) != set(files):
        raise _changed(audited, _difference(set(found), set(files)))
    for path in sorted(files):
        pure = PurePosixPath(path)
        (temp / pure.parent).mkdir(mode=0o755, parents=True, exist_ok=True)
        if durable.copy_new(source / pure, temp / pure) != files[path]:
            raise _changed(audited, Text(f"{path} đã bị thay đổi", f"{path} was changed"))


def _sync_tree(temp: Path, manifest: Manifest) -> None:
    folders = {parent for path in manifest.files for parent in PurePosixPath(path).parents}
    for folder in sorted(folders, key=lambda p: -len(p.parts)):
        durable.sync_folder(temp / folder)
    durable.sync_folder(temp)


def _difference(found: set[str], expected: set[str]) -> Text:
    first = min(found ^ expected)
    if first in found:
        return Text(f"{first} mới xuất hiện", f"{first} is new")
    return Text(f"{first} đã mất", f"{first} is gone")


def _changed(audited: AuditedSite, what: Text) -> UsageError:
    return UsageError(
        Text(
            f"Cây trang {audited.built.site} không còn như lúc kiểm tra: {what.vi}.",
            f"The tree of site {audited.built.site} is no longer as it was audited: {what.en}.",
        ),
        Text("Hãy dựng và kiểm tra lại rồi mới đăng.", "Build and audit again before publishing."),
    )
