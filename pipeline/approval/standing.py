"""What is proven at a point of the history: the commit, but for the paths that nobody approved.

Every path that a refused step changed is blocked and keeps its last proven content in here. Blocked
paths hold back whoever must not be published with them; they heal when an approved step brings them
back to that content.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.approval.policy import Placement
from pipeline.history.diff import Change
from pipeline.history.repository import Repository
from pipeline.history.trees import Entry
from pipeline.model.address import SHARED, SITES
from pipeline.model.approval import Decision, Result

_GOVERNANCE = SITES + "/"
Place = Callable[[str, bool], Placement | None]


@dataclass(frozen=True, slots=True)
class Blocked:
    """A path whose present content is not proven: what is, whom it holds back, since which commit."""

    proven: Entry | None
    holds: frozenset[str]
    since: str


class Standing:
    """The proven state, moved forward step by step.

    What a step costs here depends on the paths that it changes, not on how many paths are blocked since earlier ones.
    """

    def __init__(self, repo: Repository, anchor: str) -> None:
        self._repo = repo
        self.at = anchor
        self.blocked: dict[str, Blocked] = {}
        self._holding: Counter[str] = (
            Counter()
        )  # by how many blocked paths a site (or the shared part) is held
        # blocked paths that have their proven content again, not approved yet: by where they belong, or not placed yet
        self._back: dict[str, set[str]] = {}
        self._unplaced: set[str] = set()
        self._place: Place | None = None
        self.governance_version = 0  # changes with whatever is proven below sites/
        self.lost = False  # a step could not even be read: nothing after it is proven

    # -- reading the proven state -----------------------------------------------------------------

    def entry(self, path: str) -> Entry | None:
        """Return the proven entry of a file's path, None also where a folder stands there."""
        if path in self.blocked:
            return self.blocked[path].proven
        found = self._repo.entry(self.at, path)
        return None if found is not None and found.is_tree else found

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
        return tuple(sorted(self._holding.keys() | ({SHARED} if self.lost else frozenset())))

    def is_open(self, realm: str) -> bool:
        """Return whether nothing holds a site (or the shared part) back at this commit."""
        return not self.lost and SHARED not in self._holding and realm not in self._holding

    # -- moving forward ---------------------------------------------------------------------------

    def lose(self, commit: str) -> None:
        """Take in a step that could not be read."""
        self.lost, self.at = True, commit
        self.governance_version += 1

    def advance(
        self, commit: str, changes: Sequence[Change], decisions: Mapping[str, Decision], place: Place
    ) -> None:
        """Take in one judged step with all that it changes.

        `place` says, by the policy that judged the step, where a path belongs and whether it is being
        removed; None for what nobody answers for.
        """
        approved = {realm for realm, d in decisions.items() if d.result is Result.DAT}
        refused = frozenset(decisions) - approved
        self.at = commit
        for change in changes:
            if change.path.startswith(_GOVERNANCE):
                self.governance_version += 1
            where = place(change.path, change.new is None)
            before = self.blocked.get(change.path)
            if where is None or where.realm not in approved:
                holds = frozenset({where.realm}) if where else refused or frozenset({SHARED})
                self._block(change, holds, commit, before)
                before = self.blocked[change.path]
            if before is not None:
                # what does not change in a step can neither come back to its proven content nor leave it
                for paths in (self._unplaced, *self._back.values()):
                    paths.discard(change.path)
                if change.new == before.proven:
                    self._unplaced.add(change.path)
        if approved:
            self._heal(approved, place)

    def _block(self, change: Change, holds: frozenset[str], commit: str, before: Blocked | None) -> None:
        if before is None:
            self.blocked[change.path] = Blocked(change.old, holds, commit)
            self._holding.update(holds)
        else:
            self.blocked[change.path] = Blocked(before.proven, before.holds | holds, before.since)
            self._holding.update(holds - before.holds)

    def _heal(self, approved: set[str], place: Place) -> None:
        """Free the paths that have their proven content again, where this step is approved for who answers for them."""
        if self._place is not place:
            self._unplaced.update(*self._back.values())
            self._back, self._place = {}, place
        for path in self._unplaced:
            where = place(path, self.blocked[path].proven is None)
            self._back.setdefault(where.realm if where else SHARED, set()).add(path)
        self._unplaced.clear()
        for path in [path for realm in approved for path in self._back.pop(realm, ())]:
            for held in self.blocked.pop(path).holds:
                self._holding[held] -= 1
                if not self._holding[held]:
                    del self._holding[held]
            self.governance_version += path.startswith(_GOVERNANCE)
