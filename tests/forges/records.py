"""What a fake forge knows: requests with their versions and reviews, recorded while a story is played."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

PROJECTS = {"gitlab": "42", "forgejo": "tinh/cong"}
OTHERS = {"gitlab": "43", "forgejo": "nguoi-la/cong"}


def account(name: str, kind: str) -> int:
    """Return somebody's numeric id on a kind of forge; everybody has one, enrolled or not."""
    return zlib.crc32(name.encode()) % 900_000 + (1 if kind == "gitlab" else 1_000_000)


@dataclass
class Review:
    """One word on a request: "APPROVED", "REQUEST_CHANGES", "COMMENT"; or taken back."""

    by: str
    state: str
    at: datetime
    head: str
    dismissed: bool = False


@dataclass
class Note:
    """A note below a request; `system` is set by the forge alone."""

    by: str
    body: str
    at: datetime
    system: bool


@dataclass
class Pull:
    """A merge request. `results`: merge, squash and head commit as far as there are."""

    number: int
    branch: str
    by: str
    at: datetime
    project: str
    target: str = "main"
    state: str = "opened"
    merged_at: datetime | None = None
    merge_commit: str | None = None
    squash_commit: str | None = None
    versions: list[tuple[str, datetime, str]] = field(default_factory=list)  # head, since, merge base
    reviews: list[Review] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    turns: list[tuple[datetime, str, str]] = field(default_factory=list)  # when, from which branch, to which

    @property
    def head(self) -> str:
        """Return the newest head."""
        return self.versions[-1][0]


@dataclass
class Fault:
    """A way to answer badly: `what` at the questions whose name is `where` ("" all), `times` times (0 always)."""

    what: str
    where: str = ""
    times: int = 0
    value: Any = None


class Records:
    """A forge's memory of one project, filled by the acts of a story."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.project = PROJECTS[kind]
        self.pulls: list[Pull] = []
        self.faults: list[Fault] = []
        self.page_size = 100
        self.with_totals = True
        self.with_times = True  # whether approvals say when, as newer GitLab does

    def open(self, branch: str, by: str, at: datetime, project: str, target: str) -> None:
        """Record a request for a branch, whose head is told next."""
        self.pulls.append(Pull(len(self.pulls) + 1, branch, by, at, project, target))

    def of(self, branch: str) -> Pull | None:
        """Return the newest request for a branch."""
        return next((p for p in reversed(self.pulls) if p.branch == branch), None)

    def pushed(self, branch: str, head: str, at: datetime, base: str) -> None:
        """Note a new head of a branch, and where it left main as main stands."""
        pull = self.of(branch)
        if pull is not None and pull.state == "opened":
            pull.versions.append((head, at, base))

    def turned(self, branch: str, target: str, at: datetime, base: str) -> None:
        """Note that a request was turned to another branch, from which its head is shown from then on."""
        pull = self.of(branch)
        assert pull is not None
        pull.turns.append((at, pull.target, target))
        pull.target = target
        pull.versions.append((pull.head, at, base))

    def reviewed(self, branch: str, by: str, state: str, at: datetime, head: str | None) -> None:
        """Note somebody's word on a request, as the forge itself records it."""
        pull = self.of(branch)
        assert pull is not None
        if state == "UNAPPROVED":
            pull.notes.append(Note(by, "unapproved this merge request", at, True))
            for review in pull.reviews:
                if review.by == by:
                    review.dismissed = True
            return
        if state == "DISMISSED":
            next(r for r in reversed(pull.reviews) if r.by == by).dismissed = True
            return
        pull.reviews.append(Review(by, state, at, head or pull.head))
        if state == "APPROVED":
            pull.notes.append(Note(by, "approved this merge request", at, True))

    def merged(self, branch: str, commit: str, how: str, at: datetime, base: str = "") -> None:
        """Note that a request became a commit on main, by "merge", "squash", "rebase" or "forward"."""
        pull = self.of(branch)
        if pull is None or pull.state == "merged":
            return
        pull.state, pull.merged_at = "merged", at
        if how == "squash":
            pull.squash_commit = commit
        elif how == "rebase" and self.kind == "gitlab":
            pull.versions.append(
                (commit, at, base)
            )  # GitLab puts the branch itself anew and then goes forward
        elif how == "forward" and self.kind == "gitlab":
            pass  # main stands at the head itself
        else:
            pull.merge_commit = commit

    def approvers(self, pull: Pull) -> Sequence[Review]:
        """Return the approvals that stand at GitLab, one for each account: a second one needs the first taken back."""
        standing: dict[str, Review] = {}
        for review in pull.reviews:
            if review.state == "APPROVED" and not review.dismissed:
                standing.setdefault(review.by, review)
        return list(standing.values())
