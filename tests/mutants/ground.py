"""A rule's cases, loaded once and judged many times: what the engine hands to the rule is kept.

`tests.casework` lays a case out and runs the whole engine, which takes a quarter of a second. Here that happens once; the
subjects and the context that reach the rule are noted on the way, and a changed rule is run on these alone.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

import pipeline.audit.engine
import pipeline.checks.engine
import pipeline.source.attachments.library
from pipeline.checks.registry import Context, Rule
from pipeline.model.content import Corpus
from pipeline.model.finding import Problem
from pipeline.model.release import BuiltPage
from tests import casework
from tests.casework import RULES, Case

# Facts of attachments are kept for as long as the run lasts: the folder they were read from is gone by then.
pipeline.source.attachments.library._HELD = 100_000
_MOST = 400  # problems of one subject; more than any case expects


@dataclass(frozen=True, slots=True)
class Prepared:
    """A case with everything that the rule is given for it, and with the places it must name."""

    case: Case
    given: tuple[tuple[str, Any, Context], ...]
    heard: Callable[[str], bool]
    names: dict[str, str]

    def places(self, check: Callable[[Any, Context], Iterable[Problem]]) -> list[str]:
        """Return where a rule speaks, in the words of mong-doi.txt; raises what the rule raises."""
        told = []
        for path, subject, ctx in self.given:
            if isinstance(subject, BuiltPage):
                subject.memo.clear()
            own = replace(ctx, facts=dict(ctx.facts))  # what a rule would note must not reach the next one
            for problem in islice(check(subject, own), _MOST):
                at = problem.path or path
                if not self.heard(at):
                    continue
                for text in (problem.message, problem.hint):
                    if not (text.vi.strip() and text.en.strip() and text.vi != text.en):
                        return ["a message is empty"]
                told.append(
                    f"{casework.called(at, self.names)}:{max(1, problem.line)}:{max(1, problem.column)}"
                )
        return sorted(told)

    def noticed(self, check: Callable[[Any, Context], Iterable[Problem]]) -> bool:
        """Return whether this case would fail with such a rule."""
        return self.places(check) != self.case.expected


def prepare(rule: Rule) -> tuple[Prepared, ...]:
    """Return the wrong and the right cases of a rule, the wrong ones first: they notice more."""
    return tuple(_prepared(rule, Case(rule.code, RULES / rule.code / side)) for side in ("sai", "dung"))


def _prepared(rule: Rule, case: Case) -> Prepared:
    given: dict[tuple[str, int], tuple[str, Any, Context]] = {}
    with tempfile.TemporaryDirectory() as work, _recorded(rule, given):
        casework.findings(case, Path(work))
        own = set(casework._sources(case.folder, Path(work)))
        names = _names(case)
        seen = tuple(given.values())
        _read_ahead(seen)
    # The same files are heard as in tests.casework.findings.
    alone = (
        (case.folder / "sites").exists() or rule.on is BuiltPage or (case.folder / casework.AFTER).exists()
    )
    return Prepared(case, seen, lambda p: alone or p in own or p.startswith("content/"), names)


def _read_ahead(seen: Iterable[tuple[str, Any, Context]]) -> None:
    """Have attachments read while their files are there."""
    for _, _, ctx in seen:
        if ctx.corpus is not None:
            for attachment in ctx.corpus.attachments.values():
                _ = attachment.facts
            break


def _names(case: Case) -> dict[str, str]:
    names: dict[str, str] = {}
    for top in (case.folder, case.folder / casework.BEFORE, case.folder / casework.AFTER):
        for source in casework._files(top):
            names |= {casework.where(source, top): source.relative_to(top).as_posix()}
    return names


@contextmanager
def _recorded(rule: Rule, given: dict[tuple[str, int], tuple[str, Any, Context]]) -> Iterator[None]:
    """Note what the engines of check and audit hand to a rule; of a page judged twice, the second time."""
    real = pipeline.checks.engine.run_rules

    def noting(rules: Iterable[Rule], subjects: Iterable[tuple[str, Any]], ctx: Context, *rest: Any) -> Any:
        listed, pairs = list(rules), list(subjects)
        if any(r.code == rule.code for r in listed):
            for path, subject in pairs:
                if issubclass(type(subject), rule.on):
                    key = (path, 0 if isinstance(subject, BuiltPage | Corpus) else id(subject))
                    given[key] = (path, subject, ctx)
        return real(listed, pairs, ctx, *rest)

    engines = (pipeline.checks.engine, pipeline.audit.engine)
    for engine in engines:
        engine.run_rules = noting  # type: ignore[attr-defined]
    try:
        yield
    finally:
        for engine in engines:
            engine.run_rules = real  # type: ignore[attr-defined]
