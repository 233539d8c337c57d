"""Odd turns of a ledger: a run that swallows refused steps, a main from which an approved step is gone, a newer approval."""

from __future__ import annotations

import subprocess
from datetime import timedelta
from pathlib import Path

import pytest

from pipeline.approval.ledger import LEDGER_REF, BrokenLedger, parse_ledger
from pipeline.approval.ledger_verify import verify_ledger
from pipeline.approval.statements import EVIDENCE_REF, BadStatement, parse_statement
from pipeline.history.repository import Repository
from pipeline.model.approval import Reason, Result
from tests.approval.ledger_ground import RUN, Ground

HOUR = timedelta(hours=1)
ITEM = {"loai": "tin-tuc"}


@pytest.fixture
def ground(tmp_path: Path, keys: Path) -> Ground:
    return Ground(tmp_path, keys)


def pushed(ground: Ground, path: str) -> str:
    """Push one article straight to main."""
    files = ground.world.contents({path: ITEM})
    return ground.play.commit("main", files, ground.world.actor("phong-vien"), ground.tick())


def test_steps_that_were_refused_alone_and_approved_as_a_run_have_the_runs_origin(ground: Ground) -> None:
    paths = [f"content/daklak/tin-tuc/2026/11/{name}.md" for name in "ab"]
    base = ground.play.main
    pushed(ground, paths[0])
    last = pushed(ground, paths[1])
    assert ground.sit(RUN).gate.publishable["daklak"] == ground.anchor
    ground.approve(base, last, "daklak", RUN + HOUR)
    sitting = ground.sit(RUN + 2 * HOUR)
    assert [s.commit for s in sitting.gate.steps] == [last]
    for run in range(2):  # with what the host noted, and from the ledger alone
        ground.step()
        sitting = ground.sit(RUN + (3 + run) * HOUR)
        for path in paths:
            origin = sitting.origins.of("daklak", path)
            assert origin is not None and origin.step == last
            assert [a.person for a in origin.approvers] == ["truong-ban.daklak"]
        (ground.state / "nguon-goc.json").unlink()
    ground.verify(tip=sitting.ledger.tip)


def test_an_approved_step_that_was_held_back_cannot_be_dropped_from_main(ground: Ground) -> None:
    files = ground.world.contents({"README.md": "khác\n"})
    held = ground.play.commit("main", files, ground.world.actor("phong-vien"), ground.tick())
    ground.step("gialai")
    good = ground.sit(RUN)
    assert good.gate.publishable["gialai"] == ground.anchor
    ground.play.move("main", held)
    ground.step("daklak")
    sitting = ground.sit(RUN + HOUR)
    assert sitting.gate.refused == (Reason.LICH_SU_BI_VIET_LAI,)
    assert ground.published() == good.ledger.text


def test_a_refused_step_alone_may_be_dropped_from_main(ground: Ground) -> None:
    before = ground.step("gialai")
    pushed(ground, "content/daklak/tin-tuc/2026/11/a.md")
    ground.sit(RUN)
    ground.play.move("main", before)
    ground.step("daklak")
    assert ground.sit(RUN + HOUR).gate.passed


def test_an_approval_newer_than_the_first_observation_is_judged_by_the_time_at_which_it_was_seen(
    ground: Ground,
) -> None:
    """The first approval is gone from the repository; a second one after it must not be "from the future"."""
    files = ground.world.contents({"README.md": "khác\n"})
    ground.play.commit(
        "main", files, ground.world.actor("phong-vien"), ground.tick()
    )  # holds everything back
    base = ground.play.main
    merged = ground.step("gialai", unsigned=True)
    with ground.play.reader() as repo:
        head = repo.commit(merged).parents[1]
    ground.approve(base, head, "gialai", RUN - HOUR)
    assert ground.sit(RUN).gate.steps[-1].sites["gialai"].result is Result.DAT
    ground.approve(base, head, "gialai", RUN + HOUR)
    ground.withdraw(base, head, "gialai", RUN)
    assert ground.sit(RUN + 2 * HOUR).gate.steps[-1].sites["gialai"].result is Result.DAT


