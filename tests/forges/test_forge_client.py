"""The connection itself: what it needs, what it never shows, how patient it is, what it refuses to follow."""

from __future__ import annotations

import email.utils
import json
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from pipeline.approval.authority import Traces, own_work
from pipeline.approval.forges.answers import Answer, parse_answer
from pipeline.approval.forges.connect import connect, variables
from pipeline.approval.forges.port import (
    Approval,
    ForgeFault,
    ForgeRecord,
    Request,
    Version,
    approved_head,
    shown_from,
)
from pipeline.approval.forges.web import Patience, Web
from pipeline.approval.policy import forge_setting, parse_policy
from pipeline.approval.roster import Person, Roster
from pipeline.approval.strictfile import BadFile
from pipeline.errors import UsageError
from tests.storytelling.world import POLICY, dump

SECRET = "bi-mat-0123456789"
A, B = "a" * 40, "b" * 40
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


class Script(BaseHTTPRequestHandler):
    """Answers one line of a script after the other: status, headers, body."""

    lines: list[tuple[int, dict[str, str], bytes]]
    seen: list[dict[str, str]]

    def log_message(self, *args: Any) -> None: ...

    def do_GET(self) -> None:
        self.seen.append(dict(self.headers))
        status, headers, body = self.lines.pop(0) if len(self.lines) > 1 else self.lines[0]
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def server(*lines: tuple[int, dict[str, str], bytes]) -> Iterator[tuple[str, list[dict[str, str]]]]:
    handler = type("Handler", (Script,), {"lines": list(lines), "seen": []})
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{httpd.server_address[1]}", handler.seen
    finally:
        httpd.shutdown()
        httpd.server_close()


OK = (200, {}, b"[]")


@pytest.mark.parametrize(
    ("lines", "pauses", "fault"),
    [
        ([(500, {}, b""), (502, {}, b""), OK], [1.0, 2.0], ""),
        ([(429, {"Retry-After": "7"}, b""), OK], [7.0], ""),
        ([(429, {"Retry-After": "0"}, b""), OK], [1.0], ""),
        ([(429, {"Retry-After": email.utils.formatdate(1_000_030, usegmt=True)}, b""), OK], [30.0], ""),
        ([(429, {"Retry-After": "mai"}, b""), OK], [1.0], ""),
        ([(429, {"Retry-After": "Mon, 01 Jan 99999999999999999999 00:00:00 GMT"}, b""), OK], [1.0], ""),
        ([(429, {"Retry-After": "61"}, b""), OK], [], "gioi-han"),
        ([(503, {}, b"")], [1.0, 2.0, 4.0], "http-503"),
        ([(302, {"Location": "https://noi-khac.example/"}, b"")], [], "chuyen-huong"),
        ([(200, {"Content-Encoding": "gzip"}, b"x")], [], "sai-dang"),
        ([(200, {}, b"x" * 2_000)], [], "qua-lon"),
    ],
)
def test_a_busy_server_is_asked_again_and_a_strange_one_is_not(
    lines: list[tuple[int, dict[str, str], bytes]], pauses: list[float], fault: str
) -> None:
    slept: list[float] = []
    patience = Patience(timeout=2, size=1_000, sleep=slept.append, clock=lambda: 1_000_000.0)
    with server(*lines) as (address, _):
        told = ""
        try:
            assert Web(address, patience).request("get", address + "/x").content == b"[]"
        except ForgeFault as error:
            told = error.code
    assert (slept, told) == (pauses, fault)


def test_a_dead_server_is_given_up_for_the_run_and_pauses_have_an_end() -> None:
    slept: list[float] = []
    with server((503, {"Retry-After": "50"}, b"")) as (address, seen):
        web = Web(address, Patience(timeout=2, sleep=slept.append, all_pauses=120))
        for _ in range(20):
            with pytest.raises(ForgeFault):
                web.request("get", address)
        assert sum(slept) <= 120
        assert len(seen) <= 6


