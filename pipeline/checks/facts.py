"""What is prepared once per run for the rules: indexes over the whole corpus."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from pipeline.model.content import Corpus, Edition, Value, as_list
from pipeline.model.links import LinkIndex, index_of
from pipeline.model.text import squeeze


def corpus_facts(corpus: Corpus, now: datetime) -> Mapping[str, Any]:
    """Return the facts by name.

    `editions`: repository path → edition. `numbers`: document number (as `number_key`) → editions of type
    van-ban. `replaced`: number → the editions that say they replace it. `today`: the day in Viet Nam.
    `links`: site id → what its links can lead to.
    """
    numbers: dict[str, list[Edition]] = {}
    replaced: dict[str, list[Edition]] = {}
    for edition in corpus.editions:
        if edition.type != "van-ban":
            continue
        number = edition.get("so_ky_hieu")
        if number:
            numbers.setdefault(number_key(number), []).append(edition)
        for old in document_numbers(edition.value("thay_the")):
            replaced.setdefault(number_key(old), []).append(edition)
    today: date = now.date()
    return {
        "editions": {e.path: e for e in corpus.editions},
        "numbers": numbers,
        "replaced": replaced,
        "today": today,
        "links": _Links(corpus),
    }


class _Links(dict[str, LinkIndex]):
    """Link indexes by site, each made when a rule first asks: a run often looks at one site only."""

    def __init__(self, corpus: Corpus) -> None:
        super().__init__()
        self._corpus = corpus

    def __missing__(self, site: str) -> LinkIndex:
        made = self[site] = index_of(self._corpus, site)
        return made


def number_key(number: str) -> str:
    """Return the form in which two writings of a document number are the same."""
    return squeeze(number).replace(" ", "").upper()


def document_numbers(value: Value) -> tuple[str, ...]:
    """Return the numbers of a document reference: text, {so, co_quan}, or a list of either."""
    return tuple(_numbers(as_list(value)))


def _numbers(values: Iterable[Value]) -> Iterable[str]:
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, Mapping) and isinstance(value.get("so"), str):
            yield str(value["so"])
