"""The rule machinery: the decorator, the finding of rules, and what a rule may know (`Context`)."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from types import ModuleType
from typing import Any

from pipeline.model.board import BoardConfig
from pipeline.model.change import Change
from pipeline.model.content import Attachment, Corpus, Edition
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.patterns import regex
from pipeline.model.release import BuiltPage
from pipeline.model.site import ContentType, FieldSpec, Registry, Site, SiteConfig

FAMILIES: Mapping[str, str] = {
    "SD": "Dữ liệu đặc tả (metadata)",
    "NG": "Ghi nguồn",
    "TC": "Tiếp cận",
    "MH": "Mã hóa chữ",
    "BM": "Bí mật và dữ liệu cá nhân",
    "LK": "Liên kết",
    "VB": "Văn bản",
    "TH": "Thời hạn",
    "TR": "Trang, tên miền, chuyên mục",
    "GB": "Gỡ bỏ và đính chính",
}
_OF_PAGES = 100  # the first number of a rule on built pages
_CODED = regex(r"\.(?P<family>[a-z]{2})(?P<number>[0-9]{3})_[a-z0-9_]+$")
_MOST_PICKED = 500  # types of one run are fewer; a program that reads many registries may forget
SUBJECTS = (Edition, Attachment, Change, SiteConfig, BoardConfig, Corpus, BuiltPage)


@dataclass(frozen=True)
class Context:
    """What a rule may know besides its subject: no disk, no network, no git, no clock.

    `facts` holds what earlier stages prepared, by name (see `pipeline.checks.facts`).
    """

    now: datetime
    stage: Stage
    registry: Registry
    corpus: Corpus | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)

    def site(self, edition: Edition) -> Site | None:
        """Return the site that an item belongs to, None when it is not registered."""
        return self.registry.sites.get(edition.document.site)

    def type(self, edition: Edition) -> ContentType | None:
        """Return an item's content type, None when it is missing or unknown."""
        return self.registry.types.get(edition.type)

    def fields(self, edition: Edition) -> tuple[FieldSpec, ...]:
        """Return the fields that an item may have; of an unknown type, the base fields."""
        return self.registry.fields_of(edition.type)


class Picked:
    """Those of an item's possible fields that a rule looks at, picked once for each type."""

    def __init__(self, wanted: Callable[[FieldSpec], bool]) -> None:
        self._wanted = wanted
        self._known: dict[int, tuple[tuple[FieldSpec, ...], tuple[FieldSpec, ...]]] = {}

    def of(self, fields: tuple[FieldSpec, ...]) -> tuple[FieldSpec, ...]:
        """Return the picked ones of the fields that `Context.fields` gave, in their order."""
        known = self._known.get(id(fields))
        if known is None or known[0] is not fields:
            if len(self._known) > _MOST_PICKED:
                self._known.clear()
            known = self._known[id(fields)] = (fields, tuple(f for f in fields if self._wanted(f)))
        return known[1]


@dataclass(frozen=True, slots=True)
class Rule:
    """A registered rule; its page is made from `module`'s docstring and the cases in tests/rules."""

    code: str
    name: str
    on: type
    stage: Stage
    severity: Severity
    legal: tuple[str, ...]
    since: str
    check: Callable[[Any, Context], Iterator[Problem]]
    module: str
    doc: str
    late: bool = False  # runs after all others and sees their findings (fact `found`)
    across: bool = False  # compares items with each other, so it runs where all of them are

    @property
    def family(self) -> str:
        """Return the two letters of the family."""
        return self.code[:2]


_Check = Callable[[Any, Context], Iterator[Problem]]
_RULE = "__rule__"


def rule(
    code: str,
    name: str,
    *,
    on: type,
    severity: Severity,
    legal: tuple[str, ...],
    since: str,
    stage: Stage = Stage.SUBMIT,
    late: bool = False,
    across: bool = False,
) -> Callable[[_Check], _Check]:
    """Mark a function as a rule; `stage` is the first stage at which the rule speaks.

    A `late` rule runs after all others and sees what they found (fact `found`). One that goes `across` items compares
    them with each other: a large corpus is judged in two processes, and such a rule runs in one of them only.
    """

    def mark(function: _Check) -> _Check:
        setattr(function, _RULE, (code, name, on, stage, severity, legal, since, late, across))
        return function

    return mark


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return every rule below `pipeline.checks.rules`, by code; a code used twice is a bug and raises."""
    return _load(_modules())


@cache
def source_rules() -> tuple[Rule, ...]:
    """Return every rule but those on built pages, by code.

    Numbers from 100 on are those of built pages; their modules are not even loaded.
    """
    listed = _load(
        name for name in _modules() if not (m := _CODED.search(name)) or int(m["number"]) < _OF_PAGES
    )
    return tuple(r for r in listed if r.on is not BuiltPage)


@cache
def all_codes() -> frozenset[str]:
    """Return the codes of all rules, from the names of their modules alone."""
    found = (_CODED.search(name) for name in _modules())
    return frozenset((m["family"] + m["number"]).upper() for m in found if m)


@cache
def _modules() -> tuple[str, ...]:
    from pipeline.checks import rules as package

    listed = pkgutil.walk_packages(package.__path__, package.__name__ + ".")
    return tuple(info.name for info in listed if not info.ispkg)


def _load(names: Iterable[str]) -> tuple[Rule, ...]:
    found: dict[str, Rule] = {}
    for name in names:
        for loaded in _rules_of(importlib.import_module(name)):
            if loaded.code in found:
                raise AssertionError(f"{loaded.code}: {found[loaded.code].module} and {loaded.module}")
            found[loaded.code] = loaded
    return tuple(found[code] for code in sorted(found))


def _rules_of(module: ModuleType) -> Iterator[Rule]:
    for value in vars(module).values():
        marked = getattr(value, _RULE, None)
        if marked is None or value.__module__ != module.__name__:
            continue
        code, name, on, stage, severity, legal, since, late, across = marked
        assert on in SUBJECTS and code[:2] in FAMILIES, code
        doc = module.__doc__ or ""
        at, where = Stage(stage), module.__name__
        yield Rule(code, name, on, at, severity, legal, since, value, where, doc, late, across)
