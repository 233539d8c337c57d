"""What the gate asks a forge, and the shape of the answer: one port, whatever the server is called.

An adapter only reports. Which request counts, which head an approval was given for and whether it still stands is
decided here and in `source.py`, from the answer as the ledger keeps it, so that a verifier decides the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

BRANCH = "main"
# Whoever presses the button within this time of a push may still have had the older version on the screen.
AMBIGUOUS = timedelta(seconds=60)


class ForgeFault(Exception):
    """Why a forge gave no answer that can be used, as a short code; never an address, never a token.

    The codes: `khong-noi-duoc` no connection, `qua-gio` time-out, `http-<status>`, `gioi-han` rate limit,
    `chuyen-huong` redirected, `may-chu-khac` sent to another server, `qua-lon` too large, `sai-dang` malformed,
    `thieu-trang` pages missing, `du-an-khac` answer about another project, `chua-cau-hinh` not this publisher's server.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Approval:
    """One account's newest word on a request; `head` is empty where the forge does not say what was approved."""

    account: int
    at: datetime
    head: str
    stands: bool  # False: dismissed, taken back, or followed by a demand for changes


@dataclass(frozen=True, slots=True)
class Version:
    """A head that a request had, since when, and the commit of the branch from which it was shown."""

    head: str
    at: datetime
    base: str


@dataclass(frozen=True, slots=True)
class Request:
    """A merge request as far as the decision needs it. `results`: the commits that it became on the branch.

    `head` and `base`: the newest head and the commit of the branch from which it was shown, where there are no
    versions.
    """

    number: int
    project: str
    branch: str
    merged: bool
    author: int
    results: tuple[str, ...]
    approvals: tuple[Approval, ...]
    versions: tuple[Version, ...] = ()
    head: str = ""
    base: str = ""


@dataclass(frozen=True, slots=True)
class ForgeRecord:
    """What a forge says about one commit of main; with a `fault`, it said nothing that counts."""

    kind: str
    address: str
    project: str
    commit: str
    requests: tuple[Request, ...] = ()
    fault: str = ""

    def counting(self) -> Iterator[Request]:
        """Yield the requests that this very commit came from: this project, main, merged."""
        for request in self.requests:
            here = request.project == self.project and request.branch == BRANCH
            if here and request.merged and self.commit in request.results:
                yield request


class Forge(Protocol):
    """A connection to one forge."""

    @property
    def kind(self) -> str:
        """Return the kind of forge, as rosters and policy name it."""
        ...

    @property
    def address(self) -> str:
        """Return the base address that the token belongs to."""
        ...

    def requests(self, project: str, commit: str) -> tuple[Request, ...]:
        """Return the requests of a commit; raises `ForgeFault`."""
        ...


def approved_head(request: Request, approval: Approval) -> str | None:
    """Return the head that an approval was given for, None where that cannot be told for certain."""
    if approval.head:
        return approval.head
    version = approved_version(request, approval)
    return version.head if version is not None else None


def approved_version(request: Request, approval: Approval) -> Version | None:
    """Return the version that was there to see when an approval was given, None where that cannot be told."""
    before = sorted((v for v in request.versions if v.at <= approval.at), key=lambda v: v.at)
    if not before:
        return None
    newest, fresh = before[-1], approval.at - AMBIGUOUS
    for position, version in enumerate(before):
        if version.at == newest.at and not _same(version, newest):
            return None
        if version.at > fresh and position and not _same(before[position - 1], version):
            return None
    return newest


def _same(one: Version, other: Version) -> bool:
    """Return whether two versions show the same: a request that is turned to another branch keeps its head."""
    return (one.head, one.base) == (other.head, other.base)


def shown_from(request: Request, head: str) -> str | None:
    """Return the commit of the branch from which a head was shown to its reviewers, None where nobody says."""
    told = {v.base for v in request.versions if v.head == head}
    if request.head == head and request.base:
        told.add(request.base)
    return told.pop() if len(told) == 1 else None
