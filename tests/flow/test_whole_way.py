"""From merge requests to published sites, on the sample content with real keys and real merges."""

from __future__ import annotations

import hashlib
import json
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.cli.main import main
from pipeline.clock.now import parse_time
from pipeline.demo.requests import REQUESTS
from pipeline.demo.scenario import CLOCK, Scene
from pipeline.demo.table import HEAD, request_rows
from pipeline.flow import FlowResult, Status, Workplace, run
from pipeline.history.repository import Repository
from pipeline.publish import releases, rollback
from pipeline.publish.manifest import verify
from pipeline.source.registry import load_registry

ROOT = Path(__file__).resolve().parent.parent.parent
SITES = load_registry(ROOT)[0].sites
# The session's repository and its releases are made once, so these tests stay on one worker.
pytestmark = pytest.mark.xdist_group("flow")


def current(place: Workplace, site: str) -> Path:
    return place.public / SITES[site].domain / "current"


def slug(number: int) -> str:
    return Path(REQUESTS[number - 1].path).stem


def test_every_site_is_published_and_verifies(result: FlowResult, place: Workplace) -> None:
    assert {s.site: s.status for s in result.sites} == dict.fromkeys(sorted(SITES), Status.PUBLISHED)
    for site in SITES:
        assert verify(current(place, site).resolve()).release.site == site


def test_approved_requests_are_online_and_refused_ones_are_nowhere(
    scene: Scene, result: FlowResult, place: Workplace
) -> None:
    published = {1, 2}
    for request in REQUESTS:
        texts = [
            p
            for p in current(place, request.site).rglob("*")
            if p.is_file() and slug(request.number) in str(p)
        ]
        named = [
            p
            for p in current(place, request.site).rglob("*")
            if p.suffix in {".html", ".xml", ".json", ".txt"} and slug(request.number) in p.read_text("utf-8")
        ]
        if request.number in published:
            assert texts and named, request.story
        else:
            assert not texts and not named, request.story


def test_the_gate_names_the_reason_of_each_refusal(scene: Scene, result: FlowResult) -> None:
    gates = [
        row[[head.vi for head in HEAD].index("Cổng duyệt")] for row in request_rows(scene.played, result)
    ]
    assert gates == ["ĐẠT", "ĐẠT", "KHONG_CO_UY_QUYEN", "TU_DUYET", "chưa trình", "chưa trình"]


def test_the_checks_stop_what_is_wrong_before_anybody_approves(scene: Scene) -> None:
    found = [sorted({f.code for f in p.report.errors}) for p in scene.played]
    assert found == [[], [], [], [], ["NG001"], ["SD008"]]
    assert [p.merge is None for p in scene.played] == [False] * 4 + [True] * 2


def test_every_page_of_a_demonstration_says_so_and_hides_from_search_engines(
    result: FlowResult, place: Workplace
) -> None:
    pages = [p for site in SITES for p in current(place, site).rglob("*.html")]
    assert len(pages) > 400
    for page in pages:
        text = page.read_text("utf-8")
        assert "TRÌNH DIỄN" in text or "DEMONSTRATION" in text, page
        assert re.search(r'<meta name="robots" content="noindex', text), page


def test_no_page_asks_another_host_for_anything(result: FlowResult, place: Workplace) -> None:
    loads = re.compile(
        r'<(?:script|img|iframe|link rel="(?:stylesheet|icon|preload)")[^>]*(?:src|href)="(//|https?:)'
    )
    for site in SITES:
        for page in current(place, site).rglob("*.html"):
            assert not loads.search(page.read_text("utf-8")), page


def test_receipts_and_tip_name_the_lines_of_the_ledger(
    scene: Scene, result: FlowResult, place: Workplace
) -> None:
    lines = (place.approval / "so-cai.jsonl").read_bytes().splitlines()
    site = current(place, "daklak")
    told = json.loads((site / "phe-duyet.json").read_text("utf-8"))
    assert told["ledger"]["tip"] == hashlib.sha256(lines[-1]).hexdigest()
    assert (told["ledger"]["lines"], told["anchor"]) == (len(lines), scene.anchor)
    item = site / f"tin-tuc/2026/11/{slug(1)}"
    receipt = json.loads((item / "phieu-duyet" / "phieu-duyet.json").read_text("utf-8"))
    line = lines[receipt["ledger"]["line"] - 1]
    assert receipt["ledger"]["sha256"] == hashlib.sha256(line).hexdigest()
    assert json.loads(line)["buoc"] == receipt["commit"] == scene.played[0].merge
    assert json.loads(line)["thay_doi"] == receipt["change"]
    (approval,) = receipt["approvals"]
    assert approval["decision"] in (item / "index.html").read_text("utf-8")
    assert receipt["text"]["sha256"] == hashlib.sha256((item / "noi-dung.txt").read_bytes()).hexdigest()
    others = [
        p for p in site.rglob("phieu-duyet.json") if json.loads(p.read_bytes())["state"] == "before-ledger"
    ]
    assert others


def test_a_second_run_changes_nothing(scene: Scene, result: FlowResult, place: Workplace) -> None:
    with Repository.open(scene.repository) as repository:
        again = run(repository, scene.anchor, "main", place, CLOCK)
    assert {s.status for s in again.sites} == {Status.UNCHANGED}
    assert again.exit_code == 3
    assert len(list(place.trees.iterdir())) == 1  # what earlier runs exported is gone


