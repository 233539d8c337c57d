"""The acts of a story that happen on a forge, and the source of evidence that asks about them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from pipeline.approval.evidence import EvidenceSource
from pipeline.approval.forges.forgejo import Forgejo
from pipeline.approval.forges.gitlab import GitLab
from pipeline.approval.forges.local import local_evidence
from pipeline.approval.forges.source import Connection, ForgeEvidence
from pipeline.approval.forges.web import Patience
from pipeline.approval.policy import forge_setting
from pipeline.demo.play import Play
from pipeline.history.repository import Repository
from tests.forges.fake import TOKEN, Fake, serving
from tests.forges.records import OTHERS, Fault, Note, Records

WORDS = {
    "duyet": "APPROVED",
    "doi-sua": "REQUEST_CHANGES",
    "nhan-xet": "COMMENT",
    "bo": "DISMISSED",
    "rut": "UNAPPROVED",
}


class ForgeActs:
    """What people do on a forge; mixed into the teller, who knows times and commits."""

    data: Mapping[str, Any]
    records: Records
    play: Play

    def begin_forge(self) -> None:
        """Start with an empty forge; a story without one has a GitLab that nobody asks."""
        self.records = Records(str(self.data.get("forge", "gitlab")))

    def do_forge(self, told: dict[str, Any]) -> None:
        """Something on the forge: `open` a request for a branch, `turn` it to another, a `note`, a `fault`, or settings."""
        at = self._when(told)
        if "open" in told:
            branch = told["open"]
            project = OTHERS[self.records.kind] if told.get("other_project") else self.records.project
            target = told.get("target", "main")
            self.records.open(branch, told["by"], at, project, target)
            self._pushed(branch, self._commit(branch), at)
        if "turn" in told:
            branch, target = told["turn"], told["target"]
            self.records.turned(branch, target, at, self._left(branch, target))
        if "note" in told:
            pull = self.records.of(told["note"])
            assert pull is not None
            pull.notes.append(Note(told["by"], told["body"], at, False))
        if "fault" in told:
            fault = Fault(told["fault"], told.get("where", ""), int(told.get("times", 0)), told.get("value"))
            self.records.faults.append(fault)
        for name in ("page_size", "with_totals", "with_times"):
            setattr(self.records, name, told.get(name, getattr(self.records, name)))

    def do_review(self, told: dict[str, Any]) -> None:
        """Somebody's word on a request; `head` names an older commit than the newest."""
        head = self._commit(told["head"]) if "head" in told else None
        word = WORDS[told.get("state", "duyet")]
        self.records.reviewed(told["branch"], told["by"], word, self._when(told), head)

    def _pushed(self, branch: str, head: str, at: datetime) -> None:
        """Tell the forge of a branch's new head."""
        pull = self.records.of(branch)
        if pull is not None:
            self.records.pushed(branch, head, at, self._left(head, pull.target))

    def _left(self, head: str, target: str) -> str:
        """Return where a branch or commit left the branch that its request is for; one that is not there is main."""
        aim = self._commit(target) if target in self.play._tips else self.play.main
        with self.play.reader() as repo:
            return repo.merge_base(aim, self._commit(head) if head in self.play._tips else head)

    def _when(self, told: Mapping[str, Any]) -> datetime:
        raise NotImplementedError

    def _commit(self, name: str) -> str:
        raise NotImplementedError


def connection(fake: Fake, pauses: list[float] | None = None, **more: Any) -> Connection:
    """Return a connection to a fake forge, with a client that loses patience at once and never sleeps."""
    kept = pauses if pauses is not None else []
    patience = Patience(**{"timeout": 0.25, "sleep": kept.append, **more})
    setting = forge_setting(fake.records.kind, fake.address, fake.records.project)
    make = GitLab if setting.kind == "gitlab" else Forgejo
    return Connection(make(setting, TOKEN, patience), setting)


@contextmanager
def asking(records: Records, where: Path, repo: Repository) -> Iterator[tuple[EvidenceSource, ...]]:
    """Give every source of evidence, the forge's among them, while the fake stands over a repository."""
    with serving(records, where) as fake:
        yield (*local_evidence(repo), ForgeEvidence(repo, connection(fake)))
