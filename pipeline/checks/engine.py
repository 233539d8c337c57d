"""Running the rules: from subjects to a `Report`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from pipeline.checks.facts import corpus_facts
from pipeline.checks.registry import Context, Rule, all_rules
from pipeline.model.content import Corpus
from pipeline.model.finding import Finding, Problem, Report, Stage, fingerprint
from pipeline.model.release import BuiltPage
from pipeline.model.site import Registry

_STAGES = list(Stage)


def check_corpus(
    corpus: Corpus,
    *,
    now: datetime,
    stage: Stage = Stage.SUBMIT,
    paths: Collection[str] | None = None,
    codes: Collection[str] | None = None,
    commit: str | None = None,
) -> Report:
    """Return what the rules say of a corpus.

    With `paths` (repository paths, a folder covers what lies below it) only findings in these files are
    told; the rest of the corpus still serves as background. With `codes` only these rules run.
    """
    ctx = Context(now, stage, corpus.registry, corpus, corpus_facts(corpus, now))
    wanted = _Scope(paths)
    editions = [e for e in corpus.editions if wanted.holds(e.path)]
    subjects: list[tuple[str, Any]] = [(e.path, e) for e in editions]
    subjects += [(p, a) for p, a in corpus.attachments.items() if wanted.holds(p)]
    subjects += [(c.path, c) for c in corpus.configs if wanted.holds(c.path)]
    subjects.append(("", corpus))
    rules = [r for r in all_rules() if r.on is not BuiltPage and (codes is None or r.code in codes)]
    findings = [f for f in run_rules(rules, subjects, ctx) if wanted.holds(f.path)]
    return Report(len(editions), 0, tuple(sorted(findings, key=lambda f: f.order)), commit)


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
    findings = sorted(run_rules(rules, subjects, ctx), key=lambda f: f.order)
    return Report(0, len(listed), tuple(findings), commit)


def run_rules(rules: Iterable[Rule], subjects: Iterable[tuple[str, Any]], ctx: Context) -> Iterator[Finding]:
    """Yield the findings of some rules on some (path, subject) pairs, each rule at its stage or later."""
    due = [r for r in rules if _STAGES.index(r.stage) <= _STAGES.index(ctx.stage)]
    seen: Counter[tuple[str, str, str]] = Counter()
    for path, subject in subjects:
        for each in due:
            if isinstance(subject, each.on):
                for problem in each.check(subject, ctx):
                    yield _finding(each, problem.path or path, problem, seen)


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
