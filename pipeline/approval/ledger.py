"""The ledger (sổ cái phê duyệt): one line of JSON for every judged step, each carrying the digest of the last.

It is the file `so-cai.jsonl` in the tree of `refs/phe-duyet/so-cai`, one commit per run, signed with the gate's own
key, whose public half is pinned outside the repository. Only what that key signed is trusted.
"""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pipeline.approval.statements import is_canonical
from pipeline.history.repository import Repository
from pipeline.history.view import MissingObject
from pipeline.model.approval import Mode, Result
from pipeline.model.text import Text

LEDGER_REF = "refs/phe-duyet/so-cai"
LEDGER_FILE = "so-cai.jsonl"
OPENING, STEP, CORRECTION, SUCCESSION = "mo-so/v1", "buoc/v1", "dinh-chinh/v1", "ke-nhiem/v1"
NO_LINE = "0" * 64
# Marks in the bytes of a line in canonical form, by which lines are told apart without reading them.
_COMMIT, _UNANSWERED, _SUCCESSION = b'"buoc":"', b'"tra_loi":[]', f'"kieu":"{SUCCESSION}"'.encode()


class BrokenLedger(Exception):
    """The first line (counted from 1) that is not what it must be, and why."""

    def __init__(self, line: int, why: Text) -> None:
        super().__init__(f"dòng {line}: {why.vi}")
        self.line = line
        self.why = why

    @property
    def told(self) -> Text:
        """Return line and reason as a part of a sentence."""
        return Text(f"dòng {self.line}: {self.why.vi}", f"line {self.line}: {self.why.en}")


class Line:
    """One line: its number, its bytes without the final newline, and what they say, read when it is asked for."""

    __slots__ = ("_digest", "_told", "number", "raw")

    def __init__(self, number: int, raw: bytes, told: Mapping[str, Any] | None = None) -> None:
        self.number, self.raw, self._told = number, raw, told
        self._digest = ""

    def __eq__(self, other: object) -> bool:
        """Return whether it is the same line at the same place."""
        return isinstance(other, Line) and (self.number, self.raw) == (other.number, other.raw)

    def __hash__(self) -> int:
        """Return a number for sets."""
        return hash((self.number, self.raw))

    @property
    def told(self) -> Mapping[str, Any]:
        """Return what the line says."""
        if self._told is None:
            self._told = json.loads(self.raw)
        return self._told

    @property
    def digest(self) -> str:
        """Return the SHA-256 of the line, which the next line carries."""
        if not self._digest:
            self._digest = hashlib.sha256(self.raw).hexdigest()
        return self._digest

    @property
    def kind(self) -> str:
        """Return the kind of line."""
        return str(self.told.get("kieu", ""))

    @property
    def commit(self) -> str:
        """Return the step M that a line is about, "" for other kinds."""
        return str(self.told.get("buoc", "")) if self.kind == STEP else ""

    @property
    def observed(self) -> datetime:
        """Return the time of observation."""
        return datetime.fromisoformat(self.told["quan_sat"])

    @property
    def passed(self) -> bool:
        """Return whether the step is approved for every site that it touches."""
        return all(map(self.approves, self.told["trang"]))

    def approves(self, site: str) -> bool:
        """Return whether the step is approved for one site."""
        said = self.told["trang"].get(site)
        return said is not None and said["ket_qua"] == Result.DAT.value


@dataclass(frozen=True)
class Ledger:
    """A ledger whose chain holds; whether its signer is to be trusted is for `trust` to say.

    Of a long one most lines are never read: what is found without reading them is found in their bytes.
    """

    lines: tuple[Line, ...] = ()

    @property
    def tip(self) -> str:
        """Return the digest of the newest line."""
        return self.lines[-1].digest if self.lines else NO_LINE

    @property
    def is_demo(self) -> bool:
        """Return whether it was opened by a demonstration, so that nothing in it has legal force."""
        return bool(self.lines) and self.lines[0].told.get("che_do") == Mode.DEMO.value

    @property
    def anchor(self) -> str | None:
        """Return the anchor that the ledger was opened at."""
        return str(self.lines[0].told["moc"]) if self.lines else None

    @property
    def evidence(self) -> str | None:
        """Return the commit of the statements that the newest run saw, None where it saw none."""
        newest = next((line for line in reversed(self.lines) if line.kind == STEP), None)
        return newest.told.get("bang_chung_tai") if newest is not None else None

    @functools.cached_property
    def steps(self) -> Mapping[str, Sequence[Line]]:
        """Return the lines about every step, by commit, in the order of the steps' first lines."""
        found: dict[str, list[Line]] = {}
        for line in self.lines:
            commit = _commit_in(line.raw)
            if commit:
                found.setdefault(commit, []).append(line)
        return found

    def newest(self) -> Mapping[str, Line]:
        """Return the newest line of every step, by commit, in the order of the steps' first lines."""
        return {commit: lines[-1] for commit, lines in self.steps.items()}

    def proven_to(self) -> str | None:
        """Return the newest commit at which nothing was held back; the gate goes on from there."""
        for commit in reversed(tuple(self.steps)):
            if not self.steps[commit][-1].told["con_giu"]:
                return commit
        return self.anchor

    def observed(self) -> Mapping[str, datetime]:
        """Return when each approved step was first observed as approved.

        By commit: for every site that it touches. By "<commit> <site>": for this site, whatever became of the others.
        """
        return _Observed(self.steps)

    def answered(self) -> Mapping[str, Sequence[str]]:
        """Return the answers of forges that the newest line of a step holds, by commit."""
        newest = (lines[-1] for lines in self.steps.values())
        return {line.commit: line.told["tra_loi"] for line in newest if _UNANSWERED not in line.raw}

    def successions(self) -> Iterator[Line]:
        """Yield the lines by which another key took over."""
        return (line for line in self.lines if _SUCCESSION in line.raw and line.kind == SUCCESSION)

    @functools.cached_property
    def text(self) -> bytes:
        """Return the bytes of the file."""
        return b"".join(line.raw + b"\n" for line in self.lines)


