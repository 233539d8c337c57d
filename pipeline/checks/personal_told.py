"""How rules tell personal data in an item: one problem for each place, none where a legal ground is named."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.personal import of_edition
from pipeline.model.content import Edition
from pipeline.model.finding import Problem
from pipeline.model.text import Text

GROUND = Text(
    "luật buộc công khai thì thêm: co_so_phap_ly: Khoản 1 Điều … Luật …",
    "where a law demands it, add: co_so_phap_ly: …",
)


def told(edition: Edition, kind: str, message: Text, hint: Text) -> Iterator[Problem]:
    """Yield a problem for every place of one kind; `{}` in the message takes words that show it."""
    if edition.get("co_so_phap_ly").strip():
        return
    for hit in of_edition(edition):
        if hit.kind == kind:
            yield Problem(
                hit.line,
                hit.column,
                Text(message.vi.format(hit.shown), message.en.format(hit.shown)),
                Text(f"{hint.vi}; {GROUND.vi}", f"{hint.en}; {GROUND.en}"),
                anchor=hit.shown,
            )
