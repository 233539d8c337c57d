"""What a power cut could lose is flushed before anything depends on it: files, folders, then the names."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from publish_ground import NOW, Ground, Make

from pipeline.publish import publish_site
from pipeline.publish.durable import append_line


def test_everything_is_flushed_before_the_switch(
    ground: Ground, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[str, str]] = []
    fsync, rename, replace = os.fsync, os.rename, os.replace

    def record_fsync(handle: int) -> None:
        seen.append(("fsync", str(Path(f"/proc/self/fd/{handle}").readlink())))
        fsync(handle)

    def record_rename(source: Path, target: Path) -> None:
        seen.append(("rename", str(source)))
        rename(source, target)

    def record_replace(source: Path, target: Path) -> None:
        seen.append(("replace", str(target)))
        replace(source, target)

    monkeypatch.setattr(os, "fsync", record_fsync)
    monkeypatch.setattr(os, "rename", record_rename)
    monkeypatch.setattr(os, "replace", record_replace)
    audited = make("Một")
    release = publish_site(audited, ground.public, ground.locks, NOW)

    temp = ground.folder / "releases" / f".tmp-{release.id}"
    named = seen.index(("rename", str(temp)))
    switched = seen.index(("replace", str(ground.folder / "current")))
    files = {str(temp / path) for path in (*audited.manifest.files, "manifest.json")}
    folders = {
        str(parent) for path in files for parent in Path(path).parents if temp in (parent, *parent.parents)
    }
    flushed = {path for act, path in seen[:named] if act == "fsync"}
    assert files | folders <= flushed
    assert ("fsync", str(ground.folder / "releases")) in seen[named:switched]
    assert ("fsync", str(ground.folder)) in seen[switched:]
    assert ("fsync", str(ground.public)) in seen[:named]  # the domain's own folder, made by this run


def test_torn_line_of_a_killed_run_does_not_swallow_the_next(tmp_path: Path) -> None:
    log = tmp_path / "history.jsonl"
    log.write_bytes(b'{"at": "2026')
    append_line(log, "{}")
    append_line(log, "[]")
    assert log.read_bytes() == b'{"at": "2026\n{}\n[]\n'
