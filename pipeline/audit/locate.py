"""From a place on a built page back to the item it was made from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import unquote

from pipeline.model.finding import Finding
from pipeline.model.release import BuiltPage, Element
from pipeline.model.text import Text, nfc

Sources = Callable[[str], str | None]  # repository path → the file's text, None where it is not at hand


def placed(finding: Finding, page: BuiltPage, sources: Sources | None) -> Finding:
    """Return a finding told where its owner can mend it.

    What lies in the text of an item is told at the item's file, with the built address in the message;
    what lies around it (menu, header, footer) belongs to the theme and is told at the built file.
    """
    source = page.ref.source
    element = _element_at(page, finding.line, finding.column)
    if source is None or not _of_item(page, element):
        return replace(finding, path=page.ref.file)
    line, column = page.ref.body_line, 1
    text = sources(source) if sources else None
    if text is not None and element is not None:
        line, column = _in_source(text, element, page.ref.body_line)
    where = (page.ref.address, finding.line, finding.column)
    told = Text(
        "{} (Trang {}, dòng {}, cột {} của HTML.)".format(finding.message.vi, *where),
        "{} (Page {}, line {}, column {} of the HTML.)".format(finding.message.en, *where),
    )
    return replace(finding, path=source, line=line, column=column, message=told)


def _element_at(page: BuiltPage, line: int, column: int) -> Element | None:
    known: dict[tuple[int, int], Element] | None = page.memo.get("by place")
    if known is None:
        known = page.memo["by place"] = {(e.line, e.column): e for e in page.elements}
    return known.get((line, column))


def _of_item(page: BuiltPage, element: Element | None) -> bool:
    if element is None:
        return False
    return element.tag == "title" or any(page.inside(element, tag) for tag in ("main", "article"))


def _in_source(text: str, element: Element, body_line: int) -> tuple[int, int]:
    """Return line and column of what the element was written as, of the body's start when not found."""
    lines = nfc(text).split("\n")
    attrs = element.attrs
    address = attrs.get("href") or attrs.get("src") or ""
    stem = unquote(address).rstrip("/").rsplit("/", 1)[-1].partition("#")[0]
    wanted = (attrs.get("alt", ""), element.text[:80], address, stem)
    first = 1 if element.tag == "title" else body_line
    for words in wanted:
        if len(words.strip()) < 2:
            continue
        for number, line in enumerate(lines[first - 1 :], start=first):
            column = line.find(words)
            if column >= 0:
                return number, column + 1
    return body_line, 1
