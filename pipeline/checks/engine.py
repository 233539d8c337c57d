"""Running the rules: from subjects to a `Report`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from pipeline.checks.facts import corpus_facts
from pipeline.checks.registry import Context, Rule, all_rules
from pipeline.model.content import Corpus
from pipeline.model.finding import Finding, Problem, Report, RuleNote, Stage, fingerprint
from pipeline.model.release import BuiltPage
from pipeline.model.site import Registry
from pipeline.model.text import Text

_STAGES = list(Stage)
# Of one rule in one file. A file with more is mangled; its author needs the first ones, not a report
# that fills the memory. What was left out is said in the remarks.
MOST_TOLD = 200


def check_corpus(
    corpus: Corpus,
    *,
    now: datetime,
    stage: Stage = Stage.SUBMIT,
    paths: Collection[str] | None = None,
    codes: Collection[str] | None = None,
    commit: str | None = None,
    published: Mapping[str, datetime] | None = None,
) -> Report:
    """Return what the rules say of a corpus.

    With `paths` (repository paths, a folder covers what lies below it) only findings in these files are
    told; the rest of the corpus still serves as background. With `codes` only these rules run.
    `published` tells when items (by repository path) were published; the others count as under review.
    """
    ctx = Context(now, stage, corpus.registry, corpus, corpus_facts(corpus, now, published))
    wanted = _Scope(paths)
    editions = [e for e in corpus.editions if wanted.holds(e.path)]
    subjects: list[tuple[str, Any]] = [(e.path, e) for e in editions]
    subjects += [(p, a) for p, a in corpus.attachments.items() if wanted.holds(p)]
    subjects += [(c.path, c) for c in corpus.configs if wanted.holds(c.path)]
    subjects.append(("", corpus))
    rules = [r for r in all_rules() if r.on is not BuiltPage and (codes is None or r.code in codes)]
    cut: set[tuple[str, str]] = set()
    findings = [f for f in run_rules(rules, subjects, ctx, cut) if wanted.holds(f.path)]
    findings.sort(key=lambda f: f.order)
    return Report(len(editions), 0, tuple(findings), commit, _remarks(cut), rule_notes(rules, findings))


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
    due = [r for r in rules if _STAGES.index(r.stage) <= _STAGES.index(ctx.stage)]
    seen: Counter[tuple[str, str, str]] = Counter()
    told: Counter[tuple[str, str]] = Counter()
    for path, subject in subjects:
        for each in due:
            if not isinstance(subject, each.on):
                continue
            for problem in each.check(subject, ctx):
                place = (each.code, problem.path or path)
                told[place] += 1
                if told[place] <= MOST_TOLD:
                    yield _finding(each, place[1], problem, seen)
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


def _finding(each: Rule, path: str, problem: Problem, seen: Counter[tuple[str, str, str]]) -> Finding:
    key = (each.code, path, problem.anchor)
    seen[key] += 1
    return Finding(
        code=each.code,
        name=each.name,
        severity=each.severity,
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
