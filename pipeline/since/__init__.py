"""A check of what a change causes: the base from git, judged once and remembered, and the change against it.

The tree that is checked may be a working tree; the base is the commit that it shares with a revision. What
the base says is kept below the state folder by everything it depends on, so that a change of ten files is
judged by those files, whatever names them, and the rules on the whole corpus.
"""

from __future__ import annotations

import hashlib
import os
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from pipeline.checks import check_corpus
from pipeline.checks.affected import affected, changes, moves
from pipeline.checks.engine import Before
from pipeline.checks.kept import dump, parse
from pipeline.checks.likeness import signature
from pipeline.history.publication import seconds_brought
from pipeline.history.repository import Repository
from pipeline.model.address import CONTENT, SITES
from pipeline.model.content import Corpus
from pipeline.model.finding import Finding, Report, Stage
from pipeline.model.naming import mentions
from pipeline.since.index import load_index, place_of, remember_looks, write_index
from pipeline.since.narrow import check_narrow
from pipeline.source.cache import ReadingCache
from pipeline.source.corpus import load
from pipeline.source.tree import git_id, walk

MOST_KEPT = 20  # answers about bases; the oldest go first


@dataclass(frozen=True, slots=True)
class Base:
    """An earlier state: its commit, its corpus, and the paths that differ from the state it is compared with."""

    commit: str
    corpus: Corpus
    changed: frozenset[str]


def check_since(
    repository: Repository,
    rev: str,
    root: Path,
    state: Path,
    *,
    now: datetime,
    stage: Stage = Stage.SUBMIT,
    paths: Collection[str] | None = None,
    first: Callable[[], None] = lambda: None,
) -> Report:
    """Return a report of the tree below `root` in which what the base of `rev` had already is told as old.

    `first` is called where the base was never judged before, which takes as long as a whole check. Raises `UsageError` for a revision that the repository does not have.
    """
    begun = time.time_ns()
    commit = base_of(repository, rev)
    keep = state / "cache"
    kept = keep / "ket-qua" / f"{_key(commit, stage, now)}.json"
    place = place_of(keep, _program(), commit)
    findings = _read(kept)
    index = load_index(place) if findings is not None else None
    if index is not None and findings is not None:
        quick = check_narrow(
            repository,
            index,
            findings,
            root,
            now=now,
            stage=stage,
            paths=paths,
            published=_since_publication(repository, commit, keep, now),
        )
        if quick is not None:
            return quick
    if findings is None:
        first()
    reading = ReadingCache(keep / "doc-bai")
    corpus = load(root, reading=reading, cache=keep / "tep")
    blobs = reading.blobs | {e.path: git_id(root / e.path) for e in walk(root, SITES) if not e.fault}
    published = _since_publication(repository, commit, keep, now)
    with tempfile.TemporaryDirectory(prefix="congtinh-goc-") as folder:
        base = base_state(repository, commit, corpus, blobs, Path(folder) / "goc")
        if findings is None:
            findings = check_corpus(base.corpus, now=now, stage=stage, published=published).findings
            _write(kept, findings)
        words = dict(reading.mentions)
        for edition in base.corpus.editions:
            if edition.path in base.changed:  # a change is known by what it named before, too
                words[edition.path] = words.get(edition.path, frozenset()) | mentions(edition.text)
        if index is None:
            ids = _index(place, repository, base, words_of(base, reading))
            remember_looks(place, ids, root, blobs, begun)
        told = changes(base.corpus, corpus, base.changed)
        reach = affected(base.corpus, corpus, base.changed, words)
        before = Before(findings, told, reach, moves(told))
        reading.save()
        return check_corpus(corpus, now=now, stage=stage, paths=paths, published=published, before=before)


def _since_publication(
    repository: Repository, commit: str, keep: Path, now: datetime
) -> Mapping[str, datetime]:
    """Return since when the items of a commit stand on the main branch."""
    return _Published(seconds_brought(repository, commit, CONTENT, keep / "len-trang"), now)


class _Published(Mapping[str, datetime]):
    """Moments of publication, each made when it is asked for: a small change asks for few of them."""

    def __init__(self, seconds: Mapping[str, int], now: datetime) -> None:
        self._seconds, self._now = seconds, now

    def __getitem__(self, path: str) -> datetime:
        return min(datetime.fromtimestamp(self._seconds[path], UTC), self._now)

    def __contains__(self, path: object) -> bool:
        return path in self._seconds

    def __iter__(self) -> Iterator[str]:
        return iter(self._seconds)

    def __len__(self) -> int:
        return len(self._seconds)


