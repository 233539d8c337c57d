"""What happens to a ledger of a thousand lines shows: in its chain, its signature, its tip, or on re-derivation."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from pipeline.approval.keys import fingerprint_of
from pipeline.approval.ledger import (
    LEDGER_REF,
    NO_LINE,
    BrokenLedger,
    Ledger,
    parse_ledger,
)
from pipeline.approval.ledger_entries import correction, extend
from pipeline.approval.ledger_trust import succession_bytes
from pipeline.approval.statements import canonical_json
from pipeline.demo.play import Key
from pipeline.history.writer import Author
from tests.approval.ledger_ground import RUN, Ground

LINES = 1_000


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory, keys: Path) -> Iterator[Ground]:
    """A host with a ledger of 1,000 lines: 20 approved steps, among merges that nobody signed."""
    ground = Ground(tmp_path_factory.mktemp("so-cai"), keys)
    writer, who = ground.play.writer, Author("phong-vien", "phong-vien@vi-du.example")
    for number in range(LINES - 1):
        if number % 50 == 0:
            ground.step("gialai")
            continue
        text = f"---\nloai: tin-tuc\ntieu_de: Lần {number}\n---\nNội dung.\n".encode()
        tree = writer.tree(ground.play.main, {"content/daklak/tin-tuc/2026/11/len.md": text})
        head = writer.commit(tree, (ground.play.main,), "Sửa", who, ground.tick())
        ground.play._tips["main"] = writer.commit(
            tree, (ground.play.main, head), "Hợp nhất", who, ground.tick()
        )
    ground.play.move("main", ground.play.main)
    ground.sit(RUN)
    yield ground


@pytest.fixture(scope="module")
def raw(long: Ground) -> bytes:
    return long.published()


@pytest.fixture
def restored(long: Ground) -> Iterator[Ground]:
    """The same, with the ledger put back afterwards."""
    commit = long.play.writer.ref(LEDGER_REF)
    assert commit is not None
    yield long
    long.play.writer.set_ref(LEDGER_REF, commit)


def test_the_untouched_ledger_verifies_with_its_tip(long: Ground, raw: bytes) -> None:
    tip = parse_ledger(raw).tip
    assert len(long.verify(tip=tip).lines) == LINES


def found(raw: bytes, tip: str) -> bool:
    """Return whether chain or tip show that a text is not the ledger whose newest hash is known."""
    try:
        ledger = parse_ledger(raw)
    except BrokenLedger:
        return True
    return all(line.digest != tip for line in ledger.lines)


def test_every_changed_byte_shows(raw: bytes) -> None:
    """Each byte of the last line and of the first, which are the weakest; of the others a thousand at random."""
    tip, rng = parse_ledger(raw).tip, random.Random(7)
    first, last = raw.index(b"\n"), raw.rindex(b"\n", 0, -1)
    short = raw[: raw.index(b"\n", first + 1) + 1]  # two lines, so that every place of the first can be tried
    for at in range(first + 1):
        assert found(_flipped(short, at, rng), parse_ledger(short).tip), at
    tail = raw[last + 1 :]
    lone = json.loads(tail) | {"so_thu_tu": 2, "dong_truoc": parse_ledger(raw[: first + 1]).tip}
    pair = raw[: first + 1] + canonical_json(lone) + b"\n"
    for at in range(first + 1, len(pair)):
        assert found(_flipped(pair, at, rng), parse_ledger(pair).tip), at
    for at in rng.sample(range(len(raw)), 25):
        assert found(_flipped(raw, at, rng), tip), at


def _flipped(raw: bytes, at: int, rng: random.Random) -> bytes:
    return raw[:at] + bytes([raw[at] ^ rng.randrange(1, 256)]) + raw[at + 1 :]


def test_every_dropped_repeated_swapped_and_cut_line_shows(raw: bytes) -> None:
    tip, rng = parse_ledger(raw).tip, random.Random(8)
    lines = raw.splitlines(keepends=True)
    for at in [0, 1, LINES - 2, LINES - 1, *rng.sample(range(LINES), 8)]:
        assert found(b"".join(lines[:at] + lines[at + 1 :]), tip), f"dropped {at}"
        assert found(b"".join([*lines[: at + 1], *lines[at:]]), tip), f"repeated {at}"
        assert found(b"".join(lines[:at]), tip), f"cut off at {at}"
        assert found(b"".join(lines[:at]) + lines[at][: len(lines[at]) // 2], tip), f"cut within {at}"
        other = (at + rng.randrange(1, LINES)) % LINES
        swapped = list(lines)
        swapped[at], swapped[other] = swapped[other], swapped[at]
        assert found(b"".join(swapped), tip), f"swapped {at} and {other}"
    assert found(raw + b"\n", tip) and found(raw + b"{}\n", tip) and found(b"\n" + raw, tip)


def test_a_line_added_or_cut_without_the_key_shows_by_the_signature(restored: Ground, raw: bytes) -> None:
    """The chain of a shortened or prolonged ledger holds: only signature and tip can tell."""
    shorter = b"".join(raw.splitlines(keepends=True)[:-1])
    longer = extend(parse_ledger(raw), [correction(3, "không đúng", RUN)]).text
    stranger = restored.world.key("nguoi-la")
    for text in (shorter, longer, raw):
        for key in (None, stranger):
            restored.put(text, key)
            with pytest.raises(BrokenLedger, match="không do khóa"):
                restored.verify()


def test_a_dropped_tail_shows_by_the_tip_even_under_the_right_key(restored: Ground, raw: bytes) -> None:
    ledger = parse_ledger(raw)
    few = b"".join(raw.splitlines(keepends=True)[:40])
    restored.put(few, restored.key)
    assert len(restored.verify().lines) == 40  # everything else about it is in order
    assert restored.verify(tip=ledger.lines[20].digest)
    with pytest.raises(BrokenLedger) as caught:
        restored.verify(tip=ledger.tip)
    assert caught.value.line == 41
    restored.play.writer._git("update-ref", "-d", LEDGER_REF)  # the ledger is gone altogether
    with pytest.raises(BrokenLedger):
        restored.verify(tip=ledger.tip)


# -- what does not follow from the history ----------------------------------------------------------


@pytest.fixture
def ground(tmp_path: Path, keys: Path) -> Ground:
    """Three runs over six steps, the fourth of which nobody approved."""
    ground = Ground(tmp_path, keys)
    for run in range(3):
        ground.step("daklak")
        ground.step("gialai", unsigned=run == 1)
        ground.sit(RUN + timedelta(hours=run))
    return ground


def rewritten(ledger: Ledger, change: Callable[[list[dict[str, Any]]], None]) -> bytes:
    """Return a ledger whose lines say something else, with an intact chain."""
    told = [
        {k: v for k, v in json.loads(line.raw).items() if k not in ("so_thu_tu", "dong_truoc")}
        for line in ledger.lines
    ]
    change(told)
    return extend(Ledger(), told).text


def _forge_approver(lines: list[dict[str, Any]]) -> None:
    lines[2]["trang"]["gialai"]["nguoi_duyet"][0]["nguoi"] = "pho-truong-ban.gialai"


def _pass_what_failed(lines: list[dict[str, Any]]) -> None:
    lines[4]["trang"]["gialai"] = lines[2]["trang"]["gialai"]


def _release(lines: list[dict[str, Any]]) -> None:
    lines[4]["con_giu"] = []


def _other_head(lines: list[dict[str, Any]]) -> None:
    lines[5]["dinh"] = lines[1]["dinh"]


def _other_digest(lines: list[dict[str, Any]]) -> None:
    lines[3]["thay_doi"] = lines[1]["thay_doi"]


def _invent_answer(lines: list[dict[str, Any]]) -> None:
    lines[3]["tra_loi"] = ['{"approved":true}']


def _add_key(lines: list[dict[str, Any]]) -> None:
    lines[3]["ghi_chu"] = "thêm"


def _drop(lines: list[dict[str, Any]]) -> None:
    del lines[3]


def _drop_in_the_middle_of_a_run(lines: list[dict[str, Any]]) -> None:
    del lines[1]


def _repeat(lines: list[dict[str, Any]]) -> None:
    lines.insert(3, dict(lines[3]))


def _swap(lines: list[dict[str, Any]]) -> None:
    lines[1], lines[2] = lines[2], lines[1]


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (_forge_approver, 3),
        (_pass_what_failed, 5),
        (_release, 5),
        (_other_head, 6),
        (_other_digest, 4),
        (_invent_answer, 4),
        (_add_key, 4),
        (_drop, 4),
        (_drop_in_the_middle_of_a_run, 2),
        (_repeat, 5),
        (_swap, 2),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_the_right_key_cannot_sign_what_does_not_follow_from_the_history(
    ground: Ground, change: Callable[[list[dict[str, Any]]], None], line: int
) -> None:
    ground.put(rewritten(ground.ledger(), change), ground.key)
    with pytest.raises(BrokenLedger) as caught:
        ground.verify()
    assert caught.value.line == line


def test_an_untouched_ledger_of_several_runs_verifies(ground: Ground) -> None:
    ledger = ground.verify(tip=ground.ledger().tip)
    assert [line.told["so_thu_tu"] for line in ledger.lines] == [1, 2, 3, 4, 5, 6, 7]
    assert [line.passed for line in ledger.lines[1:]] == [True, True, True, False, True, True]


def test_a_correction_follows_a_wrong_line_and_edits_nothing(ground: Ground) -> None:
    before = ground.published()
    longer = extend(ground.ledger(), [correction(5, "Sai tên người nhận", RUN + timedelta(hours=4))])
    ground.put(longer.text, ground.key)
    assert ground.verify(tip=longer.tip).text.startswith(before)


# -- keys ------------------------------------------------------------------------------------------


def succession(ledger: Ledger, old: Key, new: Key, signers: Mapping[str, Key]) -> Ledger:
    signed = succession_bytes(str(ledger.lines[0].told["khoa"]), new.public)
    told = {name: key.sign(signed, "so-cai@v1") for name, key in signers.items()}
    entry = {"kieu": "ke-nhiem/v1", "khoa_moi": new.public, "quan_sat": RUN.isoformat(), **told}
    return extend(ledger, [entry])


def test_a_key_that_both_keys_name_as_successor_signs_from_then_on(ground: Ground, tmp_path: Path) -> None:
    new, old = Key.generate(tmp_path / "khoa-moi"), ground.key
    ledger = succession(ground.ledger(), old, new, {"chu_ky_cu": old, "chu_ky_moi": new})
    ground.put(ledger.text, new)
    assert ground.verify(tip=ledger.tip, pinned=old.public).tip == ledger.tip
    ground.put(ledger.text, old)  # the old key signs nothing any more
    with pytest.raises(BrokenLedger):
        ground.verify(pinned=old.public)


@pytest.mark.parametrize("missing", ["chu_ky_cu", "chu_ky_moi"])
def test_a_successor_that_only_one_key_names_is_none(ground: Ground, tmp_path: Path, missing: str) -> None:
    new, old = Key.generate(tmp_path / "khoa-moi"), ground.key
    signers = {"chu_ky_cu": old, "chu_ky_moi": new}
    del signers[missing]
    present = ground.ledger()
    for stand_in in ({}, {missing: old if missing == "chu_ky_moi" else new}):
        ledger = succession(present, old, new, {**signers, **stand_in})
        ground.put(ledger.text, new)
        with pytest.raises(BrokenLedger) as caught:
            ground.verify(pinned=old.public)
        assert caught.value.line == len(ledger.lines)


def test_a_ledger_opened_under_another_key_is_not_ours(ground: Ground) -> None:
    stranger = ground.world.key("nguoi-la")

    def reopen(lines: list[dict[str, Any]]) -> None:
        lines[0]["khoa"] = fingerprint_of(stranger.public)

    ground.put(rewritten(ground.ledger(), reopen), stranger)
    with pytest.raises(BrokenLedger) as caught:
        ground.verify()
    assert caught.value.line == 1
    assert parse_ledger(b"").tip == NO_LINE
