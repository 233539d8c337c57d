"""Running the HTML rules over a tree: one page in memory at a time, faults of the whole tree in a second pass."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from pipeline.audit.kept import Kept, PageRead
from pipeline.audit.links import Link, Pending, ids_of, judge, links_of
from pipeline.audit.locate import Sources, placed
from pipeline.audit.parse import MAX_BYTES, MAX_ELEMENTS, read_page
from pipeline.audit.tree import Tree, address_of, manifest_of
from pipeline.checks.engine import rule_notes, run_rules
from pipeline.checks.registry import Context, all_rules
from pipeline.checks.rules.html import Broken
from pipeline.clock.now import now as clock
from pipeline.errors import UsageError
from pipeline.model.finding import Finding, Report, Stage, merge_reports
from pipeline.model.release import SEAL, AuditedSite, BuiltPage, BuiltSite, PageRef
from pipeline.model.site import Registry
from pipeline.model.text import Text, fold

OUTSIDE_NOT_CHECKED = Text(
    "Chưa thử các liên kết ra ngoài; muốn thử: congtinh audit --external",
    "Outside links were not tried; to try them: congtinh audit --external",
)
NOTHING: Mapping[str, str] = {}
_EMPTY = Registry({}, {}, (), {}, {}, {}, {})


def audit_site(
    built: BuiltSite,
    *,
    now: datetime,
    outside: Mapping[str, Text] | None = None,
    sources: Sources | None = None,
    settled: Collection[str] = frozenset(),
    kept: Path | None = None,
) -> tuple[Report, AuditedSite | None]:
    """Return what the audit found on a built site, and the site as audited when nothing stops it.

    `outside`: what `check_external` found out. `sources`: the texts of items by repository path, so that
    findings can name their line; without it they name the line on which the item's body begins.
    `settled`: items whose pages stop nothing: the served release has them already, or they are taken down.
    `kept`: the file in which this audit finds, and leaves for the next, what was read on unchanged pages.
    """
    manifest = manifest_of(built.directory)  # before reading: what changes later, publish refuses
    hosts = frozenset((built.domain, f"{built.domain}.example"))
    tree = Tree(built.directory, hosts)
    readings = Kept(kept, " ".join(sorted(hosts))) if kept else None
    report = audit_tree(
        tree, built.pages, now=now, outside=outside, sources=sources, kept=readings, digests=manifest.files
    )
    if readings:
        readings.write()
    told = (replace(f, old=True) if f.path in settled else f for f in _gathered(report.findings))
    report = replace(report, findings=tuple(told), commit=built.commit)
    return report, AuditedSite(built, manifest, report, SEAL) if report.clean else None


def audit_files(
    paths: Sequence[Path], *, now: datetime | None = None, outside: Mapping[str, Text] | None = None
) -> Report:
    """Return what the HTML rules say of any files and folders; a folder is read as the root of a site.

    Findings name the file as it was given. Raises `UsageError` for what does not exist.
    """
    moment = now or clock()
    reports: list[Report] = []
    loose: dict[Path, list[PageRef]] = defaultdict(list)
    for path in paths:
        if path.is_dir():
            report = audit_tree(Tree(path, frozenset()), (), now=moment, outside=outside, pieces=True)
            reports.append(_below(path, report))
        elif path.is_file():
            loose[path.parent].append(PageRef(address_of(path.name), path.name, "", ""))
        else:
            raise UsageError(
                Text(f"Không thấy {path}.", f"{path} does not exist."),
                Text("Kiểm tra lại đường dẫn.", "Check the path."),
            )
    for folder, refs in loose.items():
        tree = Tree(folder, frozenset(), rooted=False)
        report = audit_tree(tree, refs, now=moment, outside=outside, only=True, pieces=True)
        reports.append(_below(folder, report))
    return merge_reports(reports)


def audit_tree(
    tree: Tree,
    refs: Iterable[PageRef],
    *,
    now: datetime,
    outside: Mapping[str, Text] | None = None,
    sources: Sources | None = None,
    only: bool = False,
    pieces: bool = False,
    kept: Kept | None = None,
    digests: Mapping[str, str] = NOTHING,
) -> Report:
    """Return what the rules say of the pages of a tree: those in `refs`, and unless `only` all others.

    `pieces`: files without an html tag are parts of pages, as people hand them in; on a site they are a fault.
    `kept`: readings of pages by the SHA-256 of their bytes, which `digests` has by file.
    """
    known = {ref.file: ref for ref in refs}
    if not only:
        known = {f: known.get(f) or PageRef(address_of(f), f, "", "") for f in tree.pages()}
    seen = _Seen(tree, pieces)
    found: dict[str, Sequence[Finding]] = {}
    for ref in known.values():
        text = sources(ref.source) if sources and ref.source else None
        read = kept.find(ref, digests[ref.file], text) if kept else None
        if read is None:
            read = seen.read(ref, now, sources)
            if kept:
                data = (tree.directory / ref.file).read_bytes()
                kept.keep(ref, digests[ref.file], text, read, data)
        seen.note(ref, read)
        found[ref.file] = read.findings
    facts = seen.facts(outside or {})
    for file in seen.concerned(facts):
        # These pages have faults that only the whole tree shows: they are read and judged again.
        found[file] = _run(seen.page(known[file]), facts, seen, now, sources)
    remarks = () if outside is not None or not seen.outside else (OUTSIDE_NOT_CHECKED,)
    findings = sorted((f for each in found.values() for f in each), key=lambda f: f.order)
    return Report(0, len(known), tuple(findings), None, remarks, rule_notes(all_rules(), findings))


def _run(
    page: BuiltPage, facts: Mapping[str, Any], seen: _Seen, now: datetime, sources: Sources | None
) -> list[Finding]:
    told = {"hosts": seen.tree.hosts, "too_large": seen.too_large, "pieces": seen.pieces, **facts}
    ctx = Context(now, Stage.PUBLISH, _EMPTY, None, told)
    rules = [r for r in all_rules() if r.on is BuiltPage]
    path = page.ref.source or page.ref.file
    return [placed(f, page, sources) for f in run_rules(rules, [(path, page)], ctx)]


@dataclass
class _Seen:
    """What the first pass keeps of every page for the second."""

    tree: Tree
    pieces: bool = False
    ids: dict[str, frozenset[str]] = field(default_factory=dict)
    titles: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    broken: dict[str, list[Broken]] = field(default_factory=lambda: defaultdict(list))
    pending: dict[str, list[Pending]] = field(default_factory=lambda: defaultdict(list))
    outside: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # address → files
    too_large: set[str] = field(default_factory=set)

    def page(self, ref: PageRef) -> BuiltPage:
        return read_page(self.tree.directory / ref.file, ref)

    def read(self, ref: PageRef, now: datetime, sources: Sources | None) -> PageRead:
        """Read a page for the first time and judge it by itself."""
        page = self.page(ref)
        size = (self.tree.directory / ref.file).stat().st_size
        too_large = size > MAX_BYTES or len(page.elements) >= MAX_ELEMENTS
        if too_large:
            self.too_large.add(ref.file)
        title = next((e.text for e in page.all("title") if not page.inside(e, "svg")), "")
        findings = tuple(_run(page, {}, self, now, sources))
        return PageRead(
            findings, ids_of(page), fold(title) if title else "", tuple(links_of(page)), too_large
        )

    def note(self, ref: PageRef, read: PageRead) -> None:
        """Keep what the whole tree has to know of a page."""
        if read.too_large:
            self.too_large.add(ref.file)
        self.ids[ref.file] = read.ids
        if read.title:
            self.titles[ref.lang, read.title].append(ref.file)
        for link in read.links:
            self._follow(link, ref)

    def _follow(self, link: Link, ref: PageRef) -> None:
        target = self.tree.target(ref, link.address)
        if target is None:
            return
        if target.host is not None:
            if not link.fetched:
                self.outside[link.address].add(ref.file)
            return
        match judge(link, target, ref, self.tree):
            case Broken() as broken:
                self.broken[ref.file].append(broken)
            case Pending() as pending:
                self.pending[ref.file].append(pending)

    def places(self, file: str) -> frozenset[str]:
        """Return the ids of a page of the tree; a page not read yet is read for them."""
        if file not in self.ids:
            self.ids[file] = ids_of(self.page(PageRef("", file, "", "")))
        return self.ids[file]

    def facts(self, outside: Mapping[str, Text]) -> dict[str, Any]:
        """Return the facts of the whole tree, as `pipeline.checks.rules.html` names them."""
        for file, waiting in self.pending.items():
            for link in waiting:
                if link.place not in self.places(link.file):
                    self.broken[file].append(Broken(link.index, "neo", link.address))
        broken = {file: tuple(sorted(found, key=lambda b: b.index)) for file, found in self.broken.items()}
        shared = {key: tuple(sorted(files)) for key, files in self.titles.items() if len(files) > 1}
        return {"broken": broken, "titles": shared, "outside": outside}

    def concerned(self, facts: Mapping[str, Any]) -> Iterator[str]:
        """Yield the files on which these facts make a difference."""
        files = set(facts["broken"])
        files.update(f for shared in facts["titles"].values() for f in shared)
        files.update(f for address in facts["outside"] for f in self.outside.get(address, ()))
        return iter(sorted(files))


def _below(folder: Path, report: Report) -> Report:
    moved = (replace(f, path=(folder / f.path).as_posix()) for f in report.findings)
    return replace(report, findings=tuple(moved))


def _gathered(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Tell a fault of the theme once, with the number of pages that have it, and not once a page."""

    def key(finding: Finding) -> tuple[str, ...] | None:
        return (finding.code, finding.message.vi) if finding.path.endswith((".html", ".htm")) else None

    files: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for f in findings:
        if (own := key(f)) is not None:
            files[own].add(f.path)
    told: Counter[tuple[str, ...]] = Counter()
    kept = []
    for f in findings:
        own = key(f)
        if own is None or len(files[own]) == 1:
            kept.append(f)
            continue
        if f.path != min(files[own]):
            continue
        told[own] += 1
        more = len(files[own]) - 1
        also = Text(
            f"{f.message.vi} (Còn ở {more} trang khác.)", f"{f.message.en} (On {more} more pages too.)"
        )
        kept.append(replace(f, message=also))
    return tuple(kept)
