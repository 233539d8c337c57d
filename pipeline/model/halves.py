"""Work on a large corpus in two processes: the second is a copy of the first and sends back what it made.

Where processes cannot be copied (only Unix can), everything runs in one.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable
from typing import Any, TypeVar, cast

T = TypeVar("T")
U = TypeVar("U")

# Below this many items the copy costs more than it saves.
LEAST = 1500
_PIECE = 200


def can_copy() -> bool:
    """Return whether this process may be copied: on Unix, without threads that the copy would lack."""
    return hasattr(os, "fork") and (os.cpu_count() or 1) > 1 and threading.active_count() == 1


def together(one: Callable[[], T], other: Callable[[], U]) -> tuple[T, U]:
    """Return what two functions give; the second runs in a copy of this process at the same time.

    What it gives must be picklable; a list is sent piece by piece, so that no process holds all of it twice. An error
    of the copy is raised here.
    """
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)

    def work() -> None:
        try:
            made = other()
            parts = made if isinstance(made, list) else [made]
            theirs.send((True, isinstance(made, list), len(parts)))
            for start in range(0, len(parts), _PIECE):
                theirs.send(parts[start : start + _PIECE])
        except BaseException as error:  # handed over: the other process raises it
            theirs.send((False, error, 0))

    child = context.Process(target=work, daemon=True)
    child.start()
    theirs.close()
    try:
        first = one()
        done, listed, count = ours.recv()
        second: list[Any] = []
        while done and len(second) < count:
            second += ours.recv()
    except EOFError:
        raise RuntimeError("the second process of the check ended without an answer") from None
    finally:
        ours.close()
        if child.is_alive():
            child.join(timeout=5)
        if child.is_alive():
            child.kill()
    if not done:
        raise listed
    return first, cast(U, second if listed else second[0])