def test_a_withdrawal_that_was_seen_cannot_be_taken_out_of_the_repository(ground: Ground) -> None:
    base, writer = ground.play.main, ground.play.writer
    merged = ground.step("gialai", unsigned=True)
    with ground.play.reader() as repo:
        head, when = repo.commit(merged).parents[1], repo.commit(merged).committer.at
    ground.approve(base, head, "gialai", when - timedelta(seconds=2))
    without = writer.ref(EVIDENCE_REF)
    assert without is not None
    ground.withdraw(base, head, "gialai", when - timedelta(seconds=1))
    told = [Reason.DA_THU_HOI]
    assert list(ground.sit(RUN).gate.steps[-1].sites["gialai"].reasons) == told
    junk = writer.commit(writer.store("tree", b""), (), "x", ground.world.actor("nguoi-la").author, RUN)
    for number, ref in enumerate(
        (without, junk, writer.commit("3" * 40, (), "x", ground.world.actor("nguoi-la").author, RUN))
    ):
        writer.set_ref(EVIDENCE_REF, ref)
        sitting = ground.sit(RUN + (number + 1) * HOUR)
        assert list(sitting.gate.steps[-1].sites["gialai"].reasons) == told
    writer._git("update-ref", "-d", EVIDENCE_REF)
    ground.step("daklak")
    sitting = ground.sit(RUN + 5 * HOUR)
    assert sitting.gate.publishable["gialai"] == ground.anchor
    ground.verify(tip=sitting.ledger.tip)


def test_a_withdrawal_counts_that_a_run_saw_before_there_was_anything_to_judge(ground: Ground) -> None:
    base, writer, play = ground.play.main, ground.play.writer, ground.play
    play.branch("bai")
    files = ground.world.contents({"content/gialai/tin-tuc/2026/11/a.md": ITEM})
    head = play.commit("bai", files, ground.world.actor("phong-vien"), ground.tick())
    ground.approve(base, head, "gialai", ground.tick())
    without = writer.ref(EVIDENCE_REF)
    assert without is not None
    ground.withdraw(base, head, "gialai", ground.tick())
    ground.sit(RUN)
    writer.set_ref(EVIDENCE_REF, without)
    nobody = ground.world.actor("nguoi-la")
    play.merge("bai", type(nobody)(nobody.name, nobody.email), ground.tick())
    sitting = ground.sit(RUN + HOUR)
    assert list(sitting.gate.steps[-1].sites["gialai"].reasons) == [Reason.DA_THU_HOI]
    ground.verify(tip=sitting.ledger.tip)


def test_whoever_has_the_ledger_has_the_statements_that_it_rests_on(ground: Ground, tmp_path: Path) -> None:
    for site in ("gialai", "daklak"):
        base = ground.play.main
        merged = ground.step(site, unsigned=True)
        with ground.play.reader() as repo:
            head = repo.commit(merged).parents[1]
        ground.approve(base, head, site, RUN)
        sitting = ground.sit(RUN + HOUR)
    clone = tmp_path / "ban-sao"
    command = [
        "git",
        "clone",
        "-q",
        "--bare",
        "--single-branch",
        (ground.folder / "kho").as_uri(),
        str(clone),
    ]
    subprocess.run(command, check=True, capture_output=True)
    fetch = ["git", "-C", str(clone), "fetch", "-q", "origin", f"{LEDGER_REF}:{LEDGER_REF}"]
    subprocess.run(fetch, check=True, capture_output=True)
    with Repository.open(clone) as repo:
        assert repo.resolve(EVIDENCE_REF) is None
        verify_ledger(repo, ground.key.public, tip=sitting.ledger.tip)


def test_a_site_that_was_approved_in_office_does_not_lose_it_by_what_another_site_lacks(
    tmp_path: Path, keys: Path
) -> None:
    ends = {"board": {"truong-ban.daklak": {"bo_nhiem": {"den": "2026-11-21"}}}}
    ground = Ground(tmp_path, keys, ends)
    paths = [f"content/{site}/tin-tuc/2026/11/a.md" for site in ("daklak", "gialai")]
    ground.play.branch("hai-trang")
    files = ground.world.contents(dict.fromkeys(paths, ITEM))
    ground.play.commit("hai-trang", files, ground.world.actor("phong-vien"), ground.tick())
    both = ground.play.merge("hai-trang", ground.world.actor("truong-ban.daklak"), ground.tick())
    for hours in (0, 72):  # within the term and behind it
        sitting = ground.sit(RUN + hours * HOUR)
        assert (sitting.gate.publishable["daklak"], sitting.gate.publishable["gialai"]) == (
            both,
            ground.anchor,
        )
    ground.verify(tip=sitting.ledger.tip)


HALF = (
    b'{"danh_sach":"%b","dinh":"%b","goc":"%b","kieu":"phe-duyet/v1","luc":"2026-11-20T08:00:00+07:00",'
    b'"nguoi":"a","nhanh":"refs/heads/\\ud800","quyet_dinh":"duyet","thay_doi":"sha256:%b","trang":["x"]}'
)


def test_half_a_character_is_no_statement_and_no_line() -> None:
    with pytest.raises(BadStatement):
        parse_statement(HALF % (b"a" * 40, b"a" * 40, b"a" * 40, b"a" * 64))
    with pytest.raises(BrokenLedger):
        parse_ledger(b'{"kieu":"mo-so/v1","x":"\\ud800"}\n')
