"""Work on a large corpus in two processes: the second is a copy of the first and sends back what it made.

Where processes cannot be copied (only Unix can), everything runs in one.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import struct
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import TypeVar

T = TypeVar("T")
U = TypeVar("U")

# Below this many items the copy costs more than it saves.
LEAST = 1500
_PIECE = 200
_NUMBER = struct.Struct("=I")
MOST_TURNS = 1000  # fit into the smallest pipe while nobody reads it yet
# Objects after which cycles are looked for among the young and, ten times as rarely, the middle-aged ones.
_YOUNG, _MIDDLE, _NEVER = 100_000, 10, 1_000_000


def can_copy() -> bool:
    """Return whether this process may be copied: on Unix, without threads that the copy would lack."""
    return hasattr(os, "fork") and (os.cpu_count() or 1) > 1 and threading.active_count() == 1


@contextmanager
def rarely_collecting() -> Iterator[None]:
    """Look for cycles among young objects only, and seldom.

    A corpus is millions of objects that stay and hold no cycles; to look through all of them whenever a quarter
    was added costs more than reading them. What becomes garbage is freed at once as always.
    """
    before = gc.get_threshold()
    gc.set_threshold(_YOUNG, _MIDDLE, _NEVER)
    try:
        yield
    finally:
        gc.set_threshold(*before)


class Turns:
    """Numbers from 0 that processes take in turn, each number once: whoever is free takes the next.

    Made before the copy; closed by the process that made it.
    """

    def __init__(self, count: int) -> None:
        if count > MOST_TURNS:
            raise ValueError(count)
        self._left, end = os.pipe()
        os.write(end, b"".join(map(_NUMBER.pack, range(count))))
        os.close(end)

    def __iter__(self) -> Iterator[int]:
        while len(taken := os.read(self._left, _NUMBER.size)) == _NUMBER.size:
            yield _NUMBER.unpack(taken)[0]

    def close(self) -> None:
        """Let go of the numbers that are left."""
        os.close(self._left)


def together(one: Callable[[], T], other: Callable[[], U]) -> tuple[T, U]:
    """Return what two functions give; the second runs in a copy of this process at the same time.

    What it gives must be picklable. An error of the copy is raised here.
    """
    first, (second,) = alongside(one, lambda: iter((other(),)))
    return first, second


def alongside(one: Callable[[], T], other: Callable[[], Iterator[U]]) -> tuple[T, list[U]]:
    """Return what a function gives, and all that another one yields in a copy of this process at the same time.

    The copy keeps what it made packed, piece by piece, until this process has time for it: so much is never held twice
    as objects. An error of the copy is raised here.
    """
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)

    def work() -> None:
        try:
            made, packed = other(), deque[bytes]()
            while piece := list(islice(made, _PIECE)):
                packed.append(pickle.dumps(piece, pickle.HIGHEST_PROTOCOL))
            theirs.send((len(packed), None))
            while packed:
                theirs.send_bytes(packed.popleft())
        except BaseException as error:  # handed over: the other process raises it
            theirs.send((0, error))

    child = context.Process(target=work, daemon=True)
    child.start()
    theirs.close()
    second: list[U] = []
    try:
        first = one()
        count, error = ours.recv()
        for _ in range(count):
            second += pickle.loads(ours.recv_bytes())  # noqa: S301 - written by our own copy
    except EOFError:
        raise RuntimeError("the second process of the check ended without an answer") from None
    finally:
        ours.close()
        if child.is_alive():
            child.join(timeout=5)
        if child.is_alive():
            child.kill()
    if error is not None:
        raise error
    return first, second
