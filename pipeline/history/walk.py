"""What main's history holds, kept while the walk over its steps goes on.

A branch is followed back until every way has reached a commit of main. So who contributed and where the
branch began is known without a process for each step. Whatever is not plain is left to git.
"""

from __future__ import annotations

from collections.abc import Callable

from pipeline.history.commits import CommitInfo, MalformedCommit
from pipeline.history.view import MissingObject

_LONGEST = 10_000  # commits of one branch


class Mainline:
    """The commits that main has since an anchor, up to where the walk stands.

    `held` is always the anchor and all ancestors of `at` that are not ancestors of the anchor. A way back from
    some head that goes round the anchor meets none of them and ends at a root, so it is never mistaken.
    """

    def __init__(self, read: Callable[[str], CommitInfo], anchor: str) -> None:
        self._read = read
        self.at = anchor
        self._held = {anchor}
        self._places = {anchor: 0}  # of main's own commits

    def move(self, commit: str, brought: tuple[CommitInfo, ...]) -> None:
        """Go on to a commit of main that brings these commits, itself among them."""
        self._held.update(c.sha for c in brought)
        self._places[commit] = len(self._places)
        self.at = commit

    def beyond(self, head: str) -> tuple[tuple[CommitInfo, ...], frozenset[str]] | None:
        """Return the commits that a head has beyond main, and the commits of main on which they stand.

        None where that cannot be told from here: some way back does not lead to main since the anchor.
        """
        if head in self._held:
            return (), frozenset({head})
        found: dict[str, CommitInfo] = {}
        met: set[str] = set()
        waiting = [head]
        while waiting:
            sha = waiting.pop()
            if sha in found:
                continue
            if sha in self._held:
                met.add(sha)
                continue
            try:
                info = found[sha] = self._read(sha)
            except (MissingObject, MalformedCommit):
                return None
            if not info.parents or len(found) > _LONGEST:
                return None
            waiting.extend(info.parents)
        return tuple(found.values()), frozenset(met)

    def origin(self, base: str, head: str) -> str | None:
        """Return the one common origin of a commit of main and a head, None where git must be asked.

        What the head has beyond main is in no commit of main. If it stands on one commit only, and `base` has
        that one, then it is what both have, and everything else that both have lies behind it.
        """
        told = self.beyond(head)
        if told is None or len(told[1]) != 1:
            return None
        (met,) = told[1]
        if met == base:
            return met
        place, limit = self._places.get(met), self._places.get(base)
        return met if place is not None and limit is not None and place <= limit else None