def test_a_release_can_be_rolled_back_and_comes_again(
    scene: Scene, result: FlowResult, place: Workplace
) -> None:
    site = SITES["daklak"]
    merge = scene.played[0].merge
    assert merge
    own = Workplace(place.state / "rollback")
    with Repository.open(scene.repository) as repository:
        before = repository.commit(merge).parents[0]
        run(repository, scene.anchor, before, own, CLOCK, sites=["daklak"])
        run(repository, scene.anchor, merge, own, CLOCK, sites=["daklak"])
        assert (current(own, "daklak") / f"tin-tuc/2026/11/{slug(1)}/index.html").exists()
        back = rollback(own.public, own.locks, site.domain, CLOCK)
        assert not (current(own, "daklak") / f"tin-tuc/2026/11/{slug(1)}").exists()
        assert (
            back.id != releases(own.public, site.domain)[-1].id or len(releases(own.public, site.domain)) == 2
        )
        run(repository, scene.anchor, merge, own, CLOCK, sites=["daklak"])
        assert (current(own, "daklak") / f"tin-tuc/2026/11/{slug(1)}/index.html").exists()


def test_killed_at_any_moment_the_old_release_serves_and_the_next_run_completes(
    scene: Scene, result: FlowResult, tmp_path: Path
) -> None:
    """The command is killed later and later until it ends by itself; publishing alone is killed call by
    call in tests/publish."""
    domain = SITES["eakly.daklak"].domain
    merge = scene.played[0].merge
    served: str | None = None
    delay = 0.2
    while True:
        process = subprocess.Popen(_publish(scene, tmp_path, merge or "main"), stdout=subprocess.DEVNULL)
        try:
            process.wait(delay)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
        link = tmp_path / "public" / domain / "current"
        if link.exists():
            served = verify(link.resolve()).release.id
        else:
            assert served is None, "a release that served is gone"
        if process.returncode != -signal.SIGKILL:
            break
        delay *= 1.5
    assert process.returncode in (0, 3)
    assert served is not None
    assert not list((tmp_path / "public" / domain / "releases").glob(".tmp-*"))


def _publish(scene: Scene, state: Path, rev: str) -> list[str]:
    return [
        *(sys.executable, "-m", "pipeline.cli.main", "publish", "--repo", str(scene.repository)),
        *("--from", scene.anchor, "--to", rev, "--state", str(state)),
        *("--site", "eakly.daklak", "--now", CLOCK.isoformat()),
    ]


def test_the_demo_command_runs_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DEMO_SERVE", "0")
    for _ in range(2):
        assert main(["demo", "--root", str(ROOT), "--state", str(tmp_path)]) == 0
        told = capsys.readouterr().out
        assert told.count("KHÔNG đăng") == 4
        assert "KHONG_CO_UY_QUYEN" in told and "TU_DUYET" in told and "NG001" in told and "SD008" in told


def test_publish_tells_json(
    scene: Scene, result: FlowResult, place: Workplace, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = _publish(scene, place.state, "main")[3:]
    assert main([*arguments, "--format", "json"]) == 3
    told = json.loads(capsys.readouterr().out)
    assert [s["site"] for s in told["sites"]] == ["eakly.daklak"]
    assert told["sites"][0]["release"] and told["gate"] == "KHONG_DAT"


def test_what_a_delegate_approved_stays_online_when_the_delegation_has_ended(
    scene: Scene, result: FlowResult, place: Workplace, tmp_path: Path
) -> None:
    later = parse_time("2026-12-05T09:00:00+07:00")
    article = f"tin-tuc/2026/11/{slug(2)}/index.html"
    with Repository.open(scene.repository) as repository:
        again = run(repository, scene.anchor, "main", place, later, sites=["gialai"])
        assert (current(place, "gialai") / article).exists()
        assert [s.status for s in again.sites] != [Status.STOPPED]
        # A publisher who sees the merge only after the delegation ended cannot take it for proven.
        run(repository, scene.anchor, "main", Workplace(tmp_path), later, sites=["gialai"])
    assert not (current(Workplace(tmp_path), "gialai") / article).exists()


def test_of_a_rewritten_history_nothing_is_published(
    scene: Scene, result: FlowResult, place: Workplace, capsys: pytest.CaptureFixture[str]
) -> None:
    before = current(place, "eakly.daklak").resolve()
    merge = scene.played[0].merge
    assert merge
    with Repository.open(scene.repository) as repository:
        aside = repository.commit(merge).parents[1]
    arguments = ["publish", "--repo", str(scene.repository), "--from", aside, "--state", str(place.state)]
    assert main([*arguments, "--now", CLOCK.isoformat()]) == 3
    assert "LICH_SU_BI_VIET_LAI" in capsys.readouterr().out
    assert current(place, "eakly.daklak").resolve() == before


def test_without_an_anchor_nothing_is_published(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("CONGTINH_ANCHOR", raising=False)
    assert main(["publish", "--repo", str(scene.repository), "--state", str(tmp_path)]) == 2
    assert "--from" in capsys.readouterr().err
    assert not (tmp_path / "public").exists()
