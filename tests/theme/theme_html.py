"""A page as a list of its start tags, with what does not nest."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser

VOID = frozenset(["meta", "link", "img", "br", "hr", "input"])


class Page(HTMLParser):
    """The start tags of a page in order, with what each start tag's element says."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.faults: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        self.faults += [f"{tag}: {n} twice" for n, c in Counter(names).items() if c > 1]
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID and tag not in ("path", "rect"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("path", "rect"):
            return
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes something else at {self.getpos()}")

    def all(self, *names: str) -> list[dict[str, str]]:
        """Return the attributes of all elements with one of the names."""
        return [attrs for tag, attrs in self.tags if tag in names]
