"""Reading objects by id through one git process, many at once where it is known what will be asked next."""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import subprocess
from collections.abc import Iterable, Iterator
from typing import Any

import git

from pipeline.history.view import SHA, MissingObject

_TOGETHER = (
    80  # requests that fit into the smallest pipe: git may be waiting for us to read while we still write
)
_MOST_AHEAD = 64_000_000  # bytes kept for later
_SMALL = 64_000  # bytes of a blob that is worth reading ahead


class Objects:
    """The objects of a repository. Every one that is handed out was held against its name."""

    def __init__(self, command: git.Git) -> None:
        self._command = command
        self._process: Any = None
        self._ahead: dict[str, tuple[bytes, bytes]] = {}  # id → kind, bytes
        self._size = 0
        self._there: set[str] = set()

    def read(self, identity: str, kind: str) -> bytes:
        """Return the bytes of an object; raises `MissingObject` also where they do not fit their name."""
        if not SHA.fullmatch(identity):
            raise MissingObject(identity)
        found = self._ahead.pop(identity, None)
        if found is None:
            ((_, found),) = self._contents([identity])
        else:
            self._size -= len(found[1])
        if found is None or found[0] != kind.encode():
            raise MissingObject(identity)
        return found[1]

    def size(self, identity: str) -> int:
        """Return the size of an object in bytes; raises `MissingObject`."""
        found = self._ahead.get(identity)
        size = len(found[1]) if found is not None else self._sizes([identity]).get(identity)
        if size is None:
            raise MissingObject(identity)
        return size

    def require(self, identities: Iterable[str]) -> None:
        """Raise `MissingObject` unless all objects are there."""
        for identity in identities:
            if identity not in self._there and not self._sizes([identity]):
                raise MissingObject(identity)

    def fetch(self, identities: Iterable[str]) -> None:
        """Read trees and commits that will be asked for soon; what is not there is told when it is asked for."""
        for identity, found in self._contents(i for i in identities if i not in self._ahead):
            if found is not None:
                self._keep(identity, found)

    def fetch_small(self, identities: Iterable[str]) -> None:
        """Read the blobs that will be asked for soon where they are small; of all, note that they are there."""
        sizes = self._sizes(identities)
        if len(self._there) > 100 * _TOGETHER * _TOGETHER:
            self._there.clear()
        self._there.update(sizes)
        self.fetch(identity for identity, size in sizes.items() if size <= _SMALL)

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is not None:
            for stream in (process.stdin, process.stdout, process.stderr):
                with contextlib.suppress(OSError):
                    stream.close()
            process.terminate()
            process.wait()

    def _keep(self, identity: str, found: tuple[bytes, bytes]) -> None:
        if self._size > _MOST_AHEAD:
            self._ahead.clear()
            self._size = 0
        self._ahead[identity] = found
        self._size += len(found[1])

    def _contents(self, identities: Iterable[str]) -> Iterator[tuple[str, tuple[bytes, bytes] | None]]:
        """Yield kind and bytes of each object, None for one that cannot be read or does not fit its name."""
        for identity, answer in self._asked(b"contents", identities):
            # git does not compare objects from packs with their names on every reading; we do
            if answer is not None:
                named = hashlib.sha1(b"%b %d\0" % (answer[0], len(answer[2])), usedforsecurity=False)
                named.update(answer[2])
                if named.hexdigest() == identity:
                    yield identity, (answer[0], answer[2])
                    continue
            yield identity, None

    def _sizes(self, identities: Iterable[str]) -> dict[str, int]:
        """Return the sizes of those objects that are there."""
        answers = self._asked(b"info", identities)
        return {identity: answer[1] for identity, answer in answers if answer is not None}

    def _asked(
        self, what: bytes, identities: Iterable[str]
    ) -> Iterator[tuple[str, tuple[bytes, int, bytes] | None]]:
        """Yield each id with kind, size and, where contents were asked for, bytes; None for what git cannot give."""
        waiting = iter(dict.fromkeys(i for i in identities if SHA.fullmatch(i)))
        while batch := list(itertools.islice(waiting, _TOGETHER)):
            answers: list[tuple[bytes, int, bytes] | None] = []
            try:
                process = self._running()
                process.stdin.write(b"".join(b"%b %b\n" % (what, i.encode()) for i in batch))
                process.stdin.flush()
                while len(answers) < len(batch):
                    answers.append(_answer(process.stdout, what == b"contents"))
            except (OSError, ValueError):
                self.close()  # it died of an object that it cannot read; the next question starts another
                answers += [None] * (len(batch) - len(answers))
            yield from zip(batch, answers, strict=True)

    def _running(self) -> Any:
        if self._process is None:
            started = self._command.cat_file(
                "--batch-command", istream=subprocess.PIPE, as_process=True, with_exceptions=False
            )
            self._process = started.proc
            started.proc = None  # ended by `close`
        return self._process


def _answer(stream: Any, whole: bool) -> tuple[bytes, int, bytes] | None:
    """Return one answer of git; raises `ValueError` where it ended or said something else."""
    told = stream.readline().split()
    if len(told) == 2 and told[1] == b"missing":
        return None
    if len(told) != 3:
        raise ValueError(told)
    size = int(told[2])
    data = stream.read(size) if whole else b""
    if whole and (len(data) != size or stream.read(1) != b"\n"):
        raise ValueError("cut off")
    return told[1], size, data
