"""A ledger over many runs: it grows, heals after a crash, takes in late approvals, and goes on from a backup."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from pipeline.approval.gate import judge
from pipeline.approval.ledger import LEDGER_REF
from pipeline.approval.ledger_entries import step_of
from pipeline.approval.origins import trace
from pipeline.errors import ConfigError
from pipeline.model.approval import Reason
from tests.approval.ledger_ground import RUN, Ground

HOUR = timedelta(hours=1)


@pytest.fixture
def ground(tmp_path: Path, keys: Path) -> Ground:
    return Ground(tmp_path, keys)


def parents(ground: Ground) -> int:
    """Return how many commits the ledger's reference has."""
    with ground.play.reader() as repo:
        at, count = repo.resolve(LEDGER_REF), 0
        while at is not None:
            found, count = repo.commit(at).parents, count + 1
            at = found[0] if found else None
    return count


def test_every_run_adds_one_commit_and_keeps_all_lines(ground: Ground) -> None:
    before = b""
    for run in range(3):
        ground.step("daklak")
        ground.step("gialai")
        sitting = ground.sit(RUN + run * HOUR)
        assert ground.published() == sitting.ledger.text
        assert ground.published().startswith(before)
        assert len(sitting.gate.steps) == 2  # only what is new was judged
        assert parents(ground) == run + 1
        before = ground.published()
    ground.sit(RUN + 4 * HOUR)
    assert (parents(ground), ground.published()) == (3, before)  # nothing new: no line and no commit
    assert len(ground.verify(tip=ground.ledger().tip).lines) == 7


def test_heads_of_judged_merges_are_kept_under_their_own_references(ground: Ground) -> None:
    made = [ground.step() for _ in range(3)]
    ground.sit(RUN)
    with ground.play.reader() as repo:
        heads = [repo.commit(c).parents[1] for c in made]
        assert [repo.resolve(f"refs/phe-duyet/dau/{h}") for h in heads] == heads


def test_a_run_that_dies_before_its_line_is_published_is_healed_by_the_next(ground: Ground) -> None:
    ground.step()
    ground.sit(RUN)
    ground.step("gialai")
    lost = ground.sit(RUN + HOUR, close=False)
    assert len(ground.ledger().lines) == 2
    healed = ground.sit(RUN + 2 * HOUR)
    assert healed.ledger.text == lost.ledger.text == ground.published()
    assert healed.ledger.lines[-1].observed == RUN + HOUR  # the time at which it was first seen
    ground.verify(tip=lost.ledger.tip)


def test_a_crash_in_the_very_first_run_is_healed_too(ground: Ground) -> None:
    ground.step()
    lost = ground.sit(RUN, close=False)
    assert ground.published() == b""
    assert ground.sit(RUN + HOUR).ledger.text == lost.ledger.text == ground.published()
    ground.verify(tip=lost.ledger.tip)


@pytest.mark.parametrize(
    "junk", [b"", b"{}\n", b"\xff\xfe", b'{"kieu":"mo-so/v1"}\n', b'{"kieu":"mo-so/v1","x":"\\ud800"}\n']
)
def test_junk_under_the_references_name_is_overwritten_by_the_hosts_copy(ground: Ground, junk: bytes) -> None:
    ground.step()
    good = ground.sit(RUN).ledger
    ground.put(junk, ground.world.key("nguoi-la"))
    ground.step("gialai")
    after = ground.sit(RUN + HOUR).ledger
    assert after.text.startswith(good.text)
    assert ground.verify(tip=after.tip).text == after.text


def test_a_removed_reference_is_made_again_from_the_hosts_copy(ground: Ground) -> None:
    ground.step()
    good = ground.sit(RUN).ledger
    ground.play.writer._git("update-ref", "-d", LEDGER_REF)
    assert ground.sit(RUN + HOUR).ledger.text == good.text == ground.published()


def test_a_host_without_its_copy_does_not_go_on_from_a_strangers_ledger(ground: Ground) -> None:
    ground.step()
    ground.sit(RUN)
    ground.put(ground.published(), ground.world.key("nguoi-la"))
    (ground.state / "so-cai.jsonl").unlink()
    with pytest.raises(ConfigError):
        ground.sit(RUN + HOUR)


