"""Objects read together are those read one by one, and one that is broken costs nobody else anything."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.history.objects import Objects
from pipeline.history.repository import Repository
from pipeline.history.view import MissingObject
from pipeline.history.writer import Writer

TEXTS = [f"Đoạn {n}\n".encode() * (n + 1) for n in range(300)]


@pytest.fixture
def writer(tmp_path: Path) -> Writer:
    return Writer.create(tmp_path / "kho")


@pytest.fixture
def objects(writer: Writer) -> Iterator[Objects]:
    with Repository.open(writer.path) as repo:
        yield repo._objects


def loose(writer: Writer, identity: str) -> Path:
    return writer.path / ".git" / "objects" / identity[:2] / identity[2:]


def test_what_is_read_ahead_is_what_is_read(writer: Writer, objects: Objects) -> None:
    ids = [writer.store("blob", text) for text in TEXTS]
    objects.fetch([*ids, *ids, "1" * 40, "không phải mã", ids[0] + "\n" + ids[1]])
    assert [objects.read(i, "blob") for i in ids] == TEXTS
    assert [objects.read(i, "blob") for i in ids[:3]] == TEXTS[:3]  # and once more, from git
    for wrong in ("1" * 40, "không phải mã", ids[0] + "\n" + ids[1], ""):
        with pytest.raises(MissingObject):
            objects.read(wrong, "blob")
        with pytest.raises(MissingObject):
            objects.require([ids[0], wrong])
    objects.fetch([ids[5]])
    with pytest.raises(MissingObject):
        objects.read(ids[5], "tree")
    objects.fetch_small(ids)
    objects.require(ids)


@pytest.mark.parametrize("how", ["another", "cut", "empty", "no-zlib"])
def test_a_broken_object_is_missing_and_its_neighbours_are_not(
    writer: Writer, objects: Objects, how: str
) -> None:
    ids = [writer.store("blob", text) for text in TEXTS[:100]]
    broken, whole = ids[40], loose(writer, ids[40]).read_bytes()
    bad = {
        "another": zlib.compress(b"blob 5\0khac\n"),
        "cut": whole[: len(whole) // 2],
        "empty": b"",
        "no-zlib": b"x" * 50,
    }[how]
    loose(writer, broken).chmod(0o644)
    loose(writer, broken).write_bytes(bad)
    for ahead in (objects.fetch, objects.fetch_small):
        ahead(ids)
        for identity, text in zip(ids, TEXTS, strict=False):
            if identity == broken:
                with pytest.raises(MissingObject):
                    objects.read(identity, "blob")
            else:
                assert objects.read(identity, "blob") == text
    loose(writer, broken).write_bytes(whole)
    assert objects.read(broken, "blob") == TEXTS[40]  # asked again, since nothing wrong was remembered
