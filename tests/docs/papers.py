"""The papers as the tests see them: text, fenced blocks, code spans, links, headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HANDBOOK = ROOT / "docs" / "so-tay"
PAPERS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
# Pages made from the rules hold examples of faults on purpose; a test of their own proves them.
WRITTEN = [p for p in PAPERS if p.parent.name != "quy-tac"]

_FENCE = re.compile(r"^(?P<mark>```+)(?P<kind>\w*)\n(?P<text>.*?)^(?P=mark)$", re.MULTILINE | re.DOTALL)
_SPAN = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#{1,6} +(.+?)\s*$", re.MULTILINE)
_NOT_IN_ANCHOR = re.compile(r"[^\w\- ]")


@dataclass(frozen=True)
class Fence:
    """A fenced block: the word behind its marks, and what it holds."""

    kind: str
    text: str


def name(paper: Path) -> str:
    """The path of a paper below the project."""
    return paper.relative_to(ROOT).as_posix()


def text(paper: Path) -> str:
    """The whole text of a paper."""
    return paper.read_text(encoding="utf-8")


def fences(paper: Path, kind: str | None = None) -> list[Fence]:
    """The fenced blocks of a paper, of one kind when given."""
    found = [Fence(m["kind"], m["text"]) for m in _FENCE.finditer(text(paper))]
    return [f for f in found if kind is None or f.kind == kind]


def prose(paper: Path) -> str:
    """The text of a paper without its fenced blocks."""
    return _FENCE.sub("", text(paper))


def spans(paper: Path) -> list[str]:
    """What stands between single backticks outside of fenced blocks."""
    return _SPAN.findall(prose(paper))


def links(paper: Path) -> list[str]:
    """The targets of links and pictures outside of fenced blocks and code spans."""
    return _LINK.findall(_SPAN.sub("", prose(paper)))


def anchors(paper: Path) -> set[str]:
    """The anchors that a forge makes from the headings of a paper."""
    return {anchor(h) for h in _HEADING.findall(prose(paper))}


def anchor(heading: str) -> str:
    """The anchor of one heading: lower case, no punctuation, hyphens for blanks."""
    bare = heading.replace("`", "")
    return _NOT_IN_ANCHOR.sub("", bare.lower()).replace(" ", "-")


def command_lines(paper: Path) -> Iterator[str]:
    """The lines of fenced blocks that are typed, without comments."""
    for fence in fences(paper):
        if fence.kind in ("", "text", "bash"):
            for line in fence.text.splitlines():
                yield re.sub(r"\s+#.*$", "", line)
