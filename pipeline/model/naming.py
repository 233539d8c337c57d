"""The words by which one file of the repository may name another, without resolving a single link.

Used to find what a change may concern. Rather too many than too few: a word left out here would leave a file unjudged.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from pipeline.model.legal import mentions as numbers_in
from pipeline.model.legal import number_key

# Possessive: a row of a million letters without a blank must not be looked through from every one of them.
_WORD = re.compile(r"[^\s\"'()<>\[\]{},;|`]++")
_EDGES = ".,:;!?“”‘’«»*_"
_LONGEST = 300  # characters; longer words are data, not names
# Names that stand in a text as they are, or with their letters as %XX.
_PLAIN = re.compile(r"[^\W_](?:[\w.-]*[^\W_])?")


def name_of(path: str) -> str:
    """Return the last part of a path or address, without suffix, in small letters."""
    last = path.rstrip("/").rpartition("/")[2]
    return last.partition(".")[0].casefold()


def is_plain(path: str) -> bool:
    """Return whether a file can be found by `name_of`: not where its name has blanks, brackets and the like."""
    return _PLAIN.fullmatch(path.rpartition("/")[2]) is not None


def mentions(text: str) -> frozenset[str]:
    """Return the words by which an article may refer to another file or document: the last part of every
    path, address or file name without its suffix, and the numbers of documents as `number_key` gives them.
    """
    found: set[str] = set()
    for word in set(_WORD.findall(text)):
        if "/" not in word and "." not in word:
            continue
        plain = unquote(word.strip(_EDGES)) if "%" in word else word.strip(_EDGES)
        if len(plain) > _LONGEST:
            continue
        if "/" in plain and any(c.isdigit() for c in plain):
            found.add(number_key(plain))
        if "/" in plain or "." in plain:
            found.add(name_of(plain.partition("#")[0].partition("?")[0]))
    found.update(number_key(n.number) for n in numbers_in(text) if " " in n.number)
    found.discard("")
    return frozenset(found)
