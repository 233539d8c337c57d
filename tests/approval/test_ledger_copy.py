"""The host's copy of the ledger: what was checked is not checked again, and what is altered is found all the same."""

from __future__ import annotations

import json
import random
from datetime import timedelta
from pathlib import Path

import pytest

from pipeline.approval import ledger as lines
from pipeline.approval.ledger import BrokenLedger, Ledger, Line, parse_ledger
from pipeline.approval.ledger_copy import HostCopy
from pipeline.approval.ledger_entries import correction, extend, opening
from pipeline.approval.origins_kept import load_origins
from pipeline.errors import ConfigError
from tests.approval.ledger_ground import RUN, Ground


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "khoa").write_bytes(b"bi mat")
    return tmp_path


def grown(lines: int) -> Ledger:
    more = [correction(1, f"lần {n}", RUN) for n in range(lines - 1)]
    return extend(Ledger(), [opening("1" * 40, "SHA256:x", RUN), *more])


def copy_of(place: Path) -> HostCopy:
    return HostCopy(place, place / "khoa")


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Note the number of every line that is checked."""
    numbers: list[int] = []
    real = lines.next_line

    def counted(number: int, before: str, raw: bytes) -> Line:
        numbers.append(number)
        return real(number, before, raw)

    monkeypatch.setattr(lines, "next_line", counted)
    return numbers


def test_only_lines_behind_what_was_checked_are_checked(place: Path, checked: list[int]) -> None:
    ledger = grown(50)
    copy_of(place).write(ledger)
    assert copy_of(place).read() == ledger and checked == []
    longer = extend(ledger, [correction(2, "thêm", RUN), correction(3, "nữa", RUN)])
    (place / "so-cai.jsonl").write_bytes(longer.text)  # a run that died before it noted what it had written
    assert copy_of(place).read() == longer and checked == [51, 52]


@pytest.mark.parametrize(
    "what", ["none", "junk", "list", "another-key", "another-release", "seal", "length", "digest"]
)
def test_a_note_that_cannot_be_trusted_means_that_every_line_is_checked(
    place: Path, checked: list[int], what: str
) -> None:
    ledger = grown(20)
    copy_of(place).write(ledger)
    note = place / "so-cai.da-kiem.json"
    told = json.loads(note.read_bytes())
    changes = {
        "another-release": {"bo_quy_tac": "0.0.0"},
        "seal": {"dau": "0" * 64},
        "length": {"dai": 10},
        "digest": {"sha256": "0" * 64},
    }
    if what == "none":
        note.unlink()
    elif what == "another-key":
        (place / "khoa").write_bytes(b"khac")
    else:
        text = {"junk": "{", "list": "[]"}.get(what) or json.dumps(told | changes[what])
        note.write_text(text, "utf-8")
    assert copy_of(place).read() == ledger
    assert checked == list(range(1, 21))


def test_whatever_is_altered_is_found_as_it_would_be_without_the_note(place: Path) -> None:
    """A changed, dropped, repeated or cut line, anywhere, at the length that the note tells and at others."""
    ledger, rng = grown(40), random.Random(2)
    copy_of(place).write(ledger)
    file, good = place / "so-cai.jsonl", ledger.text
    parts = good.splitlines(keepends=True)
    altered = [b"".join(parts[:at] + parts[at + 1 :]) for at in range(39)]
    altered += [b"".join([*parts[: at + 1], *parts[at:]]) for at in range(40)]
    altered += [good[:-1], good + b"{}\n", b"\n" + good]
    for at in rng.sample(range(len(good)), 300):
        altered.append(good[:at] + bytes([good[at] ^ rng.randrange(1, 256)]) + good[at + 1 :])
    for raw in altered:
        file.write_bytes(raw)
        try:
            plain = parse_ledger(raw)
        except BrokenLedger as error:
            with pytest.raises(BrokenLedger) as caught:
                copy_of(place).read()
            assert (caught.value.line, caught.value.why) == (error.line, error.why)
        else:
            assert (
                copy_of(place).read() == plain
            )  # the last line as somebody else's, which signature or tip tell


def test_a_sitting_stops_at_an_altered_copy_and_writes_nothing(tmp_path: Path, keys: Path) -> None:
    ground = Ground(tmp_path, keys)
    for _ in range(3):
        ground.step()
    ground.sit(RUN)
    file = ground.state / "so-cai.jsonl"
    good = file.read_bytes()
    for at in range(5, len(good), len(good) // 7):
        file.write_bytes(good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :])
        before = file.read_bytes(), ground.published()
        if file.read_bytes().splitlines()[-1] != good.splitlines()[-1]:
            continue
        with pytest.raises(ConfigError):
            ground.sit(RUN + timedelta(hours=1))
        assert (file.read_bytes(), ground.published()) == before
    file.write_bytes(good)
    assert ground.sit(RUN + timedelta(hours=1)).ledger.text == good


def test_kept_origins_of_another_form_or_ledger_are_made_anew(tmp_path: Path, keys: Path) -> None:
    ground = Ground(tmp_path, keys)
    ground.step("daklak")
    ground.step("gialai")
    sitting = ground.sit(RUN)
    file, tip = ground.state / "nguon-goc.json", ground.play.main
    good = json.loads(file.read_bytes())
    found = load_origins(file, tip, sitting.ledger)
    assert found is not None and found == sitting.origins.sites
    assert load_origins(file, ground.anchor, sitting.ledger) is None
    assert load_origins(file, tip, Ledger()) is None
    for told in (
        {},
        [],
        {**good, "schema": 1},
        {**good, "sites": {"daklak": {"a": "x"}}},
        {**good, "sites": []},
    ):
        file.write_text(json.dumps(told), "utf-8")
        assert load_origins(file, tip, sitting.ledger) is None
    again = ground.sit(RUN + timedelta(hours=1))
    assert again.origins.sites == found and json.loads(file.read_bytes()) == good
