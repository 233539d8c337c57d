"""What stands around a link and tells its purpose: W3C's “programmatically determined link context”.

It is made of the list items around the link, its paragraph, its table cell with the headers of the cell, and what
`aria-describedby` refers to. A whole page or section is no context.
"""

from __future__ import annotations

from pipeline.checks.accname import by_id, name_of, text_of
from pipeline.checks.roles import role_of
from pipeline.checks.tables import Cell, Table, headers_of, tables_of
from pipeline.checks.word_lists import GENERIC_LINKS
from pipeline.checks.words import bare
from pipeline.model.release import BuiltPage, Element

# Formats and sizes say what one gets, not what it is about.
FORMATS = frozenset(
    (
        *("html", "epub", "pdf", "doc", "docx", "xls", "xlsx", "csv", "json", "word", "excel", "plain text"),
        *(
            "text",
            "txt",
            "zip",
            "mp3",
            "mp4",
            "ban thuan tuy",
            "ban pdf",
            "ban word",
            "file pdf",
            "file word",
        ),
        *("tep pdf", "tep word", "ban in", "print"),
    )
)
_POINTING = frozenset(
    (
        *(
            "this product",
            "this document",
            "this article",
            "this file",
            "this item",
            "this one",
            "san pham nay",
        ),
        *("van ban nay", "tai lieu nay", "noi dung nay", "muc nay", "thong bao nay", "quyet dinh nay"),
    )
)
# “Liên kết” is the name of a section that the regulations ask for, “Tệp đính kèm” that of a part of an item.
GENERIC = (GENERIC_LINKS | FORMATS | _POINTING) - {"lien ket", "tep dinh kem"}
_FILLERS = frozenset(word for phrase in GENERIC for word in phrase.split()) - {"san", "pham", "product"}
_NO_CONTEXT = frozenset(
    "html body main section article nav header footer aside form table tbody thead tfoot tr ul ol dl svg".split()  # noqa: SIM905
)
_INLINE = frozenset(
    "a abbr area b bdi bdo cite code data del dfn em font g i img ins kbd label map mark q s samp small span strong "  # noqa: SIM905
    "sub sup svg text time u var".split()
)


def context_of(page: BuiltPage, link: Element) -> frozenset[int]:
    """Return the elements that make up a link's context, by index."""
    found: set[int] = set()
    block = cell = False
    at = link.parent
    while at >= 0:
        around = page.elements[at]
        role = role_of(page, around)
        if role == "listitem":
            found.add(at)
            block = True
        elif not block and around.tag not in _INLINE:
            block = True
            if around.tag not in _NO_CONTEXT:
                found.add(at)
        if not cell and role in ("cell", "gridcell", "columnheader", "rowheader"):
            cell = block = True
            found.add(at)
            found |= _headers(page, at)
        at = around.parent
    for name in link.attrs.get("aria-describedby", "").split()[:20]:
        if (told := by_id(page, name)) is not None:
            found.add(told.index)
    return frozenset(found)


def tells(page: BuiltPage, link: Element) -> bool:
    """Return whether the context of a link says more than the link itself."""
    own = set(bare(name_of(page, link)).split())
    for index in context_of(page, link):
        words = bare(text_of(page, page.elements[index])).split()
        if any(word not in _FILLERS and word not in own for word in words):
            return True
    return False


def _headers(page: BuiltPage, index: int) -> set[int]:
    placed: dict[int, tuple[Table, Cell]] | None = page.memo.get("cells")
    if placed is None:
        placed = {c.element.index: (t, c) for t in tables_of(page) for c in t.cells}
        page.memo["cells"] = placed
    if index not in placed:
        return set()
    table, cell = placed[index]
    return {h.element.index for h in headers_of(table, cell) if not _over_a_group(page, table, cell, h)}


def _over_a_group(page: BuiltPage, table: Table, cell: Cell, header: Cell) -> bool:
    """Return whether a header over several columns names the whole group, and another cell the row itself."""
    if header.width < 2 or header.y >= cell.y:
        return False
    beside = [c for c in table.cells[:2_000] if c.y == cell.y and c is not cell and not c.header]
    return any(text_of(page, c.element) and not _holds_link(page, c.element) for c in beside)


def _holds_link(page: BuiltPage, element: Element) -> bool:
    return any(isinstance(i, int) and page.elements[i].tag == "a" for i in element.content)
