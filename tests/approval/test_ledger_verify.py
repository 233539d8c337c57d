"""What happens to a ledger of a thousand lines shows: in its chain, its signature, its tip, or on re-derivation."""

from __future__ import annotations

import hashlib
import itertools
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
    next_line,
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


# Whether a text is a ledger is decided line by line, each by its number and the digest of the line before. So a change
# shows where it is, at the line behind it, or, in the last line, by the tip; everything in front of it is as it was. The
# tests below ask these few lines only; the first one proves that asking the whole text gives the same answer.


def shows(parts: list[bytes], digests: list[str], at: int, line: bytes) -> bool:
    """Return whether it shows that at a place (from 0) another line stands, all others being as they were."""
    try:
        changed = next_line(at + 1, digests[at - 1] if at else NO_LINE, line)
        if at + 1 < len(parts):
            next_line(at + 2, changed.digest, parts[at + 1])
    except BrokenLedger:
        return True
    return at + 1 == len(parts) and changed.digest != digests[at]


def split(raw: bytes) -> tuple[list[bytes], list[str]]:
    """Return the lines and their digests, by which nothing but the text itself is believed."""
    parts = raw.split(b"\n")[:-1]
    return parts, [hashlib.sha256(part).hexdigest() for part in parts]


def test_looking_at_the_changed_line_and_the_next_is_looking_at_all(raw: bytes) -> None:
    parts, digests = split(raw)
    few, rng = 12, random.Random(7)
    short, tip = b"".join(part + b"\n" for part in parts[:few]), digests[few - 1]
    for at in range(few):
        for line in _bent(parts[at], rng):
            whole = b"".join(p + b"\n" for p in [*parts[:at], line, *parts[at + 1 : few]])
            assert found(whole, tip) is shows(parts[:few], digests[:few], at, line)
        assert not shows(parts[:few], digests[:few], at, parts[at])
    assert not found(short, tip)


def _bent(line: bytes, rng: random.Random) -> Iterator[bytes]:
    """Yield a line with changed bytes, and others that are well-formed and say something else."""
    for _ in range(20):
        changed = _flipped(line, rng.randrange(len(line)), rng.randrange(1, 256))
        if b"\n" not in changed:
            yield changed
    told = json.loads(line)
    for more in (
        {"ghi_chu": "x"},
        {"so_thu_tu": 3},
        {"dong_truoc": "0" * 64},
        {"quan_sat": "x"},
        {"buoc": "0" * 40},
    ):
        yield canonical_json({**told, **more})


def test_every_changed_byte_shows(raw: bytes) -> None:
    """Every byte of the thousand lines once, each with another value; of the first and the last line, every value."""
    parts, digests = split(raw)
    assert len(parts) == LINES
    for number, line in enumerate(parts):
        for at in range(len(line)):
            other = _flipped(line, at, 1 + (7 * at + number) % 255)
            if other[at] != 10:  # a line break has its own test
                assert shows(parts, digests, number, other), (number, at)
    for number in (0, LINES - 1):
        for at in range(len(parts[number])):
            for by in range(1, 256):
                other = _flipped(parts[number], at, by)
                assert other[at] == 10 or shows(parts, digests, number, other), (number, at, by)


def _flipped(raw: bytes, at: int, by: int) -> bytes:
    return raw[:at] + bytes([raw[at] ^ by]) + raw[at + 1 :]


def test_every_line_break_that_comes_or_goes_shows(raw: bytes) -> None:
    parts, digests = split(raw)
    for number, line in enumerate(parts):
        before = digests[number - 1] if number else NO_LINE
        for at in range(0, len(line), 50):  # no beginning of a line is one
            with pytest.raises(BrokenLedger):
                next_line(number + 1, before, line[:at])
        for other in (b" ", b"\0", b"\r"):
            joined = line + other + (parts[number + 1] if number + 1 < LINES else b"")
            with pytest.raises(BrokenLedger):
                next_line(number + 1, before, joined)
    ending = raw[:-1]
    for text in (ending, ending + b" ", raw + b"\n", raw + b"{}\n", b"\n" + raw, raw.replace(b"\n", b"\r\n")):
        assert found(text, digests[-1])


def test_every_dropped_repeated_swapped_and_cut_line_shows(raw: bytes) -> None:
    parts, digests = split(raw)
    rng = random.Random(8)
    assert len(set(digests)) == LINES  # so a ledger that is cut off nowhere has the tip of the whole

    def refused(at: int, line: bytes) -> None:
        with pytest.raises(BrokenLedger):
            next_line(at + 1, digests[at - 1] if at else NO_LINE, line)

    for at in range(LINES):
        if at + 1 < LINES:
            refused(at, parts[at + 1])  # dropped, or swapped with the next
        refused(at + 1, parts[at])  # repeated
        refused(at, parts[(at + rng.randrange(1, LINES)) % LINES])  # swapped with another
    known = parse_ledger(raw)
    lengths = itertools.accumulate(len(part) + 1 for part in parts)
    for line, end in zip(parts, lengths, strict=True):
        with pytest.raises(BrokenLedger, match="cắt cụt"):
            parse_ledger(raw[: end - 1 - len(line) // 2], known)
        shorter = parse_ledger(raw[:end], known)
        assert end == len(raw) or all(each.digest != known.tip for each in shorter.lines[-2:])
    for at in (0, 1, LINES // 2, LINES - 2, LINES - 1):
        lines = [part + b"\n" for part in parts]
        assert found(b"".join(lines[:at] + lines[at + 1 :]), digests[-1])
        assert found(b"".join([*lines[: at + 1], *lines[at:]]), digests[-1])
        assert found(b"".join(lines[:at]), digests[-1])


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
