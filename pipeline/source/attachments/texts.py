"""Plain text, tables as text, HTML and SVG."""

from __future__ import annotations

import re
from html import unescape

from pipeline.model.attachments import AttachmentFacts
from pipeline.source.attachments.limits import body, name

_MOST_READ = 2 * 1024 * 1024
_SCRIPT = re.compile(r"<script\b|\bon(?:load|error|click|mouseover|begin)\s*+=|javascript:", re.IGNORECASE)
_SILENT = re.compile(r"<(script|style)\b[^>]*+>[^<]*+(?:<(?!/\1)[^<]*+)*+", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*+>")
_LANG = re.compile(r"<(?:html|svg)\b[^<>]*?\b(?:xml:)?lang\s*=\s*[\"']?([A-Za-z-]{2,12})", re.IGNORECASE)
_TITLE = re.compile(r"<title\b[^<>]*+>([^<]{0,1000})", re.IGNORECASE)


def text_facts(kind: str, data: bytes) -> AttachmentFacts:
    """Return the text of a file, tags taken out; each line stays on its line."""
    raw = decoded(data[:_MOST_READ])
    scripts, title, language = False, "", ""
    if kind in ("html", "svg"):
        scripts = bool(_SCRIPT.search(raw))
        found, lang = _TITLE.search(raw), _LANG.search(raw)
        title, language = unescape(found[1]) if found else "", lang[1] if lang else ""
        raw = unescape(_TAG.sub(_blank, _SILENT.sub(_blank, raw)))
    text, cut = body(raw)
    cut = cut or len(data) > _MOST_READ
    return AttachmentFacts(kind, text=text, cut=cut, title=name(title), language=language, scripts=scripts)


def decoded(data: bytes) -> str:
    """Return bytes as text: by their byte order mark, else UTF-8 with what is wrong left out."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "ignore")
    return data.decode("utf-8-sig", "ignore")


def _blank(found: re.Match[str]) -> str:
    return "\n" * found[0].count("\n")
