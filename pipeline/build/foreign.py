"""Vietnamese names in the running text of pages in other languages, marked for voices (WCAG 3.1.2)."""

from __future__ import annotations

import re
import unicodedata

_TOKEN = re.compile(r"<!--.*?-->|<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>", re.DOTALL)
_NAME = re.compile(r"</?([a-zA-Z][\w-]*)")
_LANG = re.compile(r"""\slang=["']([\w-]+)["']""")
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_WORD = r"[\w/-]*[À-ɏḀ-ỿ][\w/-]*"
# one plain word may stand inside a name: “Buôn Ma Thuột”
_RUN = re.compile(rf"{_WORD}(?:\s(?:[A-Z][a-z]*\s)?{_WORD})*")
_OWN_LETTERS = frozenset("ăđơư")
_OWN_MARKS = frozenset("\u0309\u0323")  # hook above and dot below; other languages share the rest


def mark_vietnamese(html: str, lang: str) -> str:
    """Return a page with the Vietnamese words of its text in `<span lang="vi">`.

    Only the body is touched, and nothing that already says its language is Vietnamese; a word counts
    only with a letter that other languages lack, so that “café” stays as it is.
    """
    start = html.find("<body")
    if lang == "vi" or start < 0:
        return html
    done, at = [html[:start]], start
    open_tags: list[tuple[str, str]] = [("", lang)]
    for token in _TOKEN.finditer(html, start):
        done.append(_marked(html[at : token.start()], open_tags[-1][1]))
        done.append(token[0])
        at = token.end()
        _step(open_tags, token[0])
    return "".join(done) + html[at:]


def _step(open_tags: list[tuple[str, str]], tag: str) -> None:
    """Open or close an element."""
    named = _NAME.match(tag)
    if named is None:
        return
    name = named[1].lower()
    if tag.startswith("</"):
        if any(n == name for n, _ in open_tags):
            while open_tags.pop()[0] != name:
                pass
    elif name not in _VOID and not tag.endswith("/>"):
        said = _LANG.search(tag)
        open_tags.append((name, said[1] if said else open_tags[-1][1]))


def _marked(text: str, lang: str) -> str:
    return text if lang == "vi" or text.isascii() else _RUN.sub(_wrap, text)


def _wrap(found: re.Match[str]) -> str:
    run = found[0]
    return f'<span lang="vi">{run}</span>' if _is_vietnamese(run) else run


def _is_vietnamese(run: str) -> bool:
    """Return whether a run has a letter that only Vietnamese has, or two marks on one letter."""
    for letter in unicodedata.normalize("NFC", run.lower()):
        parts = unicodedata.normalize("NFD", letter)
        if letter in _OWN_LETTERS or _OWN_MARKS & set(parts) or len(parts) > 2 or parts[-1] == "\u031b":
            return True
    return False