def test_surroundings_and_other_servers_get_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    home = tmp_path_factory.mktemp("nha")
    (home / ".netrc").write_text("machine 127.0.0.1 login la password la\n", "utf-8")
    (home / ".netrc").chmod(0o600)
    monkeypatch.setenv("NETRC", str(home / ".netrc"))
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    with server((200, {}, b"[]")) as (address, seen):
        web = Web(address, Patience(timeout=2))
        web.headers["Authorization"] = f"token {SECRET}"
        web.request("get", address)
        assert seen[0]["Authorization"] == f"token {SECRET}"
        for elsewhere in (
            "http://127.0.0.2:9/",
            address.replace("http:", "https:"),
            "http://[",
            address + "9/",
        ):
            with pytest.raises(ForgeFault, match="may-chu-khac"):
                web.request("get", elsewhere)
        with pytest.raises(ForgeFault):
            web.request("post", address)
        assert len(seen) == 1


@pytest.mark.parametrize(("kind", "project"), [("gitlab", "42"), ("forgejo", "tinh/cong")])
def test_a_token_is_nowhere_to_be_seen(kind: str, project: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    url, place, token = variables(kind)
    with server((401, {"Content-Type": "application/json"}, json.dumps({"message": SECRET}).encode())) as (
        address,
        _,
    ):
        made = connect(kind, {url: address, place: project, token: SECRET}, patience=Patience(timeout=2))
        assert SECRET not in repr(made)
        with pytest.raises(ForgeFault) as caught:
            made.forge.requests(project, A)
    told = "".join(traceback.format_exception(caught.value))
    assert caught.value.code == "http-401"
    assert SECRET not in told and SECRET not in caplog.text
    with pytest.raises(UsageError) as wrong:
        connect(kind, {url: address, place: project, token: SECRET + "\nX: y"})
    assert SECRET not in str(wrong.value) + wrong.value.message.vi + wrong.value.hint.vi


def test_what_is_missing_is_named() -> None:
    with pytest.raises(UsageError) as error:
        connect("gitlab", {"CONGTINH_GITLAB_PROJECT": "42"})
    assert "CONGTINH_GITLAB_URL, CONGTINH_GITLAB_TOKEN" in error.value.message.vi
    assert "CONGTINH_GITLAB_PROJECT" not in error.value.message.vi
    with pytest.raises(UsageError) as error:
        connect("forgejo", {"CONGTINH_FORGEJO_TOKEN": SECRET}, "http://git.example", "tinh/cong")
    assert "https://" in error.value.message.vi


@pytest.mark.parametrize(
    ("kind", "address", "project", "good"),
    [
        ("gitlab", "https://git.example", "42", True),
        ("gitlab", "https://git.example:8443/git/", "42", True),
        ("forgejo", "https://GIT.example", "Tinh/cong.kho", True),
        ("forgejo", "http://127.0.0.1:3000", "a/b", True),
        ("gitlab", "http://git.example", "42", False),
        ("gitlab", "https://git.example", "tinh/cong", False),
        ("gitlab", "https://git.example", "042", False),
        ("gitlab", "https://ai@git.example", "42", False),
        ("gitlab", "https://git.example?x=1", "42", False),
        ("gitlab", "https://git.example:99999", "42", False),
        ("gitlab", "https://", "42", False),
        ("gitlab", "ftp://git.example", "42", False),
        ("forgejo", "https://git.example", "../x", False),
        ("forgejo", "https://git.example", "a/b/c", False),
        ("forgejo", "https://git.example/a b", "a/b", False),
        ("github", "https://git.example", "a/b", False),
    ],
)
def test_addresses_and_projects_are_of_one_form(kind: str, address: str, project: str, good: bool) -> None:
    try:
        setting = forge_setting(kind, address, project)
    except ValueError:
        assert not good
    else:
        assert good
        assert setting.address == setting.address.rstrip("/") and "GIT" not in setting.address


@pytest.mark.parametrize(
    ("settings", "good"),
    [
        ({"forge": {"loai": "gitlab", "dia_chi": "https://git.example", "du_an": 42}}, True),
        ({"forge": {"loai": "forgejo", "dia_chi": "https://git.example", "du_an": "a/b"}, "api": True}, True),
        ({"forge": {"loai": "gitlab", "dia_chi": "https://git.example", "du_an": True}}, False),
        ({"forge": {"loai": "gitlab", "dia_chi": "https://git.example"}}, False),
        ({"forge": {"loai": "gitlab", "dia_chi": "https://git.example", "du_an": 42, "token": "x"}}, False),
        ({"forge": "gitlab"}, False),
        ({"api": "no"}, False),
    ],
)
def test_a_site_names_its_forge_in_the_policy(settings: dict[str, Any], good: bool) -> None:
    raw = dump({**POLICY, "trang": {"gialai": settings}})
    if good:
        assert parse_policy(raw).forges["gialai"].kind in ("gitlab", "forgejo")
    else:
        with pytest.raises(BadFile):
            parse_policy(raw)


def minutes(n: float) -> datetime:
    return NOON + timedelta(minutes=n)


@pytest.mark.parametrize(
    ("versions", "at", "head"),
    [
        ([(A, 0)], 0, A),
        ([(A, 0)], 0.1, A),
        ([(A, 0), (B, 10)], 5, A),
        ([(A, 0), (B, 10)], 12, B),
        ([(A, 0), (B, 10)], 10.5, None),
        ([(A, 0), (B, 10)], 10, None),
        ([(A, 0), (B, 10)], -1, None),
        ([(A, 0), (B, 0)], 5, None),
        ([(A, 0), (B, 9.8), (A, 9.9)], 10, None),
        ([(A, 0), (A, 9.9)], 10, A),
        ([], 10, None),
    ],
)
def test_the_approved_head_is_the_newest_that_was_there_to_see(
    versions: list[tuple[str, float]], at: float, head: str | None
) -> None:
    told = tuple(Version(h, minutes(n), B) for h, n in versions)
    request = Request(1, "42", "main", True, 5, (A,), (), told)
    assert approved_head(request, Approval(7, minutes(at), "", True)) == head
    assert approved_head(request, Approval(7, minutes(at), B, True)) == B


def test_a_kept_answer_reads_back_as_it_was_and_nothing_else_does() -> None:
    request = Request(
        1, "42", "main", True, 5, (A, B), (Approval(7, NOON, "", True),), (Version(A, NOON, B),), A, B
    )
    answer = Answer(ForgeRecord("gitlab", "https://git.example", "42", A, (request,)), ("daklak",))
    assert parse_answer(answer.text) == answer
    assert shown_from(request, A) == B and shown_from(request, B) is None
    told = json.loads(answer.text)
    for broken in (
        "",
        "[]",
        "[" * 100_000,
        json.dumps({**told, "kieu": "khac"}),
        json.dumps({**told, "buoc": "main"}),
        json.dumps({**told, "yeu_cau": [{}]}),
        json.dumps({**told, "yeu_cau": [{**told["yeu_cau"][0], "so": 1.5}]}),
        json.dumps({**told, "yeu_cau": [{**told["yeu_cau"][0], "ket_qua": 5}]}),
    ):
        with pytest.raises(ForgeFault):
            parse_answer(broken)


def test_somebody_with_two_accounts_is_one_person() -> None:
    def board(site: str, person: str, accounts: dict[str, int]) -> Roster:
        return Roster(site, "", (Person(person, person, "", accounts, ()),), (), ())

    one = board("daklak", "an", {"gitlab": 1, "forgejo": 9})
    other = board("gialai", "an-2", {"gitlab": 2, "forgejo": 9})
    nobody = Traces(frozenset(), frozenset())
    opened = Traces(frozenset(), frozenset(), frozenset({("gitlab", 2)}))
    assert own_work((one, other), "daklak", "an", nobody | opened)
    assert not own_work((one, other), "daklak", "an", nobody)
    assert not own_work((one,), "daklak", "an", opened)