class _Observed(Mapping[str, datetime]):
    def __init__(self, steps: Mapping[str, Sequence[Line]]) -> None:
        self._steps = steps

    def __getitem__(self, key: str) -> datetime:
        commit, _, site = key.partition(" ")
        for line in self._steps[commit]:
            if line.approves(site) if site else line.passed:
                return line.observed
        raise KeyError(key)

    def __iter__(self) -> Iterator[str]:
        return (commit for commit, lines in self._steps.items() if any(line.passed for line in lines))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __bool__(self) -> bool:
        return bool(self._steps)  # for the length every line would be read


def parse_ledger(raw: bytes, known: Ledger | None = None) -> Ledger:
    """Return the ledger in some bytes; raises `BrokenLedger` for the first line that breaks the chain.

    Lines of a ledger that is `known` already are not looked at again where it begins with the very same bytes: of
    these the chain held when it was read.
    """
    if not raw:
        return Ledger()
    if known is not None and raw == known.text:
        return known
    parts = raw.split(b"\n")
    if parts.pop() != b"":
        raise BrokenLedger(len(parts) + 1, Text("bị cắt cụt", "cut short"))
    same = _same(known.lines if known is not None else (), parts)
    return Ledger(follow(same, parts[len(same) :]))


def follow(lines: tuple[Line, ...], parts: Iterable[bytes]) -> tuple[Line, ...]:
    """Return lines that hold with further ones behind them; raises `BrokenLedger` for the first that does not fit.

    Whether a line fits depends on it and on the line before alone. So a text is a ledger exactly when every line
    of it follows from the one before.
    """
    found = list(lines)
    before = lines[-1].digest if lines else NO_LINE
    for number, part in enumerate(parts, start=len(lines) + 1):
        line = next_line(number, before, part)
        before = line.digest
        found.append(line)
    return tuple(found)


def next_line(number: int, before: str, raw: bytes) -> Line:
    """Return the line of this number that carries the digest `before`; raises `BrokenLedger` where it is none."""
    line = Line(number, raw, _told(number, raw))
    if line.told.get("so_thu_tu") != number:
        raise BrokenLedger(number, Text("sai số thứ tự", "wrong number"))
    if line.told.get("dong_truoc") != before:
        raise BrokenLedger(number, Text("không nối tiếp dòng trước", "does not follow the line before"))
    if (number == 1) != (line.kind == OPENING):
        raise BrokenLedger(number, Text("sai loại dòng", "wrong kind of line"))
    return line


def _same(known: Sequence[Line], parts: Sequence[bytes]) -> tuple[Line, ...]:
    """Return the known lines with which these parts begin."""
    count = next(
        (n for n, (line, part) in enumerate(zip(known, parts, strict=False)) if line.raw != part), None
    )
    return tuple(known[: min(len(known), len(parts)) if count is None else count])


def _told(number: int, raw: bytes) -> Mapping[str, Any]:
    try:
        told = json.loads(raw.decode("utf-8"))
    except (ValueError, RecursionError):
        raise BrokenLedger(number, Text("không phải JSON", "not JSON")) from None
    if not isinstance(told, dict) or told.get("kieu") not in (OPENING, STEP, CORRECTION, SUCCESSION):
        raise BrokenLedger(number, Text("không đúng mẫu", "not of the form of a line"))
    if not is_canonical(told, raw):
        raise BrokenLedger(number, Text("không ở dạng chuẩn", "not in the canonical form"))
    if _commit_in(raw) != (told.get("buoc") if told["kieu"] == STEP else ""):
        raise BrokenLedger(number, Text("không đúng mẫu", "not of the form of a line"))
    return told


def _commit_in(raw: bytes) -> str:
    """Return the step that a line is about, "" for other kinds, without reading the line.

    Within a text of JSON no quote stands unescaped, so the key is found at its own place or inside another value
    that is a mapping; a line of the latter kind does not hold (`_told`).
    """
    at = raw.find(_COMMIT)
    start = at + len(_COMMIT)
    return "" if at < 0 else raw[start : raw.index(b'"', start)].decode("utf-8")


def read_ledger(repo: Repository, rev: str = LEDGER_REF, known: Ledger | None = None) -> Ledger:
    """Return the ledger of a clone, empty where there is none; raises `BrokenLedger`."""
    commit = repo.resolve(rev)
    if commit is None:
        return Ledger()
    try:
        raw = repo.blob(commit, LEDGER_FILE)
    except MissingObject:
        raw = None
    if raw is None:
        raise BrokenLedger(1, Text("kho không có tệp sổ cái", "the repository has no ledger file"))
    return parse_ledger(raw, known)
