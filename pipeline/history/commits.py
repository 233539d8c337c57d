"""A commit as its raw object says it: mailmap, encodings and display settings have no part in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

_IDENT = re.compile(rb"(?P<name>[^<]*)<(?P<email>.*)> (?P<time>-?[0-9]{1,12}) (?P<zone>[+-][0-9]{4})")
_COAUTHOR = re.compile(r"^[ \t>]*co-?authored-by[ \t]*:(?P<who>.*)$", re.IGNORECASE | re.MULTILINE)
_BETWEEN = re.compile(r"[\s<>,;\"']+")  # what stands between the words of a line that names somebody
# Days that no clock of this project can have shown are moved to the edge: arithmetic with them must not overflow.
_EARLIEST, _LATEST = datetime(1970, 1, 1, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC)
_ORDER = (b"tree", b"parent", b"author", b"committer")


class MalformedCommit(Exception):
    """A commit object that does not have the form git gives to commits."""


@dataclass(frozen=True, slots=True)
class Ident:
    """Name, e-mail and time as the author or committer chose to write them; never proof of identity."""

    name: str
    email: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CommitInfo:
    """One commit; `signature` is the armoured text, `signed` the bytes that it was made over."""

    sha: str
    tree: str
    parents: tuple[str, ...]
    author: Ident
    committer: Ident
    message: str
    signature: str | None
    signed: bytes

    @property
    def subject(self) -> str:
        """Return the first line of the message."""
        return self.message.strip().split("\n", 1)[0]

    @property
    def emails(self) -> frozenset[str]:
        """Return the e-mails of author, committer and co-authors, in the form for comparing."""
        return self.written_by | ({comparable(self.committer.email)} - {""})

    @property
    def written_by(self) -> frozenset[str]:
        """Return the e-mails of author and co-authors, in the form for comparing."""
        found = {self.author.email}
        for line in _COAUTHOR.finditer(self.message):
            found.update(w for w in _BETWEEN.split(line.group("who")) if "@" in w[1:-1])
        return frozenset(comparable(e) for e in found if e)


def comparable(email: str) -> str:
    """Return an e-mail in the form in which two spellings of the same address are equal."""
    return email.strip().casefold()


def parse_commit(sha: str, raw: bytes) -> CommitInfo:
    """Return the commit in the bytes of its object; raises `MalformedCommit`.

    Every header that decides something must stand there exactly once, so that no other reader of
    the same object can see another author, another signature or another content.
    """
    head, separator, message = raw.partition(b"\n\n")
    if not separator:
        head, message = raw.rstrip(b"\n"), b""
    folded: dict[bytes, list[list[bytes]]] = {}  # name → values, each as its lines
    kept: list[bytes] = []
    order: list[bytes] = []
    current = b""
    for line in head.split(b"\n"):
        if line.startswith(b" "):
            if not current:
                raise MalformedCommit(sha)
            folded[current][-1].append(line[1:])
        else:
            current, _, value = line.partition(b" ")
            folded.setdefault(current, []).append([value])
            order.append(current)
        if current != b"gpgsig":
            kept.append(line)
    headers = {name: [b"\n".join(lines) for lines in values] for name, values in folded.items()}
    if b"gpgsig-sha256" in headers or len(headers.get(b"gpgsig", [])) > 1 or not _in_order(order):
        raise MalformedCommit(sha)
    signature = headers[b"gpgsig"][0] if b"gpgsig" in headers else None
    return CommitInfo(
        sha=sha,
        tree=_one(sha, headers, b"tree").decode("ascii", "replace"),
        parents=tuple(p.decode("ascii", "replace") for p in headers.get(b"parent", [])),
        author=_ident(sha, _one(sha, headers, b"author")),
        committer=_ident(sha, _one(sha, headers, b"committer")),
        message=message.decode("utf-8", "replace"),
        signature=None if signature is None else signature.decode("utf-8", "replace"),
        signed=b"\n".join(kept) + separator + message if separator else b"\n".join(kept) + b"\n",
    )


def _in_order(names: list[bytes]) -> bool:
    """Return whether the headers stand as git writes them: it takes no other line for a parent, say."""
    first = [_ORDER.index(n) if n in _ORDER else len(_ORDER) for n in names]
    return first == sorted(first)


def _one(sha: str, headers: dict[bytes, list[bytes]], name: bytes) -> bytes:
    values = headers.get(name, [])
    if len(values) != 1:
        raise MalformedCommit(sha)
    return values[0]


def _ident(sha: str, line: bytes) -> Ident:
    match = _IDENT.fullmatch(line)
    if not match:
        raise MalformedCommit(sha)
    hours, minutes = int(match["zone"][1:3]), int(match["zone"][3:5])
    sign = -1 if match["zone"].startswith(b"-") else 1
    try:
        zone = timezone(sign * timedelta(hours=hours, minutes=minutes))
        at = datetime.fromtimestamp(int(match["time"]), UTC)
    except (ValueError, OverflowError, OSError):
        raise MalformedCommit(sha) from None
    at = min(max(at, _EARLIEST), _LATEST).astimezone(zone)
    return Ident(
        match["name"].decode("utf-8", "replace").strip(), match["email"].decode("utf-8", "replace"), at
    )