def test_a_late_approval_is_a_new_line_and_the_old_one_stays(ground: Ground) -> None:
    base = ground.play.main
    merged = ground.step("gialai", unsigned=True)
    ground.sit(RUN)
    refused = ground.ledger().newest()[merged]
    assert not refused.passed
    with ground.play.reader() as repo:
        head = repo.commit(merged).parents[1]
    ground.approve(base, head, "gialai", RUN + HOUR)
    sitting = ground.sit(RUN + 2 * HOUR)
    lines = [line for line in ground.ledger().lines if line.commit == merged]
    assert lines[0].raw == refused.raw
    assert [line.passed for line in lines] == [False, True]
    assert lines[1].told["trang"]["gialai"]["nguoi_duyet"][0]["bo_sung"] is True
    assert sitting.gate.publishable["gialai"] == merged
    ground.verify(tip=sitting.ledger.tip)


def test_a_refused_step_that_is_taken_back_with_approval_heals(ground: Ground) -> None:
    refused = ground.step("gialai", unsigned=True)
    held = ground.sit(RUN)
    assert held.gate.publishable["gialai"] == ground.anchor
    with ground.play.reader() as repo:
        (path,) = repo.changed_paths(ground.anchor, refused)
    ground.play.branch("lui")
    ground.play.commit("lui", {path: None}, ground.world.actor("phong-vien"), ground.tick())
    back = ground.play.merge("lui", ground.world.actor("truong-ban.gialai"), ground.tick())
    after = ground.sit(RUN + HOUR)
    assert after.gate.publishable["gialai"] == back
    assert [line.told["con_giu"] for line in after.ledger.lines[1:]] == [["gialai"], []]
    ground.verify(tip=after.ledger.tip)
    ground.step("gialai")
    assert len(ground.sit(RUN + 2 * HOUR).gate.steps) == 1  # nothing is held any more: it goes on from there


def test_a_host_restored_from_an_old_backup_takes_the_repositorys_newer_lines(ground: Ground) -> None:
    ground.step()
    ground.sit(RUN)
    backup = ground.folder / "sao-luu"
    shutil.copytree(ground.state, backup)
    ground.step("gialai")
    newer = ground.sit(RUN + HOUR).ledger
    shutil.rmtree(ground.state)
    backup.rename(ground.state)
    ground.step()
    after = ground.sit(RUN + 2 * HOUR)
    assert after.ledger.text.startswith(newer.text)
    assert len(after.gate.steps) == 1
    ground.verify(tip=newer.tip)


def test_a_rewound_main_publishes_nothing_and_writes_no_line(ground: Ground) -> None:
    first = ground.step()
    ground.step("gialai")
    good = ground.sit(RUN).ledger
    ground.play.move("main", first)
    sitting = ground.sit(RUN + HOUR)
    assert sitting.gate.refused == (Reason.LICH_SU_BI_VIET_LAI,)
    assert sitting.ledger.text == good.text == ground.published()
    # and a main that was written anew beside it is not taken for it either
    ground.step("gialai", by="thu-ky.gialai")
    assert ground.sit(RUN + 2 * HOUR).gate.refused == (Reason.LICH_SU_BI_VIET_LAI,)
    assert ground.published() == good.text


def test_judging_with_the_ledger_equals_judging_in_one_go(ground: Ground) -> None:
    for number in range(8):
        ground.step(("daklak", "gialai")[number % 2], unsigned=number in (3, 4))
        ground.sit(RUN + number * HOUR)
    grown = ground.sit(RUN + 9 * HOUR)
    with ground.play.reader() as repo:
        whole = judge(repo, ground.anchor, "main", RUN + 9 * HOUR, observed=grown.ledger.observed())
        traced = trace(repo, ground.anchor, whole.steps)
    assert whole.publishable == grown.gate.publishable
    assert traced.sites == grown.origins.sites
    told = grown.ledger.newest()
    assert len(whole.steps) == len(told) == 8
    for step in whole.steps:
        line = step_of(told[step.commit], step.at, step.subject, step.paths)
        assert line == step
