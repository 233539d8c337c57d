"""A forge on 127.0.0.1 that answers from recorded reviews and a real git repository, well or badly as it is told."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jsonschema

from pipeline.history.repository import Repository
from pipeline.history.view import MissingObject
from tests.forges.records import Pull, Records, account

SPEC = Path(__file__).resolve().parent / "spec"
TOKEN = "ma-thu-0123456789abcdef"
HUGE = 9_000_000


@cache
def validator(kind: str, name: str) -> jsonschema.protocols.Validator:
    """Return the check of one definition; a field that the definition does not know is refused."""
    told = json.loads((SPEC / f"{kind}.json").read_text("utf-8"))
    for definition in told["definitions"].values():
        if "properties" in definition:
            definition.setdefault("additionalProperties", False)
    schema = {"definitions": told["definitions"], "$ref": f"#/definitions/{name}"}
    return jsonschema.Draft4Validator(schema)


class Answer:
    """One answer: definition, value, and whether it is a list to be handed out in pages."""

    def __init__(self, name: str, value: Any, listed: bool = False, status: int = 200) -> None:
        self.name, self.value, self.listed, self.status = name, value, listed, status


class Fake:
    """The answers of one forge; `asked` and `wrong` tell what was asked and which answers broke the definitions."""

    def __init__(self, records: Records, repo: Repository) -> None:
        self.records, self.repo = records, repo
        self.asked: list[str] = []
        self.wrong: list[str] = []
        self.address = ""

    def answer(self, path: str, query: dict[str, str]) -> tuple[str, Answer]:
        """Return the name of a question and its answer."""
        routes = self._gitlab() if self.records.kind == "gitlab" else self._forgejo()
        for pattern, name, make in routes:
            found = re.fullmatch(pattern, path)
            if found:
                return name, make(*found.groups())
        return "?", Answer("", {"message": "404 Not Found"}, status=404)

    # -- GitLab -------------------------------------------------------------------------------------

    def _gitlab(self) -> list[tuple[str, str, Callable[..., Answer]]]:
        root = f"/api/v4/projects/{self.records.project}"
        return [
            (rf"{root}/repository/commits/([0-9a-f]+)/merge_requests", "requests", self._of_commit),
            (rf"{root}/merge_requests/([0-9]+)/approvals", "approvals", self._approvals),
            (rf"{root}/merge_requests/([0-9]+)/versions", "versions", self._versions),
            (rf"{root}/merge_requests/([0-9]+)/notes", "notes", self._notes),
        ]

    def _of_commit(self, commit: str) -> Answer:
        if not self._exists(commit):
            return Answer("", {"message": "404 Commit Not Found"}, status=404)
        found = [p for p in self.records.pulls if p.state == "merged" and self._holds(p, commit)]
        return Answer("MergeRequest", [self._merge_request(p) for p in found], listed=True)

    def _merge_request(self, p: Pull) -> dict[str, Any]:
        return {
            "id": 1000 + p.number,
            "iid": p.number,
            "project_id": int(p.project),
            "target_project_id": int(p.project),
            "source_project_id": int(p.project),
            "title": "Nguyễn Văn A gửi bài",
            "description": None,
            "state": p.state,
            "source_branch": p.branch,
            "target_branch": p.target,
            "created_at": stamp(p.at),
            "updated_at": stamp(p.merged_at or p.at),
            "merged_at": stamp(p.merged_at) if p.merged_at else None,
            "author": self._gitlab_user(p.by),
            "sha": p.head,
            "merge_commit_sha": p.merge_commit,
            "squash_commit_sha": p.squash_commit,
            "squash": p.squash_commit is not None,
            "draft": False,
        }

    def _gitlab_user(self, name: str) -> dict[str, Any]:
        return {
            "id": account(name, "gitlab"),
            "username": name,
            "name": f"Ông {name}",
            "state": "active",
            "web_url": f"{self.address}/{name}",
        }

    def _approvals(self, number: str) -> Answer:
        pull = self._pull(number)
        rows = []
        for review in self.records.approvers(pull):
            row = {"user": self._gitlab_user(review.by)}
            rows.append(row | ({"approved_at": stamp(review.at)} if self.records.with_times else {}))
        told = {
            "approved": bool(rows),
            "user_has_approved": False,
            "user_can_approve": False,
            "approved_by": rows,
        }
        return Answer("Approvals", told)

    def _versions(self, number: str) -> Answer:
        pull = self._pull(number)
        rows = [
            {
                "id": 10 * pull.number + i,
                "merge_request_id": 1000 + pull.number,
                "head_commit_sha": head,
                "base_commit_sha": base,
                "start_commit_sha": base,
                "patch_id_sha": None,
                "created_at": stamp(at),
                "state": "collected",
                "real_size": "1",
            }
            for i, (head, at, base) in enumerate(pull.versions)
        ]
        return Answer("Version", rows[::-1], listed=True)

    def _notes(self, number: str) -> Answer:
        pull = self._pull(number)
        rows = [
            {
                "id": 100 * pull.number + i,
                "type": None,
                "body": note.body,
                "author": self._gitlab_user(note.by),
                "created_at": stamp(note.at),
                "updated_at": stamp(note.at),
                "system": note.system,
                "noteable_id": 1000 + pull.number,
                "noteable_iid": pull.number,
                "noteable_type": "MergeRequest",
                "project_id": int(pull.project),
                "internal": False,
                "resolvable": False,
            }
            for i, note in enumerate(pull.notes)
        ]
        return Answer("Note", rows, listed=True)

    # -- Forgejo ------------------------------------------------------------------------------------

    def _forgejo(self) -> list[tuple[str, str, Callable[..., Answer]]]:
        root = f"/api/v1/repos/{self.records.project}"
        return [
            (root, "project", lambda: Answer("Repository", self._repository(self.records.project))),
            (rf"{root}/commits/([0-9a-f]+)/pull", "requests", self._pull_of_commit),
            (rf"{root}/pulls/([0-9]+)/reviews", "reviews", self._reviews),
            (rf"{root}/issues/([0-9]+)/timeline", "timeline", self._timeline),
        ]

    def _repository(self, project: str) -> dict[str, Any]:
        owner, name = project.split("/")
        return {
            "id": 5,
            "name": name,
            "full_name": project.upper(),  # names there differ in letter case alone and are the same
            "owner": self._forgejo_user(owner),
            "private": True,
            "archived": False,
            "empty": False,
            "has_pull_requests": True,
            "default_branch": "main",
            "permissions": {"admin": False, "push": False, "pull": True},
        }

    def _forgejo_user(self, name: str) -> dict[str, Any]:
        return {
            "id": account(name, "forgejo"),
            "login": name,
            "full_name": f"Ông {name}",
            "active": True,
            "created": "2026-01-01T00:00:00Z",
        }

    def _pull_of_commit(self, commit: str) -> Answer:
        found = [p for p in self.records.pulls if commit in (p.merge_commit, p.squash_commit)]
        if not found:
            return Answer("", {"message": "pull request does not exist"}, status=404)
        p = found[-1]
        told = {
            "id": 1000 + p.number,
            "number": p.number,
            "title": "Nguyễn Văn A gửi bài",
            "state": "closed",
            "user": self._forgejo_user(p.by),
            "base": self._side(p.project, p.target, p.versions[-1][2]),
            "head": self._side(p.project, p.branch, p.head),
            "merge_base": p.versions[-1][2],
            "merged": p.state == "merged",
            "merged_at": stamp(p.merged_at) if p.merged_at else stamp(p.at),
            "merge_commit_sha": p.merge_commit or p.squash_commit,
            "created_at": stamp(p.at),
            "updated_at": stamp(p.at),
        }
        return Answer("PullRequest", told)

    def _side(self, project: str, branch: str, sha: str) -> dict[str, Any]:
        return {"label": branch, "ref": branch, "repo": self._repository(project), "repo_id": 5, "sha": sha}

    def _reviews(self, number: str) -> Answer:
        pull = self._pull(number)
        rows = [
            {
                "id": 100 * pull.number + i + 1,
                "user": self._forgejo_user(r.by),
                "state": r.state,
                "body": "Đã đọc.",
                "commit_id": r.head,
                "stale": False,  # as the forge may say even when it is not so
                "official": False,
                "dismissed": r.dismissed,
                "comments_count": 0,
                "submitted_at": stamp(r.at),
                "updated_at": stamp(r.at),
            }
            for i, r in enumerate(pull.reviews)
        ]
        return Answer("PullReview", rows, listed=True)

    def _timeline(self, number: str) -> Answer:
        pull = self._pull(number)
        told = [("change_target_branch", at, old, new) for at, old, new in pull.turns]
        told += [("comment", note.at, "", "") for note in pull.notes if not note.system]
        told += [("merge_pull", pull.merged_at, "", "")] if pull.merged_at else []
        rows = [
            {
                "id": 100 * pull.number + i + 50,
                "type": kind,
                "body": "",
                "old_ref": old,
                "new_ref": new,
                "user": self._forgejo_user(pull.by),
                "created_at": stamp(at),
                "updated_at": stamp(at),
            }
            for i, (kind, at, old, new) in enumerate(sorted(told, key=lambda each: each[1]))
        ]
        return Answer("TimelineComment", rows, listed=True)

    # -- the repository -----------------------------------------------------------------------------

    def _pull(self, number: str) -> Pull:
        return next(p for p in self.records.pulls if p.number == int(number))

    def _exists(self, commit: str) -> bool:
        return self.repo.resolve(commit) is not None

    def _holds(self, pull: Pull, commit: str) -> bool:
        """Return whether GitLab connects a commit with a request: by its results or by the commits in it."""
        if commit in (pull.merge_commit, pull.squash_commit):
            return True
        return any(
            commit in {c.sha for c in self.repo.commits_between(self._origin(head), head)}
            for head, _, _ in pull.versions
        )

    def _origin(self, head: str) -> str:
        """Return where a head left main; for a rebased one, the commit before it."""
        try:
            origin = self.repo.merge_base(self.repo.head("main"), head)
            return self.repo.commit(head).parents[0] if origin == head else origin
        except MissingObject:
            return head


def stamp(at: datetime) -> str:
    """Return a time as both forges write it."""
    return at.isoformat(timespec="milliseconds")


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    fake: Fake

    def log_message(self, *args: Any) -> None:
        """Stay quiet."""

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        query = {k: v[-1] for k, v in parse_qs(parts.query).items()}
        fake, records = self.fake, self.fake.records
        given = {self.headers.get("PRIVATE-TOKEN"), self.headers.get("Authorization")}
        if not given & ({TOKEN} if records.kind == "gitlab" else {f"token {TOKEN}"}):
            return self._send(401, b'{"message":"401 Unauthorized"}', {})
        name, answer = fake.answer(parts.path, query)
        fake.asked.append(name)
        for fault in records.faults:
            if fault.where in ("", name) and fault.times >= 0:
                if fault.times:
                    fault.times = fault.times - 1 or -1
                if self._badly(fault.what, fault.value, answer):
                    return None
        return self._well(answer, query, parts.path)

    def _badly(self, what: str, value: Any, answer: Answer) -> bool:
        """Answer as a fault tells; return whether that was all."""
        match what:
            case "status":
                headers = {"Retry-After": str(value[1])} if isinstance(value, list) else {}
                status = value[0] if isinstance(value, list) else value
                self._send(int(status), b'{"message":"no"}', headers)
            case "silent":
                time.sleep(0.6)  # longer than the client of the tests waits
                self.close_connection = True
            case "drop":
                self.close_connection = True
            case "garbage":
                self._send(200, str(value or "{").encode(), {})
            case "redirect":
                self._send(302, b"", {"Location": str(value)})
            case "huge":
                self._send(200, b"[" + b" " * HUGE + b"]", {})
            case "cut":
                answer.value = answer.value[:-1]
                answer.name = f"cut {answer.name}"
                return False
            case "set":
                rows = answer.value if isinstance(answer.value, list) else [answer.value]
                for row in rows:
                    row.update(value)
                answer.name = ""
                return False
        return True

    def _well(self, answer: Answer, query: dict[str, str], path: str) -> None:
        fake, records = self.fake, self.fake.records
        value, headers, name = answer.value, {}, answer.name.removeprefix("cut ")
        if name:
            rows = value if answer.listed else [value]
            broken = [e.message for row in rows for e in validator(records.kind, name).iter_errors(row)]
            fake.wrong.extend(f"{name}: {e}" for e in broken)
        if answer.listed:
            total = len(value) + answer.name.startswith("cut ")
            asked = int(query.get("per_page") or query.get("limit") or 20)
            size, page = min(asked, records.page_size), int(query.get("page", 1))
            more = page * size < len(value)
            value = value[(page - 1) * size : page * size]
            if records.kind == "gitlab":
                headers = {
                    "X-Page": str(page),
                    "X-Per-Page": str(size),
                    "X-Next-Page": str(page + 1) if more else "",
                }
                if more:
                    rest = "&".join(f"{k}={v}" for k, v in {**query, "page": page + 1}.items())
                    headers["Link"] = f'<{fake.address}{path}?{rest}>; rel="next"'
            if records.with_totals:
                headers["X-Total" if records.kind == "gitlab" else "X-Total-Count"] = str(total)
        body = json.dumps(value, ensure_ascii=False).encode()
        self._send(answer.status, body, headers)

    def _send(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that gave up is no error of the server."""


@contextmanager
def serving(records: Records, folder: Path) -> Iterator[Fake]:
    """Serve a forge's records over a repository while the block runs."""
    repo = Repository.open(folder)
    fake = Fake(records, repo)
    handler = type("Handler", (_Handler,), {"fake": fake})
    server = _Server(("127.0.0.1", 0), handler)
    fake.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield fake
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
        repo.close()
    assert not fake.wrong, fake.wrong
