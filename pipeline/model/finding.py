"""Findings: what a rule saw (`Problem`) and what the machine makes of it (`Finding`)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pipeline.model.text import Text


class Severity(StrEnum):
    """How much a finding weighs: an error stops, a warning tells, a note informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def weight(self) -> int:
        """Return 0 for the heaviest; for sorting."""
        return list(Severity).index(self)


class Stage(StrEnum):
    """The moment of a check: while writing, in the merge request, on main."""

    DRAFT = "draft"
    SUBMIT = "submit"
    PUBLISH = "publish"


@dataclass(frozen=True, slots=True)
class Problem:
    """What a rule saw, at a place of the subject's file; line and column count from 1.

    `anchor` names the thing at fault (key, word, address) so that a finding keeps its identity when
    lines move. `wcag` and `act` are filled by rules on built pages.
    """

    line: int
    column: int
    message: Text
    hint: Text
    anchor: str = ""
    wcag: tuple[str, ...] = ()
    act: tuple[str, ...] = ()
    path: str | None = None  # only where the fault lies in another file than the subject's
    legal: tuple[str, ...] = ()  # only where this very fault has a basis of its own, such as a field's


@dataclass(frozen=True, slots=True)
class RuleNote:
    """What a reader of findings may want to know of a rule; `summary` and `help` are Vietnamese Markdown."""

    code: str
    name: str
    summary: str
    help: str
    severity: Severity
    legal: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose finding it is: a unit of a site by code and name; code "" stands for the site itself."""

    site: str
    code: str
    name: Text


@dataclass(frozen=True, slots=True)
class Waiver:
    """A line of sites/<site>/mien-tru.yml that holds: why, who answers for it, its last day."""

    reason: str
    responsible: str
    until: date


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem with its rule, weight, file, legal basis and stable identity.

    `old` is None where nothing was compared, else whether the base (or the served release) has it too, or
    whether nothing may be stopped by it; `owner` is told of old ones.
    """

    code: str
    name: str
    severity: Severity
    path: str
    line: int
    column: int
    message: Text
    hint: Text
    legal: tuple[str, ...]
    fingerprint: str
    wcag: tuple[str, ...] = ()
    act: tuple[str, ...] = ()
    old: bool | None = None
    owner: Owner | None = None
    waived: Waiver | None = None

    @property
    def told_apart(self) -> bool:
        """Return whether the finding stands apart: an old one, or one that a waiver covers."""
        return bool(self.old) or self.waived is not None

    @property
    def order(self) -> tuple[str, int, int, str]:
        """Return the key by which findings are listed."""
        return (self.path, self.line, self.column, self.code)


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a check: what was looked at, not only what failed."""

    items: int
    pages: int
    findings: tuple[Finding, ...]
    commit: str | None = None
    remarks: tuple[Text, ...] = ()  # things a reader must know, such as a check that was not run
    rules: tuple[RuleNote, ...] = ()  # those that have findings, by code

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Return the findings that stop: errors that are neither old nor waived."""
        return tuple(f for f in self.current if f.severity is Severity.ERROR)

    @property
    def current(self) -> tuple[Finding, ...]:
        """Return the findings that this change answers for: those that are neither old nor waived."""
        return tuple(f for f in self.findings if not f.told_apart)

    @property
    def tasks(self) -> tuple[Finding, ...]:
        """Return the old findings that no waiver covers: work that waits for its owners."""
        return tuple(f for f in self.findings if f.old and f.waived is None)

    @property
    def waived(self) -> tuple[Finding, ...]:
        """Return the findings that a waiver covers."""
        return tuple(f for f in self.findings if f.waived is not None)

    @property
    def compared(self) -> bool:
        """Return whether the findings were compared with an earlier state."""
        return any(f.old is not None for f in self.findings)

    @property
    def clean(self) -> bool:
        """Return whether nothing stops."""
        return not self.errors


def merge_reports(reports: Iterable[Report], commit: str | None = None) -> Report:
    """Return one report for several, findings in listing order."""
    listed = list(reports)
    return Report(
        items=sum(r.items for r in listed),
        pages=sum(r.pages for r in listed),
        findings=tuple(sorted((f for r in listed for f in r.findings), key=lambda f: f.order)),
        commit=commit,
        remarks=tuple(dict.fromkeys(m for r in listed for m in r.remarks)),
        rules=tuple(sorted({n for r in listed for n in r.rules}, key=lambda n: n.code)),
    )


def fingerprint(code: str, path: str, anchor: str, occurrence: int) -> str:
    """Return the identity of a finding (64 hex digits), independent of line numbers."""
    plain = "\0".join((code, path, anchor, str(occurrence)))
    # a file name that is no UTF-8 reaches us with lone surrogates; it has an identity all the same
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()
