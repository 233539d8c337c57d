"""A process of its own that reads treacherous files: it may run out of time or memory, we may not.

Started as `python -I -m pipeline.source.attachments.worker`. Protocol on its pipes: eight bytes of length
and the file; back come eight bytes of length and the facts as JSON.
"""

from __future__ import annotations

import json
import os
import resource
import select
import signal
import subprocess
import sys
import time
from contextlib import suppress
from typing import BinaryIO

from pipeline.model.attachments import DAMAGED, TOO_LARGE, TOO_LONG, AttachmentFacts, as_plain, from_plain
from pipeline.source.attachments.limits import MEMORY, SECONDS

_LENGTH = 8
_MOST_BACK = 16 * 1024 * 1024


class Worker:
    """One reading process, started at the first file and again after it had to be ended.

    `certain` is False where the last answer may be the machine's fault, not the file's: it was busy, or ended the reader.
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self.certain = True

    def read(self, data: bytes) -> AttachmentFacts:
        """Return the facts of a file; one that takes too long or breaks the reader is told as such."""
        self.certain = True
        process = self._started()
        try:
            assert process.stdin is not None and process.stdout is not None
            process.stdin.write(len(data).to_bytes(_LENGTH, "big"))
            process.stdin.write(data)
            process.stdin.flush()
            back = _take(process.stdout.fileno(), time.monotonic() + SECONDS * 1.5)
        except TimeoutError:
            self.close()
            self.certain = False
            return AttachmentFacts("", TOO_LONG)
        except OSError:
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=1)  # its pipes close a moment before it has ended
            code = self.close()
            # where its share of processor time was used up, it will be used up again
            self.certain = code == -signal.SIGXCPU
            return AttachmentFacts("", TOO_LONG if code is not None and code < 0 else DAMAGED)
        try:
            facts = from_plain(json.loads(back))
        except ValueError:
            facts = None
        return facts or AttachmentFacts("", DAMAGED)

    def close(self) -> int | None:
        """End the process; return its exit code where it had ended by itself."""
        process, self._process = self._process, None
        if process is None:
            return None
        code = process.poll()
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue
        process.wait()
        return code

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-c", _PROGRAM, os.pathsep.join(sys.path)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={"PYTHONUTF8": "1"},
            )
        return self._process


# The same modules as here, without the environment and the folder that the parent runs in.
_PROGRAM = (
    "import os, sys; sys.path[:] = [p for p in sys.argv[1].split(os.pathsep) if p];"
    " from pipeline.source.attachments.worker import serve; serve()"
)


def _take(descriptor: int, until: float) -> bytes:
    length = int.from_bytes(_exactly(descriptor, _LENGTH, until), "big")
    if length > _MOST_BACK:
        raise OSError("too much")
    return _exactly(descriptor, length, until)


def _exactly(descriptor: int, length: int, until: float) -> bytes:
    pieces: list[bytes] = []
    while length:
        left = until - time.monotonic()
        if left <= 0 or not select.select([descriptor], [], [], left)[0]:
            raise TimeoutError
        piece = os.read(descriptor, min(length, 1 << 20))
        if not piece:
            raise OSError("the reader ended")
        pieces.append(piece)
        length -= len(piece)
    return b"".join(pieces)


def serve() -> None:
    """Read files from standard input until it ends; each has its own share of processor time."""
    from pipeline.source.attachments.reading import read_facts

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    back = sys.stdout.buffer
    while (data := _request(sys.stdin.buffer)) is not None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        share = int(used.ru_utime + used.ru_stime) + SECONDS
        resource.setrlimit(resource.RLIMIT_CPU, (share, resource.getrlimit(resource.RLIMIT_CPU)[1]))
        try:
            facts = read_facts(data)
        except MemoryError:
            facts = AttachmentFacts("", TOO_LARGE)
        except RecursionError:
            facts = AttachmentFacts("", DAMAGED)
        said = json.dumps(as_plain(facts)).encode()
        back.write(len(said).to_bytes(_LENGTH, "big") + said)
        back.flush()


def _request(stream: BinaryIO) -> bytes | None:
    head = stream.read(_LENGTH)
    if len(head) < _LENGTH:
        return None
    length = int.from_bytes(head, "big")
    data = stream.read(length)
    return data if len(data) == length else None
