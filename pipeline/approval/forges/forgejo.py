"""Forgejo and Gitea: the merged request of a commit and its reviews, over their REST API.

A review names the head that it was given for. Its mark `stale` is not relied on: a file that is put back to its base
content after the approval goes unnoticed there.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from pipeline.approval.forges.port import Approval, ForgeFault, Request
from pipeline.approval.forges.reading import flag, moment, number, rows, sha, table, text
from pipeline.approval.forges.web import Patience, Web
from pipeline.approval.policy import ForgeSetting

_PER_PAGE = 50
_MOST_PAGES, _MOST_EMPTY = 100, 20  # of them one after the other
_APPROVED, _CHANGES = "APPROVED", "REQUEST_CHANGES"
_TURNED, _MERGED = "change_target_branch", "merge_pull"  # events of a request


class Forgejo:
    """A connection to a Forgejo or Gitea server; the token needs to read repositories and issues, nothing else."""

    kind = "forgejo"

    def __init__(
        self, setting: ForgeSetting, token: str, patience: Patience, authority: str | None = None
    ) -> None:
        self.address = setting.address
        self._web = Web(setting.address, patience, authority)
        self._web.headers["Authorization"] = f"token {token}"
        self._seen: set[str] = set()

    def __repr__(self) -> str:
        return f"Forgejo({self.address!r})"

    def requests(self, project: str, commit: str) -> tuple[Request, ...]:
        """Return the merged request of a commit with its reviews; raises `ForgeFault`."""
        self._must_see(project)
        answer, _ = self._get(f"/repos/{project}/commits/{commit}/pull", missing=True)
        return () if answer is None else (self._request(project, table(answer)),)

    def _must_see(self, project: str) -> None:
        """Raise where the token does not show the project: "no such request" would then mean nothing."""
        if project in self._seen:
            return
        told = table(self._get(f"/repos/{project}")[0])
        if text(told.get("full_name")).lower() != project:
            raise ForgeFault("du-an-khac")
        if not flag(told.get("has_pull_requests")) or not flag(table(told.get("permissions")).get("pull")):
            raise ForgeFault("http-403")
        self._seen.add(project)

    def _request(self, project: str, told: Mapping[str, Any]) -> Request:
        base = table(told.get("base"))
        where = text(table(base.get("repo")).get("full_name")).lower()
        index, merged = number(told.get("number")), flag(told.get("merged"))
        result = told.get("merge_commit_sha")
        here = where == project and merged
        return Request(
            index,
            where,
            text(base.get("ref")),
            merged,
            number(table(told.get("user")).get("id")),
            (sha(result),) if result else (),
            self._approvals(project, index) if here else (),
            head=sha(table(told.get("head")).get("sha")),
            base=sha(told.get("merge_base")),
        )

    def _approvals(self, project: str, index: int) -> tuple[Approval, ...]:
        """Return each account's newest word; what was said before the request was turned to another branch names no head.

        A review tells its commit and not the branch that it was compared with, so what was shown cannot be told then.
        """
        found = _newest(self._reviews(project, index))
        turned = self._turned(project, index) if any(a.stands for a in found) else None
        if turned is None:
            return found
        return tuple(replace(a, head="") if a.at <= turned else a for a in found)

    def _turned(self, project: str, index: int) -> datetime | None:
        """Return when a merged request was last turned to another branch, None for never.

        The list of events is read until the merge itself, after which no request is turned: neither its totals nor an
        empty page tell its end, since what the token may not see is left out of a page.
        """
        newest: datetime | None = None
        empty = 0
        for page in range(1, _MOST_PAGES + 1):
            path = f"/repos/{project}/issues/{index}/timeline"
            events = rows(self._get(path, {"page": page, "limit": _PER_PAGE})[0] or [])
            for event in events:
                if text(event.get("type")) == _TURNED:
                    at = moment(event.get("created_at"))
                    newest = at if newest is None else max(at, newest)
            if any(event["type"] == _MERGED for event in events):
                return newest
            empty = 0 if events else empty + 1
            if empty > _MOST_EMPTY:
                break
        raise ForgeFault("thieu-trang")

    def _reviews(self, project: str, index: int) -> list[Mapping[str, Any]]:
        """Return the reviews to the last page, which only an empty page or the told total proves."""
        found: list[Mapping[str, Any]] = []
        for page in range(1, _MOST_PAGES + 1):
            path = f"/repos/{project}/pulls/{index}/reviews"
            answer, total = self._get(path, {"page": page, "limit": _PER_PAGE})
            here = rows(answer)
            found.extend(here)
            if total is not None and len(found) >= total:
                break
            if not here:
                if total is not None:
                    raise ForgeFault("thieu-trang")
                break
        else:
            raise ForgeFault("qua-lon")
        if len({number(r.get("id")) for r in found}) != len(found) or total not in (None, len(found)):
            raise ForgeFault("thieu-trang")  # the list moved while it was read
        return found

    def _get(
        self, path: str, query: Mapping[str, Any] | None = None, missing: bool = False
    ) -> tuple[Any, int | None]:
        """Return an answer with the total of its list; with `missing`, None stands for "there is none"."""
        response = self._web.request("get", f"{self.address}/api/v1{path}", params=query)
        if missing and response.status_code == 404:
            return None, None
        if response.status_code != 200:
            raise ForgeFault(f"http-{response.status_code}")
        total = response.headers.get("X-Total-Count")
        try:
            return json.loads(response.content), None if total is None else int(total)
        except (ValueError, RecursionError):
            raise ForgeFault("sai-dang") from None


def _newest(reviews: Sequence[Mapping[str, Any]]) -> tuple[Approval, ...]:
    """Return each account's newest word; somebody who never approved has none."""
    approved: set[int] = set()
    newest: dict[int, Approval] = {}
    told = [r for r in reviews if text(r.get("state")) in (_APPROVED, _CHANGES) and r.get("user")]
    for review in sorted(told, key=lambda r: (moment(r.get("submitted_at")), number(r.get("id")))):
        account = table(review["user"]).get("id")
        if isinstance(account, int) and account < 0:
            continue  # the ghost, who stands for everybody that was deleted
        yes, dismissed = review["state"] == _APPROVED, flag(review.get("dismissed"))
        if not yes and dismissed:
            continue  # a demand that was set aside takes nothing back
        if yes:
            approved.add(number(account))
        newest[number(account)] = Approval(
            number(account),
            moment(review.get("submitted_at")),
            sha(review.get("commit_id")),
            yes and not dismissed,
        )
    return tuple(newest[a] for a in sorted(newest) if a in approved)
