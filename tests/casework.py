"""Rule cases as data: tests/rules/<CODE>/dung stays silent, tests/rules/<CODE>/sai gives mong-doi.txt.

A case folder is either a small tree (`content/…`, `sites/…`) or loose files: a Markdown file is put where
its type belongs on the sample site daklak, any other file among that site's files, an HTML file is taken as
a built page (those in `xuat-vi` and `xuat-en` are the whole Vietnamese and English edition of the site HOST;
all file names of a folder differ). Shared data (sites/_chung) and, unless the case brings its own `sites/`,
the sample sites serve as background. A rule on changes has two trees instead, `truoc` (before) and `sau` (after).
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from unittest.mock import patch

from pipeline.checks import all_rules, check_corpus
from pipeline.checks.affected import changes, moves
from pipeline.checks.engine import Before
from pipeline.clock.now import parse_time
from pipeline.model.change import Change
from pipeline.model.content import Corpus
from pipeline.model.finding import Finding, Stage
from pipeline.model.release import BuiltPage, PageRef
from pipeline.model.site import Registry, SiteConfig
from pipeline.source.corpus import load
from pipeline.source.items import read_item
from pipeline.source.registry import load_registry

ROOT = Path(__file__).resolve().parent.parent
RULES = Path(__file__).resolve().parent / "rules"
NOW: datetime = parse_time("2026-11-22T09:00:00+07:00")
EXPECTED = "mong-doi.txt"
BEFORE, AFTER = "truoc", "sau"
HOLLOW = ".rong"  # a large file of nothing, kept as the number of its bytes
EDITIONS, HOST = {"xuat-en": "en", "xuat-vi": "vi"}, "daklak.example"


@dataclass(frozen=True)
class Case:
    """One folder of a rule's cases."""

    code: str
    folder: Path

    @property
    def expected(self) -> list[str]:
        """The places ("file:line:column") at which the rule must speak."""
        listed = self.folder / EXPECTED
        if not listed.exists():
            return []
        lines = (line.split("#", 1)[0].strip() for line in listed.read_text(encoding="utf-8").splitlines())
        return sorted(line for line in lines if line)


def findings(case: Case, work: Path) -> list[Finding]:
    """What the rule says of a case; `work` is an empty folder."""
    rule = next(r for r in all_rules() if r.code == case.code)
    if rule.on is BuiltPage:
        return [f for f in _audited(case.folder) if f.code == case.code]
    # A late rule judges what all others found, so all have to run.
    codes = None if rule.late else {case.code}
    if rule.on is Change:
        new, before = changed(case.folder, work)
        report = check_corpus(new, before=before, now=NOW, stage=Stage.PUBLISH, codes=codes)
        return [f for f in report.findings if f.code == case.code]
    report = check_corpus(_read(case.folder, work), now=NOW, stage=Stage.PUBLISH, codes=codes)
    report = replace(report, findings=tuple(f for f in report.findings if f.code == case.code))
    own = set(_sources(case.folder, work))
    background = not (case.folder / "sites").exists()
    return [f for f in report.findings if not background or f.path in own or f.path.startswith("content/")]


def _audited(folder: Path) -> tuple[Finding, ...]:
    """What the rules say of pages: loose files as somebody hands them in, and whole editions of a site."""
    from pipeline.audit import audit_files
    from pipeline.audit.engine import audit_tree
    from pipeline.audit.tree import Tree, address_of

    files = sorted(p for p in folder.iterdir() if p.name not in (EXPECTED, *EDITIONS))
    found = list(audit_files(files).findings)
    for name, lang in EDITIONS.items():
        if (folder / name).is_dir():
            tree = Tree(folder / name, frozenset((HOST,)))
            refs = [PageRef(address_of(f), f, "", lang) for f in tree.pages()]
            report = audit_tree(tree, refs, now=NOW)
            found += [replace(f, path=(folder / name / f.path).as_posix()) for f in report.findings]
    return tuple(found)


def changed(folder: Path, work: Path) -> tuple[Corpus, Before]:
    """The state after a change case, and what it came from; nothing is old in it."""
    base, new = _read(folder / BEFORE, work / BEFORE), _read(folder / AFTER, work / AFTER)
    paths = {where(p, folder / side) for side in (BEFORE, AFTER) for p in _files(folder / side)}
    listed = changes(base, new, paths)
    return new, Before((), listed, None, moves(listed))


@cache
def _sample() -> tuple[Registry, tuple[SiteConfig, ...]]:
    return load_registry(ROOT)


def _read(folder: Path, work: Path) -> Corpus:
    """Lay out a case in `work` and read it; the sample sites, where they are the background, are read once."""
    if (folder / "sites").exists():
        place(folder, work)
        return load(work)
    place(folder, work, background=False)
    with patch("pipeline.source.corpus.load_registry", lambda root: _sample()):
        return load(work)


def place(folder: Path, work: Path, background: bool = True) -> None:
    """Lay out a case as a repository in `work`."""
    if background:
        shutil.copytree(ROOT / "sites", work / "sites", symlinks=True)
    if (folder / "sites").exists():
        for site in (work / "sites").iterdir():
            if site.name != "_chung":
                shutil.rmtree(site)
    for source in sorted(folder.rglob("*")):
        if source.is_dir() or source.name == EXPECTED:
            continue
        target = work / where(source, folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.suffix == HOLLOW:
            with target.open("wb") as large:
                large.truncate(int(source.read_text(encoding="utf-8")))
        else:
            shutil.copy(source, target, follow_symlinks=False)


def where(source: Path, folder: Path) -> str:
    """The repository path at which a case file is put."""
    inside = source.relative_to(folder).as_posix().removeprefix(f"{BEFORE}/").removeprefix(f"{AFTER}/")
    inside = inside.removesuffix(HOLLOW)
    if inside.startswith(("content/", "sites/")):
        return inside
    if source.suffix != ".md":
        return f"content/daklak/tep/{inside}"
    edition = read_item(inside, source.read_bytes())
    kind = _sample()[0].types.get(edition.type)
    if kind is None:
        return f"content/daklak/tin-tuc/2026/11/{inside}"
    dated = "2026/11/" if kind.dated else ""
    return f"content/daklak/{kind.sections[0]}/{dated}{inside}"


def spoken(case: Case, found: list[Finding]) -> list[str]:
    """The places of findings in the words of mong-doi.txt: by the case's own file names."""
    names: dict[str, str] = {}
    for top in (case.folder, case.folder / BEFORE, case.folder / AFTER):
        names |= {where(s, top): s.relative_to(top).as_posix() for s in _files(top)}
    return sorted(f"{called(f.path, names)}:{f.line}:{f.column}" for f in found)


def called(path: str, names: Mapping[str, str]) -> str:
    """What a case calls a file: by where it was put, else (a built page stays where it is) by its whole file name."""
    own = {name.rpartition("/")[2] for name in names.values()}
    name = path.rpartition("/")[2]
    return names.get(path) or (name if name in own else path)


def _files(folder: Path) -> list[Path]:
    return [p for p in sorted(folder.rglob("*")) if not p.is_dir() and p.name != EXPECTED]


def _sources(folder: Path, work: Path) -> list[str]:
    return [where(p, folder) for p in _files(folder)]
