"""What is proven at a point of the history: the commit, but for the paths that nobody approved.

Every path that a refused step changed is blocked and keeps its last proven content in here. Blocked
paths hold back whoever must not be published with them; they heal when an approved step brings them
back to that content.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.approval.policy import Placement
from pipeline.history.diff import Change
from pipeline.history.repository import Repository
from pipeline.history.trees import Entry
from pipeline.model.address import SHARED
from pipeline.model.approval import Decision, Result


@dataclass(frozen=True, slots=True)
class Blocked:
    """A path whose present content is not proven: what is, whom it holds back, since which commit."""

    proven: Entry | None
    holds: frozenset[str]
    since: str


class Standing:
    """The proven state, moved forward step by step."""

    def __init__(self, repo: Repository, anchor: str) -> None:
        self._repo = repo
        self.at = anchor
        self.blocked: dict[str, Blocked] = {}
        self._held: frozenset[str] = frozenset()
        self.lost = False  # a step could not even be read: nothing after it is proven

    # -- reading the proven state -----------------------------------------------------------------

    def entry(self, path: str) -> Entry | None:
        """Return the proven entry of a file's path."""
        if path in self.blocked:
            return self.blocked[path].proven
        return self._repo.entry(self.at, path)

    def names(self, folder: str) -> frozenset[str]:
        """Return the names in a folder for which something may be proven."""
        found = set(self._repo.entries(self.at, folder))
        prefix = folder + "/"
        found.update(
            p.removeprefix(prefix).split("/")[0]
            for p, b in self.blocked.items()
            if b.proven and p.startswith(prefix)
        )
        return frozenset(found)

    def content(self, identity: str) -> bytes:
        """Return the bytes of a blob."""
        return self._repo.content(identity)

    @property
    def held(self) -> tuple[str, ...]:
        """Return whom something unproven holds back, the shared part where nothing is proven any more."""
        return tuple(sorted(self._held | ({SHARED} if self.lost else frozenset())))

    def is_open(self, realm: str) -> bool:
        """Return whether nothing holds a site (or the shared part) back at this commit."""
        return not self.lost and SHARED not in self._held and realm not in self._held

    # -- moving forward ---------------------------------------------------------------------------

    def advance(
        self,
        commit: str,
        changes: Sequence[Change],
        decisions: Mapping[str, Decision],
        place: Callable[[str, bool], Placement | None],
    ) -> None:
        """Take in one judged step.

        `place` says, by the policy that judged the step, where a path belongs and whether it is being
        removed; None for what nobody answers for.
        """
        approved = {realm for realm, d in decisions.items() if d.result is Result.DAT}
        refused = frozenset(decisions) - approved
        for change in changes:
            where = place(change.path, change.new is None)
            if where is not None and where.realm in approved:
                continue
            holds = frozenset({where.realm}) if where else refused or frozenset({SHARED})
            before = self.blocked.get(change.path)
            if before is None:
                self.blocked[change.path] = Blocked(change.old, holds, commit)
            else:
                self.blocked[change.path] = Blocked(before.proven, before.holds | holds, before.since)
        self.at = commit
        for path, blocked in list(self.blocked.items()):
            where = place(path, self._repo.entry(commit, path) is None)
            realm = where.realm if where else SHARED
            if realm in approved and self._repo.entry(commit, path) == blocked.proven:
                del self.blocked[path]
        self._held = frozenset().union(*(b.holds for b in self.blocked.values()))
