"""One run per domain: a lock that the kernel frees when its holder dies, however it dies."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import Busy
from pipeline.model.text import Text
from pipeline.publish.layout import checked_domain


@contextmanager
def hold(locks: Path, domain: str) -> Iterator[None]:
    """Hold the lock of a domain while the block runs; raises `Busy` at once when another run has it."""
    who = Text(f"Một lượt đăng khác của {domain} đang chạy.", f"Another run is publishing {domain}.")
    with _locked(locks, f"{checked_domain(domain)}.lock", who):
        yield


@contextmanager
def hold_run(locks: Path) -> Iterator[None]:
    """Hold the lock of a whole state folder, whose builds two runs must not share; raises `Busy`."""
    who = Text("Một lượt chạy khác đang dùng thư mục này.", "Another run is using this state folder.")
    with _locked(locks, "luot-chay.lock", who):
        yield


@contextmanager
def _locked(locks: Path, name: str, who: Text) -> Iterator[None]:
    """Hold `flock` on a file that stays: removing it would let two runs lock two files of one name."""
    locks.mkdir(parents=True, exist_ok=True)
    handle = os.open(locks / name, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o644)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy(
                who,
                Text(
                    "Hãy đợi lượt đó xong rồi chạy lại; không phải xóa tệp khóa.",
                    "Wait until it has finished and run again; the lock file need not be removed.",
                ),
            ) from None
        yield
    finally:
        os.close(handle)
