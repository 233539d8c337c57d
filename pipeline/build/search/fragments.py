"""What the index keeps of one item: the codes of its terms, by the place where they stand."""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
from array import array
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from html import unescape
from pathlib import Path
from typing import TypeAlias

from pipeline.build.cards import keywords
from pipeline.build.search.items import SearchItem
from pipeline.build.search.words import Spellings, beginnings, code, number_terms, terms, tokens

BODY, FACT, SUMMARY, TITLE = range(4)  # a term keeps the highest place it stands in
_MOST = 200_000  # characters of a body that are read
_HTML = re.compile(r"<[^<>]{0,2000}>")
_TARGET = re.compile(r"\]\([^()\s]{0,2000}(?:\s[^()]{0,500})?\)")
_ATTRIBUTES = re.compile(r"\{:[^{}\n]{0,500}\}")
_ADDRESS = re.compile(r"https?://[^\s<>)\]]{1,2000}")
_HEADING = re.compile(r"^#{1,6} (.{1,400})$", re.MULTILINE)

Fragment: TypeAlias = "tuple[array[int], array[int], array[int], array[int]]"
EMPTY: Fragment = (array("I"), array("I"), array("I"), array("I"))


def plain(body: str) -> str:
    """Return the words of a Markdown text: no tags, link targets, attributes or addresses."""
    text = body[:_MOST]
    if "<" in text:
        text = _HTML.sub(" ", text)
    if "](" in text:
        text = _TARGET.sub("] ", text)
    if "{:" in text:
        text = _ATTRIBUTES.sub(" ", text)
    if "://" in text:
        text = _ADDRESS.sub(" ", text)
    return unescape(text) if "&" in text else text


def fragment(item: SearchItem, spellings: Spellings) -> Fragment:
    """Return the codes of an item's terms, sorted, by place; a term stands in one place only."""
    lang = item.lang
    places: list[set[str]] = [set(), set(), set(), set()]
    body = item.edition.body
    places[BODY] = terms(tokens(plain(body), lang), spellings)
    for text in (*_HEADING.findall(body), *item.facts):
        places[FACT] |= terms(tokens(text, lang), spellings)
    for text in (item.summary, *keywords(item.edition), *item.number_phrases):
        places[SUMMARY] |= terms(tokens(text, lang), spellings)
    places[TITLE] = terms(tokens(item.title, lang), spellings)
    begun, whole = beginnings(tokens(item.title, lang), spellings)
    places[SUMMARY] |= begun
    places[TITLE] |= whole
    if item.number:
        places[TITLE] |= number_terms(item.number, lang)
    # what the filters ask for stands beside the words
    places[BODY] |= {f"@s:{item.section}", f"@k:{item.type}", f"@w:{item.site}"}
    seen: set[int] = set()
    made = []
    for place in (TITLE, SUMMARY, FACT, BODY):
        codes = {code(t) for t in places[place]} - seen
        seen |= codes
        made.append(array("I", sorted(codes)))
    title, summary, fact, rest = made
    return rest, fact, summary, title


@dataclass(frozen=True, slots=True)
class Stored:
    """What an earlier build made of one language: `Layout.made`, size of the lists, the items' keys by month and number."""

    made: str
    size: int
    months: Mapping[str, Mapping[int, str]]


@dataclass(frozen=True, slots=True)
class FragmentStore:
    """Fragments of earlier builds below the build's folder, one file for each month of a language.

    A file that is damaged or of another make is as good as none.
    """

    folder: Path

    def read(self, name: str) -> dict[str, Fragment]:
        """Return the fragments of a month by the keys of their items."""
        head, blob = self._read(name)
        found, at = {}, 0
        for key, *counts in json.loads(head or "[]"):
            parts = []
            for count in counts:
                part = array("I")
                part.frombytes(blob[at : at + 4 * count])
                if sys.byteorder == "big":
                    part.byteswap()
                at += 4 * count
                parts.append(part)
            found[key] = (parts[0], parts[1], parts[2], parts[3])
        return found

    def write(self, name: str, fragments: Mapping[str, Fragment]) -> None:
        """Keep the fragments of a month, whole or not at all."""
        head = json.dumps([[key, *(len(p) for p in parts)] for key, parts in fragments.items()])
        self._write(name, head, b"".join(_bytes(p) for parts in fragments.values() for p in parts))

    def stored(self, lang: str) -> Stored | None:
        """Return what stands of a language; None for nothing."""
        head, _ = self._read(f"{lang}.json")
        if not head:
            return None
        told = json.loads(head)
        months = {m: {int(n): key for n, key in rows.items()} for m, rows in told["months"].items()}
        return Stored(told["made"], told["size"], months)

    def write_stored(self, lang: str, stored: Stored) -> None:
        """Keep what stands of a language."""
        self._write(f"{lang}.json", json.dumps(asdict(stored)), b"")

    def keep(self, names: Iterable[str]) -> None:
        """Remove the files that are none of these."""
        wanted = set(names)
        for file in self.folder.glob("*") if self.folder.is_dir() else ():
            if file.name not in wanted:
                file.unlink(missing_ok=True)

    def _read(self, name: str) -> tuple[bytes, bytes]:
        try:
            data = (self.folder / name).read_bytes()
        except OSError:
            return b"", b""
        digest, _, rest = data.partition(b"\n")
        if hashlib.sha256(rest).hexdigest().encode() != digest:
            return b"", b""
        head, _, blob = rest.partition(b"\n")
        return head, blob

    def _write(self, name: str, head: str, blob: bytes) -> None:
        rest = head.encode() + b"\n" + blob
        self.folder.mkdir(parents=True, exist_ok=True)
        fresh = self.folder / f".{name}.{os.getpid()}"
        fresh.write_bytes(hashlib.sha256(rest).hexdigest().encode() + b"\n" + rest)
        fresh.replace(self.folder / name)


def _bytes(part: array[int]) -> bytes:
    if sys.byteorder == "big":
        part = array("I", part)
        part.byteswap()
    return part.tobytes()
