"""E1: statements of approval, signed by the approver and kept beside the history they speak of.

The tree of the newest commit of `refs/phe-duyet/bang-chung` holds `<C in hex>/<person>-<12 hex>.json` and the
same name with `.sig`. Who wrote that commit means nothing; the signature over the statement means all.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pipeline.history.commits import MalformedCommit
from pipeline.history.repository import Repository
from pipeline.history.view import MissingObject

EVIDENCE_REF = "refs/phe-duyet/bang-chung"
MAIN = "refs/heads/main"
NAMESPACE = "pheduyet@v1"
KIND = "phe-duyet/v1"
APPROVE, WITHDRAW = "duyet", "thu-hoi"
_KEYS = frozenset(
    {"kieu", "nhanh", "goc", "dinh", "thay_doi", "trang", "danh_sach", "nguoi", "luc", "quyet_dinh"}
)
_SHA = re.compile(r"[0-9a-f]{40}")
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
_PERSON = re.compile(r"[a-z0-9][a-z0-9._@-]{0,99}")
# A statement is one line of a few hundred bytes. Whoever can write the reference can fill it with junk,
# which must not fill our memory or our time.
MOST_BYTES = 8192
_MOST_HERE = 100
_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


class BadStatement(Exception):
    """Why some bytes are no statement."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What an approver signed; `digest` is the change digest C in hex, `roster` a blob id."""

    branch: str
    base: str
    head: str
    digest: str
    sites: tuple[str, ...]
    roster: str
    person: str
    at: datetime
    decision: str

    def canonical(self) -> bytes:
        """Return the bytes that are signed: canonical JSON on one line without a final newline."""
        told = {
            "kieu": KIND,
            "nhanh": self.branch,
            "goc": self.base,
            "dinh": self.head,
            "thay_doi": f"sha256:{self.digest}",
            "trang": list(self.sites),
            "danh_sach": self.roster,
            "nguoi": self.person,
            "luc": self.at.isoformat(),
            "quyet_dinh": self.decision,
        }
        return canonical_json(told)

    @property
    def name(self) -> str:
        """Return the name under which the statement is kept, without ending."""
        return f"{self.person}-{hashlib.sha256(self.canonical()).hexdigest()[:12]}"


@dataclass(frozen=True, slots=True)
class Signed:
    """A statement as it was found, with its bytes and the signature beside it; nothing is verified yet."""

    statement: Statement
    raw: bytes
    armour: str


def canonical_json(value: Mapping[str, Any]) -> bytes:
    """Return the one form in which a mapping is signed: sorted keys, no white space, UTF-8 in form C."""
    return unicodedata.normalize("NFC", _CANONICAL.encode(value)).encode("utf-8")


def is_canonical(told: Mapping[str, Any], raw: bytes) -> bool:
    """Return whether some bytes are the one form of what they tell.

    An escape may name half a character; what holds one has no form in UTF-8.
    """
    try:
        return canonical_json(told) == raw
    except UnicodeEncodeError:
        return False


def parse_statement(raw: bytes) -> Statement:
    """Return the statement in some bytes; raises `BadStatement` for anything but the canonical form."""
    try:
        told = json.loads(raw.decode("utf-8"), object_pairs_hook=_once)
    except (ValueError, RecursionError):
        raise BadStatement("không phải JSON") from None
    if not isinstance(told, dict) or set(told) != _KEYS or told["kieu"] != KIND:
        raise BadStatement("không đúng mẫu")
    sites = told["trang"]
    texts = all(isinstance(told[k], str) for k in _KEYS - {"trang"})
    if not texts or not isinstance(sites, list) or not all(isinstance(s, str) and s for s in sites):
        raise BadStatement("sai kiểu giá trị")
    fits = (
        all(_SHA.fullmatch(told[k]) for k in ("goc", "dinh", "danh_sach"))
        and _DIGEST.fullmatch(told["thay_doi"])
        and _PERSON.fullmatch(told["nguoi"])
        and told["quyet_dinh"] in (APPROVE, WITHDRAW)
    )
    if not fits:
        raise BadStatement("giá trị không hợp lệ")
    statement = Statement(
        branch=told["nhanh"],
        base=told["goc"],
        head=told["dinh"],
        digest=told["thay_doi"].removeprefix("sha256:"),
        sites=tuple(sites),
        roster=told["danh_sach"],
        person=told["nguoi"],
        at=_time(told["luc"]),
        decision=told["quyet_dinh"],
    )
    if not is_canonical(told, raw):
        raise BadStatement("không ở dạng chuẩn")  # two spellings of one statement would have two digests
    return statement


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("duplicate key")
    return found


def _time(text: str) -> datetime:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise BadStatement("thời điểm không hợp lệ") from None
    if at.tzinfo is None or "T" not in text:
        raise BadStatement("thời điểm không có múi giờ")
    if not 1970 < at.year < 9000:  # arithmetic with days at the edge of the calendar overflows
        raise BadStatement("thời điểm không có thật")
    return at


class StatementStore:
    """The statements of one state of the evidence reference."""

    def __init__(self, repo: Repository, rev: str = EVIDENCE_REF) -> None:
        self._repo = repo
        self._commit = repo.resolve(rev)
        self._names: frozenset[str] | None = None
        self._all: tuple[Signed, ...] | None = None
        self._by_head: dict[str, list[Signed]] = {}

    @property
    def digests(self) -> frozenset[str]:
        """Return the change digests for which something is kept."""
        if self._names is None:
            try:
                found = self._repo.entries(self._commit, "") if self._commit else {}
            except (MissingObject, MalformedCommit):
                found = {}
            self._names = frozenset(name for name, entry in found.items() if entry.is_tree)
        return self._names

    def of(self, digest: str) -> tuple[Signed, ...]:
        """Return what is kept for a change digest, in order of names; what is no statement is left out."""
        if self._commit is None or digest not in self.digests:
            return ()
        try:
            return tuple(s for s in self._read(digest) if s.statement.digest == digest)
        except (MissingObject, MalformedCommit):
            return ()

    def overflows(self, digest: str) -> bool:
        """Return whether more is kept for a change digest than is read: then a withdrawal may be among the rest."""
        if self._commit is None or digest not in self.digests:
            return False
        try:
            return len(self._repo.entries(self._commit, digest)) > 2 * _MOST_HERE
        except (MissingObject, MalformedCommit):
            return True

    def all(self) -> tuple[Signed, ...]:
        """Return every statement that is kept; they are read once, since many steps ask for them."""
        if self._all is None:
            self._all = tuple(signed for digest in sorted(self.digests) for signed in self.of(digest))
            for signed in self._all:
                self._by_head.setdefault(signed.statement.head, []).append(signed)
        return self._all

    def about(self, heads: Iterable[str]) -> Iterator[Signed]:
        """Yield the statements that were made for one of these heads."""
        self.all()
        for head in heads:
            yield from self._by_head.get(head, ())

    def _read(self, digest: str) -> Iterator[Signed]:
        assert self._commit is not None
        here = self._repo.entries(self._commit, digest)
        for name in sorted(here)[: 2 * _MOST_HERE]:
            beside = here.get(name.removesuffix(".json") + ".sig")
            if not name.endswith(".json") or beside is None or not (here[name].is_file and beside.is_file):
                continue
            if not all(self._repo.is_small(e.id, MOST_BYTES) for e in (here[name], beside)):
                continue
            raw, armour = self._repo.content(here[name].id), self._repo.content(beside.id)
            try:
                yield Signed(parse_statement(raw), raw, armour.decode("ascii", "replace"))
            except BadStatement:
                continue
