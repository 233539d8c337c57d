"""What is prepared once per run for the rules: indexes over the whole corpus."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from pipeline.checks.attachments import Owners
from pipeline.checks.documents import Register
from pipeline.checks.likeness import Likeness
from pipeline.checks.numbers import read_codes
from pipeline.checks.press import read_press
from pipeline.checks.weblinks import site_hosts
from pipeline.clock.deadlines import read_deadlines
from pipeline.model.content import Corpus
from pipeline.model.links import LinkIndex, index_of


def corpus_facts(
    corpus: Corpus, now: datetime, published: Mapping[str, datetime] | None = None
) -> Mapping[str, Any]:
    """Return the facts by name.

    `editions`: repository path → edition. `register`: the legal documents (`Register`). `links`: site id →
    what its links can lead to (`LinkIndex`). `hosts`: host → site id. `codes`: abbreviations in numbers of
    documents (`Codes`). `likeness`: items that share text (`Likeness`). `press`: newspapers (`Press`).
    `today`: the day in Viet Nam. `deadlines`: the rows of the profiles (`Deadlines`). `published`: repository
    path → when the item was published, where that is known.
    """
    today: date = now.date()
    return {
        "editions": {e.path: e for e in corpus.editions},
        "register": Register(corpus),
        "owners": Owners(corpus),  # (site, file name) → the items that name the file
        "links": _Links(corpus),
        "likeness": Likeness(corpus.editions),
        "press": read_press(corpus.registry),
        "today": today,
        "hosts": site_hosts(corpus.registry),
        "codes": read_codes(corpus.registry),
        "deadlines": read_deadlines(corpus.registry),
        "published": published or {},
    }


class _Links(dict[str, LinkIndex]):
    """Link indexes by site, each made when a rule first asks: a run often looks at one site only."""

    def __init__(self, corpus: Corpus) -> None:
        super().__init__()
        self._corpus = corpus

    def __missing__(self, site: str) -> LinkIndex:
        made = self[site] = index_of(self._corpus, site)
        return made
