"""Runs that take more than proof: their ledgers say so in every line, and never become a real one."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from pipeline.approval.ledger import BrokenLedger
from pipeline.approval.ledger_entries import extend, opening
from pipeline.approval.named_approvers import named_in
from pipeline.cli.main import main
from pipeline.errors import ConfigError
from pipeline.model.approval import FALLBACK_MARK, NO_LEGAL_FORCE, Mode, Result
from tests.approval.ledger_ground import RUN, Ground

STORY = {
    "sites": {"daklak": {"trinh_dien": True}},
    "policy": {"noi-dung": {"bang_chung": ["E1", "E2", "E3", "E4", "E5"]}},
}
HOUR = timedelta(hours=1)
NAMED = "Hợp nhất\n\nApproved-by: truong-ban.daklak"


@pytest.fixture
def ground(tmp_path: Path, keys: Path) -> Ground:
    return Ground(tmp_path, keys, STORY)


def named_step(ground: Ground) -> str:
    return ground.step(by="nguoi-la", unsigned=True, message=NAMED)


def test_every_line_of_a_demonstration_is_stamped_and_can_be_derived_again(ground: Ground) -> None:
    named_step(ground)
    ground.step()
    ground.sit(RUN, mode=Mode.DEMO)
    named_step(ground)
    sitting = ground.sit(RUN + HOUR, mode=Mode.DEMO)
    lines = ground.verify().lines
    assert [(x.told["che_do"], x.told["dau"]) for x in lines] == [("trinh-dien", NO_LEGAL_FORCE)] * 4
    levels = [a["muc"] for x in lines[1:] for a in x.told["trang"]["daklak"]["nguoi_duyet"]]
    assert levels == ["E5", "E2", "E5"] and sitting.gate.mode is Mode.DEMO and sitting.gate.passed


def test_the_ledger_of_a_demonstration_never_serves_a_real_run(
    ground: Ground, capsys: pytest.CaptureFixture[str]
) -> None:
    named_step(ground)
    ground.sit(RUN, mode=Mode.DEMO)
    for mode in (Mode.STRICT, Mode.FALLBACK):
        with pytest.raises(ConfigError):
            ground.sit(RUN + HOUR, mode=mode)
    words = ["gate", "--repo", str(ground.folder / "kho"), "--from", ground.anchor, "--to", "main"]
    words += ["--ledger-key", ground.key.public, "--now", "2026-11-21T08:00:00+07:00"]
    assert main(words) == 2
    assert "không đi cùng nhau" in capsys.readouterr().err
    assert main(["ledger", "show", "--repo", str(ground.folder / "kho")]) == 0
    assert capsys.readouterr().out.count(f"[{NO_LEGAL_FORCE}]") == 2
    assert main([*words, "--demo"]) == 0
    assert NO_LEGAL_FORCE in capsys.readouterr().out
    # a host of its own that runs in earnest proves everything anew, and finds the names alone
    fresh = ground.sit(RUN + HOUR, close=False, state=ground.folder / "may-that")
    assert fresh.gate.publishable["daklak"] == ground.anchor


def test_a_real_ledger_takes_no_demonstration(ground: Ground) -> None:
    ground.step()
    before = ground.sit(RUN).ledger.text
    named_step(ground)
    with pytest.raises(ConfigError):
        ground.sit(RUN + HOUR, mode=Mode.DEMO)
    assert ground.published() == before


def test_lines_of_both_kinds_in_one_ledger_are_found(ground: Ground) -> None:
    named_step(ground)
    good = ground.sit(RUN, mode=Mode.DEMO).ledger
    with ground.play.reader() as repo:
        assert repo.resolve("main")
    told = {k: v for k, v in good.lines[1].told.items() if k not in ("so_thu_tu", "dong_truoc")}
    first = opening(ground.anchor, str(good.lines[0].told["khoa"]), RUN)
    ground.put(extend(extend(type(good)(), [first]), [told]).text, ground.key)
    with pytest.raises(BrokenLedger, match="trình diễn"):
        ground.verify()
    plain = {k: v for k, v in told.items() if k not in ("che_do", "dau")}
    ground.put(extend(extend(type(good)(), [first]), [plain]).text, ground.key)
    with pytest.raises(BrokenLedger, match="trang"):
        ground.verify()  # in earnest the same step is refused


def test_a_fallback_run_marks_its_lines_and_goes_on_in_a_real_ledger(tmp_path: Path, keys: Path) -> None:
    from pipeline.demo.play import Key

    forge = Key.generate(tmp_path / "khoa" / "may-chu")
    story = {**STORY, "sites": {}, "forge_keys": {"daklak": [{"khoa": "may-chu"}]}}
    ground = Ground(tmp_path, tmp_path / "khoa", story)
    assert forge.public
    ground.step()
    ground.sit(RUN)
    ground.step(by="nguoi-la", message=NAMED, key="may-chu")
    strict = ground.sit(RUN + HOUR)
    assert [d.result for s in strict.gate.steps for d in s.sites.values()] == [Result.KHONG_DAT]
    ground.sit(RUN + 2 * HOUR, mode=Mode.FALLBACK)
    ground.step()
    ground.sit(RUN + 3 * HOUR)
    lines = ground.verify().lines
    assert [x.told.get("dau") for x in lines] == [None, None, None, FALLBACK_MARK, None]
    assert lines[3].passed and lines[3].told["che_do"] == "du-phong"


def test_the_json_of_the_gate_names_level_mode_and_stamp(
    ground: Ground, capsys: pytest.CaptureFixture[str]
) -> None:
    named_step(ground)
    words = ["gate", "--repo", str(ground.folder / "kho"), "--from", ground.anchor, "--to", "main"]
    words += ["--now", "2026-11-21T08:00:00+07:00"]
    assert main([*words, "--format", "json"]) == 3
    plain = json.loads(capsys.readouterr().out)
    assert "mode" not in plain and plain["steps"][0]["sites"]["daklak"]["weak"] == ["E5"]
    assert main(words) == 3
    assert "chỉ tìm thấy mức E5" in capsys.readouterr().out
    assert main([*words, "--demo", "--format", "json"]) == 0
    demo = json.loads(capsys.readouterr().out)
    assert (demo["mode"], demo["stamp"]) == ("trinh-dien", NO_LEGAL_FORCE)
    assert demo["steps"][0]["sites"]["daklak"]["approvers"][0]["evidence"] == "E5"


def test_names_are_read_from_the_last_paragraph_alone() -> None:
    assert named_in("a\n\nApproved-by: A <a@b.c>\nreviewed-BY: ma-so\nKhác: x") == ("a@b.c", "ma-so")
    assert named_in("Approved-by: a\n\nhết") == ()
    assert named_in("") == () and named_in("Approved-by:") == ()
    assert len(named_in("\n".join(f"Approved-by: n{i}" for i in range(10_000)))) == 20


def test_a_ledger_of_another_form_is_told_as_broken_not_as_a_fault_of_ours(
    ground: Ground, capsys: pytest.CaptureFixture[str]
) -> None:
    ground.step()
    good = ground.sit(RUN).ledger
    for spoilt in ({"trang": 3}, {"quan_sat": "hôm qua"}, {"trang": {"daklak": {"ket_qua": "KHÁC"}}}):
        told = {k: v for k, v in good.lines[1].told.items() if k not in ("so_thu_tu", "dong_truoc")}
        ground.put(extend(type(good)(good.lines[:1]), [{**told, **spoilt}]).text, None)
        assert main(["ledger", "show", "--repo", str(ground.folder / "kho")]) == 3
        assert "dòng 2" in capsys.readouterr().out
