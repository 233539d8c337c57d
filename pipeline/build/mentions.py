"""Document numbers in the text of an item become links to the document's page, the first of each.

Works on text that was cleaned already: only words of it become a link, nothing of it is changed otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from pipeline.build.context import BuildContext
from pipeline.build.effect import Reference
from pipeline.build.entries import Entry
from pipeline.build.inputs import ancestors
from pipeline.model.legal import is_local, may_mention, mentions, number_key

_TOKEN = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*+)(?:[^\">]++|\"[^\"]*+\")*+>")
_LINK = re.compile(r"<a (?:[^\">]++|\"[^\"]*+\")*+>[^<]*+(?:<(?!/a>)[^<]*+)*</a>")
# Where a link may not stand, or where words are not a sentence of the item.
_CLOSED = frozenset({"a", "code", "pre", "kbd", "samp", "h1", "h2", "h3", "h4", "h5", "h6", "caption"})


def address_of(ctx: BuildContext, entry: Entry) -> Callable[[str], str | None]:
    """Return how the numbers in an item's text are looked up; its own number leads nowhere."""
    own = number_key(entry.edition.get("so_ky_hieu"))
    site = ctx.given.site
    near = {site.id, *ancestors(ctx.given.registry, site)}

    def find(number: str) -> str | None:
        if number_key(number) == own:
            return None
        found = ctx.entries.register.find(Reference(number), entry.lang)
        if found is None or (found.document.site not in near and is_local(number)):
            return None  # another province's document of the same number
        return ctx.entries.document_url(found)

    return find


def links_of(ctx: BuildContext, entry: Entry) -> tuple[tuple[str, str | None], ...]:
    """Return the numbers that an item names with the addresses they lead to: they change its page."""
    if not may_mention(entry.edition.body):
        return ()
    find = address_of(ctx, entry)
    numbers = dict.fromkeys(m.number for m in mentions(entry.edition.body))
    return tuple((number, find(number)) for number in numbers)


def link_documents(html: str, find: Callable[[str], str | None]) -> str:
    """Return a clean text in which the first mention of every known document is a link.

    A document that the text links itself is left alone, and so are headings and code.
    """
    if not may_mention(html):
        return html
    done = {number_key(m.number) for link in _LINK.finditer(html) for m in mentions(link[0])}
    made: list[str] = []
    at, closed = 0, 0
    for token in _TOKEN.finditer(html):
        made.append(_text(html[at : token.start()], closed, done, find))
        made.append(token[0])
        at = token.end()
        if token["name"].lower() in _CLOSED:
            closed = max(0, closed - 1) if token["close"] else closed + 1
    made.append(_text(html[at:], closed, done, find))
    return "".join(made)


def _text(text: str, closed: int, done: set[str], find: Callable[[str], str | None]) -> str:
    if not may_mention(text):
        return text
    made: list[str] = []
    at = 0
    for each in mentions(text):
        key = number_key(each.number)
        if key in done:
            continue
        url = None if closed else find(each.number)
        if closed or url is None:
            continue
        done.add(key)
        made += [text[at : each.start], f'<a href="{escape(url)}">{text[each.start : each.end]}</a>']
        at = each.end
    return "".join([*made, text[at:]])
