"""What a check of a small change needs to know of all that did not change, without reading it.

Made once for a base commit, below the state folder, from the corpus of that commit: the paths, git's ids, the words
by which items name one another, the anchors by which their texts are alike, the numbers of documents. Plain JSON
and sorted numbers that are searched where they lie: whoever could write there could lead a check astray, but
never run anything. What does not have the right shape is as if it were not there.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import stat
import tempfile
import time
from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pipeline.checks.documents import DOCUMENT, references
from pipeline.checks.likeness import Signature, order, stands_for
from pipeline.model.address import CONTENT, SITES
from pipeline.model.content import Corpus, Edition
from pipeline.model.legal import number_key
from pipeline.source.tree import git_id

_ITEM_BITS, _HASH_BITS = 22, 40
_MOST_KEPT = 3  # indexes; the oldest go first
_SETTLED = 2_000_000_000  # nanoseconds: a file that was written just now may be written again unnoticed
_LOOKS = 4  # numbers by which a file is known again: times of content and entry, size, inode
_WORD = (1 << 64) - 1
_DIGITS = re.compile(r"\d+")
RELATIONS = ("thay_the", "bi_thay_the_boi", "sua_doi")
_WHOLE, _ALIKE, _WORDS, _ORDER = "kho.json", "giong-nhau.bin", "tu-ngu.bin", "thu-tu.bin"
_SEEN = "tep.bin"


class Postings:
    """Sorted pairs of a number of forty bits and an item, searched without being unpacked."""

    def __init__(self, pairs: Sequence[int]) -> None:
        self._pairs = pairs

    def of(self, key: int) -> list[int]:
        """Return the items of a key."""
        start = bisect_left(self._pairs, key << _ITEM_BITS)
        end = bisect_left(self._pairs, (key + 1) << _ITEM_BITS, start)
        return [p & ((1 << _ITEM_BITS) - 1) for p in self._pairs[start:end]]


@dataclass(frozen=True)
class Index:
    """What is known of a base commit."""

    folder: Path
    ids: Mapping[str, str]  # repository path below content/ and sites/ → git's id of the file
    items: tuple[str, ...]  # the items in their order
    places: Mapping[str, int]  # item → its place in that order
    files: tuple[str, ...]  # attachments
    sections: tuple[tuple[str, str, str], ...]  # site, language, section of the items
    numbers: Mapping[str, tuple[int, ...]]  # number of a document → documents that have it or relate to it
    leads: Mapping[str, tuple[int, ...]]  # first digits of a document's number → documents
    units: tuple[str, ...]  # the owners of the items, in their order
    alike: Postings
    words: Postings
    stands: Sequence[int]  # of each item: the largest anchor that stands for its whole text
    ranks: Sequence[int]  # of each item: its place in the order in which items came
    sizes: Sequence[int]  # of each item: how many anchors it has

    def naming(self, word: str) -> list[int]:
        """Return the items that hold a word by which they may name another; now and then one too many."""
        return self.words.of(key_of(word))

    def changed(self, root: Path) -> frozenset[str] | None:
        """Return the files of a tree that differ from the base, None where files came, went or are odd.

        What a file looked like when its bytes were last compared is kept: one that looks the same is the same.
        """
        seen = _seen(self.folder / _SEEN, len(self.ids)).tolist()
        number = {path: n * _LOOKS for n, path in enumerate(self.ids)}
        found: set[str] = set()
        read: dict[str, str] = {}
        count = 0
        begun = time.time_ns()
        for path, told in _walk(root):
            n = number.get(path)
            if n is None or told is None:
                return None
            count += 1
            if (
                told.st_mtime_ns == seen[n]
                and told.st_ctime_ns == seen[n + 1]
                and told.st_size == seen[n + 2]
                and told.st_ino == seen[n + 3]
            ):
                continue
            read[path] = git_id(root / path)
            if read[path] != self.ids[path]:
                found.add(path)
        if count != len(self.ids):
            return None
        if len(read) - len(found) > 20:
            known = {p: i for p, i in self.ids.items() if p not in read} | read
            remember_looks(self.folder, self.ids, root, known, begun)
        return frozenset(found)


def remember_looks(
    folder: Path, ids: Mapping[str, str], root: Path, read: Mapping[str, str], begun: int
) -> None:
    """Keep what the files of a tree look like whose bytes were read and are those of the base.

    `read` gives git's id of what was read, `begun` the nanosecond since which it was: what was written later, or
    shortly before, may have changed since it was read.
    """
    number = {path: n for n, path in enumerate(ids)}
    fresh = array("Q", bytes(8 * _LOOKS * len(number)))
    limit = begun - _SETTLED
    for path, told in _walk(root):
        n = number.get(path)
        if n is None or told is None or read.get(path) != ids[path]:
            continue
        if told.st_mtime_ns < limit and told.st_ctime_ns < limit:
            fresh[n * _LOOKS : (n + 1) * _LOOKS] = _look(told)
    with suppress(OSError):
        _write(folder / _SEEN, fresh.tobytes())


def _look(told: os.stat_result) -> array[int]:
    times = (told.st_mtime_ns & _WORD, told.st_ctime_ns & _WORD)  # before 1970 they are negative
    return array("Q", (*times, told.st_size, told.st_ino & _WORD))


def key_of(word: str) -> int:
    """Return the number under which a word is found."""
    told = hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=_HASH_BITS // 8)
    return int.from_bytes(told.digest(), "big")


def place_of(keep: Path, program: str, commit: str) -> Path:
    """Return the folder of a base's index."""
    return keep / "chi-muc" / hashlib.sha256(f"{program}\0{commit}".encode()).hexdigest()[:32]


