"""Running the rules: from subjects to a `Report`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from pipeline.checks.facts import corpus_facts
from pipeline.checks.old import mark_old
from pipeline.checks.registry import Context, Rule, all_rules, source_rules
from pipeline.checks.severity import Weights
from pipeline.checks.waivers import Found, apply_waivers
from pipeline.model.address import CONTENT, SITES
from pipeline.model.change import Change
from pipeline.model.content import Attachment, Corpus, Edition
from pipeline.model.finding import Finding, Problem, Report, RuleNote, Severity, Stage, fingerprint
from pipeline.model.halves import LEAST, MOST_TURNS, Turns, can_copy, rarely_collecting, together
from pipeline.model.release import BuiltPage
from pipeline.model.site import Registry, SiteConfig
from pipeline.model.text import Text

_STAGES = list(Stage)
# Of one rule in one file. A file with more is mangled; its author needs the first ones, not a report
# that fills the memory. What was left out is said in the remarks.
MOST_TOLD = 200
_PORTION = 20  # items that one of two processes takes at a time


@dataclass(frozen=True, slots=True)
class Before:
    """The state that a corpus came from: its findings, what changed since, and which files that touches.

    `affected` is None where anything may be affected. Findings of rules on items and attachments in other
    files are taken over, but those of rules that compare items; all other rules run again. `moves` gives the old path of a moved item by its new one.
    """

    findings: tuple[Finding, ...]
    changes: tuple[Change, ...]
    affected: frozenset[str] | None
    moves: Mapping[str, str]


def check_corpus(
    corpus: Corpus,
    *,
    now: datetime,
    stage: Stage = Stage.SUBMIT,
    paths: Collection[str] | None = None,
    codes: Collection[str] | None = None,
    commit: str | None = None,
    published: Mapping[str, datetime] | None = None,
    before: Before | None = None,
) -> Report:
    """Return what the rules say of a corpus.

    With `paths` (repository paths, a folder covers what lies below it) only findings in these files are
    told; the rest of the corpus still serves as background. With `codes` only these rules run.
    `published` tells when items (by repository path) were published; the others count as under review.
    With `before` the findings that were there before are told as old ones, with their owners.
    """
    with rarely_collecting():
        judged = _judge(corpus, now, stage, paths, codes, published, before)
    return judged.report(_Scope(paths), commit)


def check_parts(
    corpus: Corpus,
    parts: Mapping[str, Collection[str]],
    *,
    now: datetime,
    stage: Stage,
    published: Mapping[str, datetime],
    commits: Mapping[str, str],
    codes: Collection[str] | None = None,
) -> Mapping[str, Report]:
    """Return what `check_corpus` says of each part of a corpus, such as a site; the corpus is looked at once.

    `parts` gives the paths of a part by its name, `commits` the commit that its report tells.
    """
    with rarely_collecting():
        paths = [path for part in parts.values() for path in part]
        judged = _judge(corpus, now, stage, paths, codes, published, None)
    return {name: judged.report(_Scope(part), commits.get(name)) for name, part in parts.items()}


@dataclass(frozen=True, slots=True)
class _Judged:
    """What a run found, before it becomes a report."""

    editions: list[Edition]
    findings: tuple[Finding, ...]
    cut: set[tuple[str, str]]
    rules: list[Rule]

    def report(self, wanted: _Scope, commit: str | None) -> Report:
        """Return the report on some of the files that were looked at."""
        items = sum(wanted.holds(e.path) for e in self.editions)
        findings = tuple(f for f in self.findings if wanted.holds(f.path))
        cut = [c for c in self.cut if wanted.holds(c[1])]
        return Report(items, 0, findings, commit, _remarks(cut), rule_notes(self.rules, findings))


def _judge(
    corpus: Corpus,
    now: datetime,
    stage: Stage,
    paths: Collection[str] | None,
    codes: Collection[str] | None,
    published: Mapping[str, datetime] | None,
    before: Before | None,
) -> _Judged:
    facts = dict(corpus_facts(corpus, now, published))
    weights = facts["weights"] = Weights(corpus.registry)
    ctx = Context(now, stage, corpus.registry, corpus, facts)
    wanted = _Scope(paths)
    editions = [e for e in corpus.editions if wanted.holds(e.path)]
    rules = [r for r in source_rules() if codes is None or r.code in codes]
    cut: set[tuple[str, str]] = set()
    subjects = _subjects(corpus, editions, wanted, before)
    ran = _run(tuple(r for r in rules if not r.late), subjects, ctx, cut)
    if before is not None and before.affected is not None:
        # an item may have held, or may hold now, text of a changed one without naming it
        others = [(e.path, e) for e in editions if e.path not in before.affected]
        ran += run_rules([r for r in rules if r.across], others, ctx, cut)
    found = [f for f in ran if wanted.holds(f.path)]
    if before is not None and before.affected is not None:
        found += _kept(before, corpus, wanted, {r.code: r for r in rules})
    # Whether a waiver is of use can be said only where all rules have looked at all files of its site.
    whole = frozenset(c.site_id for c in corpus.configs if codes is None and wanted.whole_site(c.site_id))
    facts["found"] = Found(tuple(found), whole)
    late = [r for r in rules if r.late]
    found += [f for f in run_rules(late, subjects, ctx, cut) if wanted.holds(f.path)]
    told: Iterable[Finding] = apply_waivers(found, corpus.configs, weights, facts["today"])
    if before is not None:
        told = mark_old(told, before.findings, before.moves, facts["editions"], corpus.registry)
    return _Judged(editions, tuple(sorted(told, key=lambda f: f.order)), cut, rules)


def _run(
    rules: tuple[Rule, ...], subjects: list[tuple[str, Any]], ctx: Context, cut: set[tuple[str, str]]
) -> list[Finding]:
    """Return what the rules find, of a large corpus in two processes.

    Rules that compare items with each other, and those on anything but items, stay in the first. The items are taken
    in turn, so that neither waits for the other.
    """
    items = [s for s in subjects if type(s[1]) is Edition]
    if len(items) < LEAST or not can_copy():
        return list(run_rules(rules, subjects, ctx, cut))
    others = [s for s in subjects if type(s[1]) is not Edition]
    plain = [r for r in rules if not r.across]
    across = [r for r in rules if r.across]
    size = max(_PORTION, -(-len(items) // MOST_TURNS))
    turns = Turns(-(-len(items) // size))

    def portions() -> Iterator[tuple[str, Any]]:
        for turn in turns:
            yield from items[turn * size : (turn + 1) * size]

    def own() -> list[Finding]:
        found = list(run_rules(across, [*items, *others], ctx, cut))
        found += run_rules(plain, others, ctx, cut)
        return found + list(run_rules(plain, portions(), ctx, cut))

    def copied() -> tuple[list[Finding], set[tuple[str, str]]]:
        left_out: set[tuple[str, str]] = set()
        return list(run_rules(plain, portions(), ctx, left_out)), left_out

    try:
        found, (more, left_out) = together(own, copied)
    finally:
        turns.close()
    cut |= left_out
    return found + more


def _subjects(
    corpus: Corpus, editions: list[Edition], wanted: _Scope, before: Before | None
) -> list[tuple[str, Any]]:
    only = before.affected if before else None
    listed: list[tuple[str, Any]] = [(e.path, e) for e in editions if only is None or e.path in only]
    listed += [
        (p, a) for p, a in corpus.attachments.items() if wanted.holds(p) and (only is None or p in only)
    ]
    listed += [(c.path, c) for c in before.changes if wanted.holds(c.path)] if before else []
    listed += [(c.path, c) for c in corpus.configs if wanted.of_site(c)]
    boards = [c.board for c in corpus.configs if c.board]
    listed += [(b.path, b) for b in boards if any(wanted.holds(f.path) for f in b.files)]
    return [*listed, ("", corpus)]


def _kept(before: Before, corpus: Corpus, wanted: _Scope, rules: Mapping[str, Rule]) -> Iterator[Finding]:
    """Yield the findings of the earlier state that hold still: of files that nothing has touched."""
    assert before.affected is not None
    there = {e.path for e in corpus.editions} | set(corpus.attachments)
    for finding in before.findings:
        known = rules.get(finding.code)
        if known is None or known.on not in (Edition, Attachment) or known.across:
            continue
        if finding.path in before.affected:
            continue
        if finding.path in there and wanted.holds(finding.path):
            yield replace(finding, waived=None)


def check_pages(
    pages: Iterable[BuiltPage],
    *,
    registry: Registry,
    now: datetime,
    facts: Mapping[str, Any],
    commit: str | None = None,
) -> Report:
    """Return what the HTML rules say of built pages."""
    ctx = Context(now, Stage.PUBLISH, registry, None, facts)
    listed = list(pages)
    rules = [r for r in all_rules() if r.on is BuiltPage]
    subjects = [(p.ref.source or p.ref.file, p) for p in listed]
    cut: set[tuple[str, str]] = set()
    findings = sorted(run_rules(rules, subjects, ctx, cut), key=lambda f: f.order)
    return Report(0, len(listed), tuple(findings), commit, _remarks(cut), rule_notes(rules, findings))


def run_rules(
    rules: Iterable[Rule],
    subjects: Iterable[tuple[str, Any]],
    ctx: Context,
    cut: set[tuple[str, str]] | None = None,
) -> Iterator[Finding]:
    """Yield the findings of some rules on some (path, subject) pairs, each rule at its stage or later.

    What goes beyond `MOST_TOLD` is left out; its rule and file go into `cut`.
    """
    weights = ctx.facts.get("weights") or Weights(ctx.registry)
    due = [r for r in rules if _STAGES.index(r.stage) <= _STAGES.index(ctx.stage)]
    by_type: dict[type, list[Rule]] = {}
    seen: Counter[tuple[str, str, str]] = Counter()
    told: Counter[tuple[str, str]] = Counter()
    for path, subject in subjects:
        kind = type(subject)
        if kind not in by_type:
            by_type[kind] = [r for r in due if issubclass(kind, r.on)]
        for each in by_type[kind]:
            for problem in each.check(subject, ctx):
                place = (each.code, problem.path or path)
                told[place] += 1
                if told[place] <= MOST_TOLD:
                    weight = weights.of(each, place[1], ctx.stage)
                    yield _finding(each, weight, place[1], problem, seen)
                    continue
                if cut is not None:
                    cut.add(place)
                if not problem.path:  # a rule on the whole corpus goes on to other files
                    break


def _remarks(cut: Iterable[tuple[str, str]]) -> tuple[Text, ...]:
    return tuple(
        Text(
            f"{path}: {code} có hơn {MOST_TOLD} chỗ, chỉ nêu {MOST_TOLD} chỗ đầu.",
            f"{path}: {code} has more than {MOST_TOLD} findings; the first {MOST_TOLD} are told.",
        )
        for code, path in sorted(cut)
    )


def rule_notes(rules: Iterable[Rule], findings: Iterable[Finding]) -> tuple[RuleNote, ...]:
    """Return what is to be known of those rules that have findings."""
    speaking = {f.code for f in findings}
    told = []
    for each in rules:
        if each.code in speaking:
            summary, _, rest = each.doc.strip().partition("\n")
            told.append(
                RuleNote(each.code, each.name, summary.strip(), rest.strip(), each.severity, each.legal)
            )
    return tuple(told)


def _finding(
    each: Rule, weight: Severity, path: str, problem: Problem, seen: Counter[tuple[str, str, str]]
) -> Finding:
    key = (each.code, path, problem.anchor)
    seen[key] += 1
    return Finding(
        code=each.code,
        name=each.name,
        severity=weight,
        path=path,
        line=max(1, problem.line),
        column=max(1, problem.column),
        message=problem.message,
        hint=problem.hint,
        legal=problem.legal or each.legal,
        fingerprint=fingerprint(*key, seen[key]),
        wcag=problem.wcag,
        act=problem.act,
    )


class _Scope:
    """The files that findings are wanted for."""

    def __init__(self, paths: Collection[str] | None) -> None:
        self._all = paths is None
        self._exact = set(paths or ())
        self._folders = tuple(p.rstrip("/") + "/" for p in paths or ())

    def holds(self, path: str) -> bool:
        return self._all or path in self._exact or path.startswith(self._folders)

    def of_site(self, config: SiteConfig) -> bool:
        """Return whether some file of a site's own registry folder is wanted."""
        return any(self.holds(file.path) for file in (config, config.waivers, config.front) if file)

    def whole_site(self, site: str) -> bool:
        """Return whether all files of a site are wanted."""
        return self.holds(f"{CONTENT}/{site}/") and self.holds(f"{SITES}/{site}/")
