"""The register of documents by year of issue: plain numbered pages, so that every document is reached without scripts.

A year's pages change only with that year's documents. Short registers have none: their front page shows all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.build import phrases as p
from pipeline.build.context import BuildContext
from pipeline.build.effect import DOCUMENT
from pipeline.build.entries import Entry
from pipeline.build.register import issue_order
from pipeline.build.values import partial_day
from pipeline.build.views_own import Link

PART = 50  # documents on a page; a row of the register is a line, not a card


@dataclass(frozen=True, slots=True)
class YearPage:
    """One page of a year's documents; `number` counts the year's pages from 1."""

    url: str
    title: str
    entries: tuple[Entry, ...]
    year: Link  # the year in the list of years
    newer: Link | None
    older: Link | None


def year_pages(ctx: BuildContext, lang: str, section: str) -> Iterator[YearPage]:
    """Yield the pages of a section's register, the newest year first; none where the front page shows all."""
    label = ctx.section_label(section, lang)
    for link, entries in zip(
        year_links(ctx, lang, section), _years(ctx, lang, section).values(), strict=True
    ):
        parts = [entries[n : n + PART] for n in range(0, len(entries), PART)]
        pages = [
            Link(_title(label, link.title, n, len(parts), lang), link.url if n == 1 else f"{link.url}{n}/")
            for n in range(1, len(parts) + 1)
        ]
        for n, part in enumerate(parts):
            newer = pages[n - 1] if n > 0 else None
            older = pages[n + 1] if n + 1 < len(parts) else None
            yield YearPage(pages[n].url, pages[n].title, tuple(part), link, newer, older)


def year_links(ctx: BuildContext, lang: str, section: str) -> tuple[Link, ...]:
    """Return the years of a section's register with how many documents each has, the newest first."""
    start = ctx.section_url(section, lang)
    return tuple(
        Link(
            p.say(p.ISSUED_IN, lang, year=year) if year else p.say(p.ISSUED_SOME_TIME, lang),
            f"{start}nam-{year:04}/" if year else f"{start}nam-chua-ro/",
            note=p.COUNT.say(len(entries), lang),
        )
        for year, entries in _years(ctx, lang, section).items()
    )


def _years(ctx: BuildContext, lang: str, section: str) -> dict[int, list[Entry]]:
    """Return a long register by year of issue, 0 for documents without one, the last issued first."""
    made: dict[tuple[str, str], dict[int, list[Entry]]] = ctx.memo.setdefault("years of registers", {})
    if (lang, section) not in made:
        found: dict[int, list[Entry]] = {}
        documents = [e for e in ctx.entries.listed(lang, section) if e.type == DOCUMENT]
        for entry in sorted(documents, key=issue_order) if len(documents) > PART else ():
            issued = partial_day(entry.edition.value("ngay_ban_hanh"))
            found.setdefault(issued.year if issued else 0, []).append(entry)
        made[lang, section] = dict(sorted(found.items(), reverse=True))
    return made[lang, section]


def _title(section: str, year: str, number: int, of: int, lang: str) -> str:
    title = f"{section}: {year[:1].lower()}{year[1:]}"
    return title if of == 1 else title + p.say(p.PART_OF, lang, n=number, of=of)
