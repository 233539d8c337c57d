"""Going on from the ledger: where to judge from, and what was approved before that.

What a run has to do grows with the new steps and not with the history. The origins of everything older are kept in a
file of the state folder that can be thrown away; the ledger makes them anew.
"""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pipeline.approval.ledger import Ledger, Line
from pipeline.approval.ledger_entries import step_of
from pipeline.approval.origins import Origin, Origins, trace
from pipeline.approval.origins_kept import load_origins, store_origins
from pipeline.errors import ConfigError
from pipeline.history.commits import MalformedCommit
from pipeline.history.repository import Repository
from pipeline.history.view import BadHistory, MissingObject
from pipeline.model.approval import GateResult, Mode, Step
from pipeline.model.text import Text

_TOGETHER = 60  # steps that are read together


@dataclass(frozen=True, slots=True)
class Resumption:
    """From which commit a run judges, and when earlier runs first observed the steps after it."""

    start: str
    observed: Mapping[str, datetime]


def resumption(ledger: Ledger, anchor: str) -> Resumption:
    """Return where to go on; an anchor that is not the ledger's own means to judge everything anew."""
    start = ledger.proven_to() if ledger.anchor == anchor else None
    return Resumption(start or anchor, ledger.observed())


def not_mixed(ledger: Ledger, mode: Mode) -> None:
    """Raise `ConfigError` where a demonstration meets a real ledger, or a real run that of a demonstration.

    What was proven by names alone would otherwise count on in earnest.
    """
    if ledger.lines and ledger.is_demo != (mode is Mode.DEMO):
        raise ConfigError(
            Text(
                "Sổ cái trình diễn và lượt chạy thật (hoặc ngược lại) không đi cùng nhau.",
                "The ledger of a demonstration and a real run (or the other way round) do not mix.",
            ),
            Text(
                "Dùng thư mục trạng thái và kho riêng cho trình diễn (--demo).",
                "Use a state folder and a repository of its own for a demonstration (--demo).",
            ),
        )


def origins_of(repo: Repository, anchor: str, ledger: Ledger, result: GateResult, cache: Path) -> Origins:
    """Return the origins after a result that went on from the ledger, and keep those of its start."""
    known = load_origins(cache, result.anchor, ledger)
    start: Mapping[str, MutableMapping[str, Origin]] | None = known
    if start is None:
        old = list(steps_until(repo, ledger, anchor, result.anchor))
        start = trace(repo, anchor, old).sites
    closed = _closed(result.steps)
    if not closed:
        if known is None:
            store_origins(cache, result.anchor, start)
        return trace(repo, result.anchor, result.steps, start)
    end = result.steps[closed - 1].commit
    kept = trace(repo, result.anchor, result.steps[:closed], start)
    store_origins(cache, end, kept.sites)
    # at `end` nothing is held back, so what follows it can be traced by itself
    return trace(repo, end, result.steps[closed:], kept.sites) if result.steps[closed:] else kept


def steps_until(repo: Repository, ledger: Ledger, anchor: str, end: str) -> Iterator[Step]:
    """Yield the steps that the ledger knows, from its anchor to a commit."""
    if anchor == end:
        return
    seen = ledger.observed()
    lines = _way(ledger, anchor, end)
    with contextlib.suppress(BadHistory, MissingObject, MalformedCommit):
        repo.first_parent(anchor, end)  # reads the commits together
    for number, line in enumerate(lines):
        if number % _TOGETHER == 0:
            ahead = (anchor, *(each.commit for each in lines[max(0, number - 1) : number + _TOGETHER]))
            with contextlib.suppress(MissingObject, MalformedCommit):
                repo.look_ahead(tuple(repo.commit(each) for each in ahead[number > 0 :]))
        info, base = repo.commit(line.commit), str(line.told["goc"])
        at = max(info.committer.at, repo.commit(base).committer.at)
        paths = repo.changed_paths(base, line.commit)
        yield step_of(line, min(at, seen.get(line.commit, line.observed)), info.subject, paths)
        if line.commit == end:
            return


def _way(ledger: Ledger, anchor: str, end: str) -> list[Line]:
    """Return the newest lines of the steps from one commit to another.

    Commits that stood alone once, and were judged as one run later, have lines that tell of no step any more: the way
    is that from each step to its base.
    """
    newest = ledger.newest()
    found: list[Line] = []
    at = end
    while at != anchor:
        if at not in newest:
            return list(newest.values())  # a step that could not be read has no line
        found.append(newest[at])
        at = str(newest[at].told["goc"])
    return found[::-1]


def is_rewound(repo: Repository, ledger: Ledger, start: str, tip: str) -> bool:
    """Return whether main lacks a step that the ledger saw approved for some site after `start`, a commit of main."""
    later = itertools.takewhile(lambda commit: commit != start, reversed(tuple(ledger.steps)))
    newest = {commit: ledger.steps[commit][-1] for commit in later}
    approved = {commit for commit, line in newest.items() if any(map(line.approves, line.told["trang"]))}
    return bool(approved) and not approved <= {info.sha for info in repo.first_parent(start, tip)}


def _closed(steps: Sequence[Step]) -> int:
    """Return how many of the steps lead to the newest commit at which nothing is held back."""
    return max((n for n, step in enumerate(steps, start=1) if not step.held), default=0)