def load_index(folder: Path) -> Index | None:
    """Return the index in a folder, None where there is none of the right shape."""
    try:
        told = json.loads((folder / _WHOLE).read_bytes())
        items = tuple(map(str, told["items"]))
        ids = {str(path): str(value) for path, value in told["ids"].items()}
        numbers, leads = (_lists(told[name], len(items)) for name in ("numbers", "leads"))
        sections = tuple((str(site), str(lang), str(section)) for site, lang, section in told["sections"])
        alike, words = (Postings(_numbers(folder / name)) for name in (_ALIKE, _WORDS))
        listed = _numbers(folder / _ORDER)
        files = tuple(map(str, told["files"]))
        units = tuple(map(str, told["units"]))
        if len(units) != len(items) or len(listed) != 3 * len(items):
            return None
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    places = {path: n for n, path in enumerate(items)}
    stands, ranks, sizes = (listed[n * len(items) : (n + 1) * len(items)] for n in range(3))
    return Index(
        folder, ids, items, places, files, sections, numbers, leads, units, alike, words, stands, ranks, sizes
    )


def write_index(
    folder: Path,
    corpus: Corpus,
    ids: Mapping[str, str],
    words: Mapping[str, Collection[str]],
    signatures: Iterable[Signature],
) -> None:
    """Keep what is known of a base; a corpus with files that could not be read is not kept."""
    read = {e.path for e in corpus.editions} | set(corpus.attachments)
    if read != {p for p in ids if p.startswith(f"{CONTENT}/")} or len(corpus.editions) >= 1 << _ITEM_BITS:
        return
    numbers: dict[str, list[int]] = {}
    leads: dict[str, list[int]] = {}
    for place, edition in enumerate(corpus.editions):
        if edition.type == DOCUMENT:
            for key in numbers_of(edition):
                numbers.setdefault(key, []).append(place)
            leads.setdefault(lead_of(edition.get("so_ky_hieu")), []).append(place)
    told = {
        "items": [e.path for e in corpus.editions],
        "ids": dict(ids),
        "units": [e.get("don_vi") for e in corpus.editions],
        "files": list(corpus.attachments),
        "sections": sorted({(d.site, d.lang, d.section) for d in (e.document for e in corpus.editions)}),
        "numbers": numbers,
        "leads": leads,
    }
    alike: list[int] = []
    stands, sizes = array("Q"), array("Q")
    for n, own in enumerate(signatures):
        alike += [a << _ITEM_BITS | n for a in own.anchors]
        stands.append(stands_for(own))
        sizes.append(len(own.anchors))
    ranks = array("Q", bytes(8 * len(corpus.editions)))
    coming = sorted(range(len(corpus.editions)), key=lambda n: order(corpus.editions[n]))
    for rank, n in enumerate(coming):
        ranks[n] = rank
    named = [
        key_of(w) << _ITEM_BITS | n for n, e in enumerate(corpus.editions) for w in words.get(e.path, ())
    ]
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        for old in sorted(folder.parent.iterdir(), key=lambda f: f.stat().st_mtime)[: 1 - _MOST_KEPT]:
            shutil.rmtree(old, ignore_errors=True)
        folder.mkdir(exist_ok=True)
        _write(folder / _ALIKE, array("Q", sorted(alike)).tobytes())
        _write(folder / _ORDER, (stands + ranks + sizes).tobytes())
        _write(folder / _WORDS, array("Q", sorted(named)).tobytes())
        _write(folder / _WHOLE, json.dumps(told, separators=(",", ":")).encode())
    except OSError:  # a full disk costs the gain only
        return


def numbers_of(document: Edition) -> set[str]:
    """Return a document's number and those that it replaces, amends or is replaced by."""
    told = {number_key(r.number) for key in RELATIONS for r in references(document, key)}
    if number := document.get("so_ky_hieu").strip():
        told.add(number_key(number))
    return told


def lead_of(number: str) -> str:
    """Return the first digits of a number without leading zeros, "" where it has none."""
    found = _DIGITS.search("".join(number.split()))
    return found[0].lstrip("0") if found else ""


def leads_in(text: str) -> set[str]:
    """Return every row of digits of a text without leading zeros: what a number in it may begin with."""
    return {run.lstrip("0") for run in _DIGITS.findall(text)}


def _walk(root: Path) -> Iterable[tuple[str, os.stat_result | None]]:
    pending = [CONTENT, SITES]
    while pending:
        folder = pending.pop()
        try:
            with os.scandir(os.path.join(root, folder)) as found:  # noqa: PTH118 - a Path for each file costs as much as the look
                for entry in found:
                    if entry.name.startswith("."):
                        continue
                    path = f"{folder}/{entry.name}"
                    told = entry.stat(follow_symlinks=False)
                    if stat.S_ISDIR(told.st_mode):
                        pending.append(path)
                    else:
                        yield path, told if stat.S_ISREG(told.st_mode) else None
        except FileNotFoundError:
            continue
        except OSError:
            yield folder, None


def _numbers(file: Path) -> array[int]:
    told = array("Q")
    told.frombytes(file.read_bytes())
    return told


def _lists(value: Mapping[str, Sequence[int]], most: int) -> Mapping[str, tuple[int, ...]]:
    found = {str(key): tuple(listed) for key, listed in value.items()}
    if not all(type(n) is int and 0 <= n < most for listed in found.values() for n in listed):
        raise ValueError(most)
    return found


def _seen(file: Path, count: int) -> array[int]:
    try:
        found = _numbers(file)
    except (OSError, ValueError):
        found = array("Q")
    return found if len(found) == _LOOKS * count else array("Q", bytes(8 * _LOOKS * count))


def _write(file: Path, data: bytes) -> None:
    handle, temporary = tempfile.mkstemp(dir=file.parent, prefix=".tmp-")
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)
    Path(temporary).replace(file)
