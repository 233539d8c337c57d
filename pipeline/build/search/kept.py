"""The terms of the items of one language: kept ones month by month, those of new and changed items made."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.build.search.fragments import EMPTY, Fragment, FragmentStore, Stored, fragment
from pipeline.build.search.lists import FORMAT
from pipeline.build.search.patch import MOST, Change
from pipeline.build.search.slots import Layout, Month
from pipeline.build.search.words import Spellings


class Kept:
    """Gives the terms of a layout's items and keeps them in the store for the next build.

    `words` is the digest of what terms rest on besides the items.
    """

    def __init__(
        self, store: FragmentStore, lang: str, layout: Layout, spellings: Spellings, words: str
    ) -> None:
        self._store, self._lang, self._layout, self._spellings, self._words = (
            store,
            lang,
            layout,
            spellings,
            words,
        )
        self.stored = store.stored(lang)

    def files(self) -> Iterator[str]:
        """Yield the files of the store that are needed."""
        yield f"{self._lang}.json"
        yield from (self._file(m.name) for m in self._layout.months)

    def of(self, month: Month) -> list[tuple[int, Fragment]]:
        """Return the terms of a month's items by number; the store's file is made anew if need be."""
        before = self._store.read(self._file(month.name))
        named = {f"{self._words}{month.keys[n]}": (n, item) for n, item in month.items.items()}
        made = {key: before.get(key) or fragment(item, self._spellings) for key, (_, item) in named.items()}
        if made.keys() != before.keys():
            self._store.write(self._file(month.name), made)
        return [(number, made[key]) for key, (number, _) in named.items()]

    def changes(self) -> list[Change] | None:
        """Return what is other than in the last build; None where that is much or not known."""
        if self.stored is None:
            return None
        before = {n: (month, key) for month, rows in self.stored.months.items() for n, key in rows.items()}
        now = {
            n: (month, self._words + key) for month in self._layout.months for n, key in month.keys.items()
        }
        changed = [
            n
            for n in sorted(before.keys() | now.keys())
            if n not in before or n not in now or before[n][1] != now[n][1]
        ]
        if len(changed) > MOST:
            return None
        old: dict[str, dict[str, Fragment]] = {}
        for name in {before[n][0] for n in changed if n in before}:
            old[name] = self._store.read(self._file(name))
        if any(before[n][1] not in old[before[n][0]] for n in changed if n in before):
            return None
        touched = {before[n][0] for n in changed if n in before} | {
            now[n][0].name for n in changed if n in now
        }
        new: dict[int, Fragment] = {}
        for month in self._layout.months:
            if month.name in touched:
                new.update(self.of(month))
        return [
            Change(
                n, old[before[n][0]][before[n][1]] if n in before else EMPTY, new[n] if n in now else EMPTY
            )
            for n in changed
        ]

    def done(self, size: int) -> None:
        """Keep what the index is made of now; `size` is that of all lists."""
        months = {m.name: {n: self._words + key for n, key in m.keys.items()} for m in self._layout.months}
        self._store.write_stored(self._lang, Stored(self._layout.made, size, months))

    def _file(self, month: str) -> str:
        return f"{self._lang}-{month}.{FORMAT}"
