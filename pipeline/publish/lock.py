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
    """Hold the lock of a domain while the block runs; raises `Busy` at once when another run has it.

    The lock is `flock` on <locks>/<domain>.lock. The file stays: removing it would let two runs lock
    two different files of the same name.
    """
    path = locks / f"{checked_domain(domain)}.lock"
    locks.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o644)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy(
                Text(
                    f"Một lượt đăng khác của {domain} đang chạy.",
                    f"Another run is publishing {domain}.",
                ),
                Text(
                    "Hãy đợi lượt đó xong rồi chạy lại; không phải xóa tệp khóa.",
                    "Wait until it has finished and run again; the lock file need not be removed.",
                ),
            ) from None
        yield
    finally:
        os.close(handle)
