"""The weight of a rule's findings: its own, or what sites/_chung/muc-do.yml says for a profile and a stage.

The table is data of the operator, so a row that cannot be meant stops the run with its reason. Bounds hold
whatever the rows say: one step up or down, nothing beyond `gioi_han`, and what cannot be waived is never
lowered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.checks.registry import FAMILIES, Rule, all_codes
from pipeline.errors import ConfigError
from pipeline.model.address import SHARED, SITES, site_of
from pipeline.model.content import Meta, Value, as_list
from pipeline.model.finding import Severity, Stage
from pipeline.model.site import Registry
from pipeline.model.text import Text

TABLE = "muc-do"
_FILE = f"{SITES}/{SHARED}/{TABLE}.yml"
_WORDS = {"loi": Severity.ERROR, "canh-bao": Severity.WARNING, "luu-y": Severity.NOTE}
_LISTS = ("muc_do", "gioi_han", "khong_mien_tru")
_ORDER = list(Severity)  # the heaviest first


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of the table; empty profiles or stages mean all."""

    severity: Severity
    profiles: frozenset[str]
    stages: frozenset[str]


class Weights:
    """The table of one registry, read once per run."""

    def __init__(self, registry: Registry) -> None:
        data = registry.shared.get(TABLE, {})
        self._registry = registry
        self._rows: dict[str, list[_Row]] = {}
        self._highest: dict[str, Severity] = {}
        self._lowest: dict[str, Severity] = {}
        self._fixed: frozenset[str] = frozenset()
        if data:
            self._read(data)

    def of(self, rule: Rule, path: str, stage: Stage) -> Severity:
        """Return what a rule's finding in a file weighs; of several profiles of the site, the strictest row."""
        rows = self._rows.get(rule.code)
        if not rows:
            return rule.severity
        site = self._registry.sites.get(site_of(path) or "")
        profiles = frozenset(site.profiles if site else ())
        told = [
            r.severity
            for r in rows
            if (not r.profiles or r.profiles & profiles) and (not r.stages or stage.value in r.stages)
        ]
        if not told:
            return rule.severity
        return self._bounded(rule, min(told, key=_ORDER.index))

    def waivable(self, code: str) -> bool:
        """Return whether a site may set a rule aside."""
        return code not in self._fixed and code[:2] not in self._fixed

    def _bounded(self, rule: Rule, wanted: Severity) -> Severity:
        own, place = _ORDER.index(rule.severity), _ORDER.index(wanted)
        place = max(own - 1, min(own + 1, place))
        if not self.waivable(rule.code):
            place = min(own, place)
        if highest := self._highest.get(rule.code):
            place = max(place, _ORDER.index(highest))
        if lowest := self._lowest.get(rule.code):
            place = min(place, _ORDER.index(lowest))
        return _ORDER[place]

    def _read(self, data: Meta) -> None:
        if unknown := set(data) - {"kiem_tra_ngay", *_LISTS}:
            raise _broken(", ".join(sorted(unknown)), ", ".join(_LISTS))
        codes = set(all_codes())
        fixed: set[str] = set()
        for row, _ in _rows(data, "khong_mien_tru", codes | set(FAMILIES)):
            fixed |= set(_texts(row, "ma"))
        for row, place in _rows(data, "gioi_han", codes, "cao_nhat", "thap_nhat"):
            for code in _texts(row, "ma"):
                if "cao_nhat" in row:
                    self._highest[code] = _word(row, "cao_nhat", place)
                if "thap_nhat" in row:
                    self._lowest[code] = _word(row, "thap_nhat", place)
        for row, place in _rows(data, "muc_do", codes, "muc", "quy_che", "giai_doan"):
            stages, profiles = _texts(row, "giai_doan"), _texts(row, "quy_che")
            if unknown := set(stages) - {s.value for s in Stage}:
                raise _broken(place, ", ".join(sorted(unknown)))
            if unknown := set(profiles) - set(self._registry.profiles):
                raise _broken(place, ", ".join(sorted(unknown)))
            made = _Row(_word(row, "muc", place), frozenset(profiles), frozenset(stages))
            for code in _texts(row, "ma"):
                self._rows.setdefault(code, []).append(made)
        self._fixed = frozenset(fixed)


def _rows(data: Meta, key: str, codes: set[str], *more: str) -> Iterator[tuple[Mapping[str, Value], str]]:
    """Yield the rows of a list with their places; `more` are the keys that a row may have beside those of all rows."""
    for number, row in enumerate(as_list(data.get(key))):
        place = f"{key}[{number}]"
        if not isinstance(row, Mapping) or not _texts(row, "ma") or not isinstance(row.get("ly_do"), str):
            raise _broken(place, "ma, ly_do")
        # a slip here would let a row speak of more, or of less, than was meant
        if unknown := set(row) - {"ma", "ly_do", "can_cu", *more}:
            raise _broken(place, ", ".join(sorted(unknown)))
        if unknown := set(_texts(row, "ma")) - codes:
            raise _broken(place, ", ".join(sorted(unknown)))
        yield row, place


def _texts(row: Mapping[str, Value], key: str) -> tuple[str, ...]:
    return tuple(map(str, as_list(row.get(key))))  # what is no text is no code either, and is told as such


def _word(row: Mapping[str, Value], key: str, place: str) -> Severity:
    word = row.get(key)
    if not isinstance(word, str) or word not in _WORDS:
        raise _broken(place, key)
    return _WORDS[word]


def _broken(place: str, detail: str) -> ConfigError:
    return ConfigError(
        Text(
            f"{_FILE}: dòng {place} không dùng được: {detail}.",
            f"{_FILE}: row {place} is unusable: {detail}.",
        ),
        Text(
            "Ghi đủ ma, ly_do; mức là loi, canh-bao hoặc luu-y; mã, quy chế và giai đoạn phải có thật.",
            "Give ma and ly_do; weights are loi, canh-bao, luu-y; codes, profiles and stages must exist.",
        ),
    )
