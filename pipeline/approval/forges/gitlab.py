"""GitLab (CE and above): approvals, versions and system notes of the merged requests of a commit.

GitLab says who approved and when, not what: the approved head follows from the versions of the request.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import gitlab
from gitlab.client import GitlabList
from gitlab.exceptions import GitlabError, GitlabHttpError

from pipeline.approval.forges.port import Approval, ForgeFault, Request, Version
from pipeline.approval.forges.reading import flag, moment, number, rows, sha, table, text
from pipeline.approval.forges.web import Patience, Web
from pipeline.approval.policy import ForgeSetting

_PER_PAGE = 100
_MOST = 5_000  # rows of one list; a request with more is nobody's review
_APPROVED, _UNAPPROVED = "approved this merge request", "unapproved this merge request"


@dataclass(frozen=True, slots=True)
class _Word:
    """What a system note says that an account did."""

    account: int
    at: datetime
    approved: bool


class GitLab:
    """A connection to a GitLab server; the token needs `read_api` and is never shown."""

    kind = "gitlab"

    def __init__(
        self, setting: ForgeSetting, token: str, patience: Patience, authority: str | None = None
    ) -> None:
        self.address = setting.address
        self._client = gitlab.Gitlab(
            setting.address,
            private_token=token,
            session=Web(setting.address, patience, authority),
            keep_base_url=True,
        )

    def __repr__(self) -> str:
        return f"GitLab({self.address!r})"

    def requests(self, project: str, commit: str) -> tuple[Request, ...]:
        """Return the merged requests of a commit with their approvals; raises `ForgeFault`."""
        found = self._list(
            f"/projects/{project}/repository/commits/{commit}/merge_requests", {"state": "merged"}
        )
        return tuple(self._request(project, each) for each in found)

    def _request(self, project: str, told: Mapping[str, Any]) -> Request:
        target, iid = number(told.get("target_project_id")), number(told.get("iid"))
        results = [told.get(key) for key in ("merge_commit_sha", "squash_commit_sha", "sha")]
        merged = text(told.get("state")) == "merged"
        branch = text(told.get("target_branch"))
        approvals: tuple[Approval, ...] = ()
        versions: tuple[Version, ...] = ()
        if str(target) == project and merged:
            approvals, versions = self._approvals(project, iid), self._versions(project, iid)
        return Request(
            iid,
            str(target),
            branch,
            merged,
            number(table(told.get("author")).get("id")),
            tuple(dict.fromkeys(sha(r) for r in results if r is not None)),
            approvals,
            versions,
        )

    def _approvals(self, project: str, iid: int) -> tuple[Approval, ...]:
        path = f"/projects/{project}/merge_requests/{iid}"
        told = self._one(f"{path}/approvals")
        if told.get("iid", iid) != iid or str(told.get("project_id", project)) != project:
            raise ForgeFault("du-an-khac")
        entries = rows(told.get("approved_by"))
        said: dict[int, datetime | None] = {}
        for entry in entries:
            account, at = number(table(entry.get("user")).get("id")), entry.get("approved_at")
            said[account] = None if at is None else moment(at)
        if said and None not in said.values():
            return tuple(Approval(a, at, "", True) for a, at in sorted(said.items()) if at is not None)
        # Older servers do not say when, and nobody at all may mean that somebody took it back: ask the system's notes.
        newest = {word.account: word for word in sorted(self._words(path), key=lambda w: w.at)}
        found = [Approval(w.account, w.at, "", False) for w in newest.values() if not w.approved]
        for account, at in said.items():
            word = newest.get(account)
            if at is not None:
                found.append(Approval(account, at, "", True))
            elif word is not None and word.approved:
                found.append(Approval(account, word.at, "", True))
        return tuple(sorted(found, key=lambda a: (a.account, a.at)))

    def _words(self, path: str) -> Iterator[_Word]:
        for note in self._list(f"{path}/notes", {"sort": "asc", "order_by": "created_at"}):
            body = note.get("body")
            # whoever types the same words writes a note without the system's mark
            if flag(note.get("system")) and body in (_APPROVED, _UNAPPROVED):
                author = number(table(note.get("author")).get("id"))
                yield _Word(author, moment(note.get("created_at")), body == _APPROVED)

    def _versions(self, project: str, iid: int) -> tuple[Version, ...]:
        found = [
            Version(sha(v.get("head_commit_sha")), moment(v.get("created_at")), sha(v.get("base_commit_sha")))
            for v in self._list(f"/projects/{project}/merge_requests/{iid}/versions", {})
        ]
        return tuple(sorted(found, key=lambda v: (v.at, v.head)))

    def _list(self, path: str, query: Mapping[str, Any]) -> list[Mapping[str, Any]]:
        """Return a list to its last page; one of which a page may be missing is no answer."""
        asked = {**query, "per_page": _PER_PAGE}
        found: list[Any] = []
        try:
            pages = self._client.http_list(
                path, asked, iterator=True, obey_rate_limit=False, retry_transient_errors=False
            )
            if not isinstance(pages, GitlabList):
                raise ForgeFault("sai-dang")
            total = pages.total
            for row in pages:
                found.append(row)
                if len(found) > _MOST:
                    raise ForgeFault("qua-lon")
        except (GitlabError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
            raise _fault(error) from None
        cut = total is None and found and len(found) % _PER_PAGE == 0
        if cut or total not in (None, len(found)):
            raise ForgeFault("thieu-trang")
        return rows(found)

    def _one(self, path: str) -> Mapping[str, Any]:
        try:
            told = self._client.http_get(path, obey_rate_limit=False, retry_transient_errors=False)
        except (GitlabError, ValueError, RecursionError) as error:
            raise _fault(error) from None
        return table(told)


def _fault(error: Exception) -> ForgeFault:
    """Return the fault behind an error, whose own text may quote what the server said."""
    code = getattr(error, "response_code", None)
    if isinstance(error, GitlabHttpError | gitlab.exceptions.GitlabAuthenticationError) and code:
        return ForgeFault(f"http-{int(code)}")
    return ForgeFault("sai-dang")