def words_of(base: Base, reading: ReadingCache) -> Mapping[str, frozenset[str]]:
    """Return the words by which the items of a base may name others."""
    known = reading.mentions
    return {
        e.path: mentions(e.text) if e.path in base.changed or e.path not in known else known[e.path]
        for e in base.corpus.editions
    }


def _index(
    place: Path, repository: Repository, base: Base, words: Mapping[str, frozenset[str]]
) -> Mapping[str, str]:
    """Keep what the quick way needs to know of a base; return git's id of its files by path."""
    ids = {
        path: entry.id
        for below in (CONTENT, SITES)
        for path, entry in repository.files(base.commit, below)
        if not any(part.startswith(".") for part in path.split("/"))
    }
    write_index(place, base.corpus, ids, words, map(signature, base.corpus.editions))
    return ids


def base_of(repository: Repository, rev: str) -> str:
    """Return the commit that HEAD shares with a revision, the revision's own where they share none."""
    commit = repository.head(rev)
    head = repository.resolve("HEAD")
    return (repository.common_origin(commit, head) if head else None) or commit


def base_state(
    repository: Repository, commit: str, corpus: Corpus, blobs: Mapping[str, str], folder: Path
) -> Base:
    """Return the state of a commit; `blobs` gives git's id of everything that was read of `corpus`, by path.

    Only what differs is read from git, into `folder`, which must outlive the state's use; the rest is the
    same object in both states.
    """
    old = {
        path: entry
        for below in (CONTENT, SITES)
        for path, entry in repository.files(commit, below)
        if not any(part.startswith(".") for part in path.split("/"))
    }
    ids = {path: entry.id for path, entry in old.items() if entry.is_file}
    read = {e.path for e in corpus.editions} | set(corpus.attachments)
    odd = {
        p for p in read - blobs.keys() if p not in old or p in ids
    }  # links, bad names: no bytes to compare
    changed = {p for p in ids.keys() | blobs.keys() if ids.get(p) != blobs.get(p)} | odd
    sites = any(p.startswith(f"{SITES}/") for p in changed)
    parts = [(commit, p) for p in sorted(changed) if p in ids and p.startswith(f"{CONTENT}/")]
    repository.export_parts((*parts, *([(commit, SITES)] if sites else [])), folder)
    before = load(folder)
    editions = [*(e for e in corpus.editions if e.path not in changed), *before.editions]
    attachments = {p: a for p, a in corpus.attachments.items() if p not in changed}
    whole = Corpus(
        before.registry if sites else corpus.registry,
        tuple(sorted(editions, key=lambda e: _as_walked(e.path))),
        attachments | dict(before.attachments),
        before.configs if sites else corpus.configs,
    )
    return Base(commit, whole, frozenset(changed))


def _as_walked(path: str) -> list[tuple[bool, str]]:
    """Return the key by which a tree is walked: the files of a folder, then its folders."""
    parts = path.split("/")
    return [(number < len(parts) - 1, part) for number, part in enumerate(parts)]


def _key(commit: str, stage: Stage, now: datetime) -> str:
    """Return a name for everything that the findings of a base depend on; deadlines are told by the day."""
    told = "\0".join((_program(), commit, stage.value, now.date().isoformat()))
    return hashlib.sha256(told.encode()).hexdigest()[:32]


@cache
def _program() -> str:
    """Return a name for the program that judges: its own code, and the packages beside which it runs."""
    packages = sorted(f.name for f in Path(sysconfig.get_path("purelib")).glob("*.dist-info"))
    told = hashlib.sha256("\0".join((sys.version, *packages)).encode("utf-8", "surrogateescape"))
    for file in sorted(Path(__file__).parent.parent.rglob("*.py")):
        told.update(file.read_bytes())
    return told.hexdigest()


def _read(file: Path) -> tuple[Finding, ...] | None:
    try:
        return parse(file.read_bytes())
    except OSError:
        return None


def _write(file: Path, findings: tuple[Finding, ...]) -> None:
    """Keep findings; a folder that cannot be written to costs only the time of the next run."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=file.parent, prefix=".tmp-")
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(dump(findings))
        Path(temporary).replace(file)
        kept = sorted(file.parent.glob("*.json"), key=lambda f: f.stat().st_mtime)
        for old in kept[:-MOST_KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        return
