"""From the bytes of one Markdown file to an `Edition`; every fault is noted, none is raised."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from typing import Any

import frontmatter
from frontmatter.default_handlers import YAMLHandler

from pipeline.model.address import parse_address
from pipeline.model.content import Document, Edition, Fault, Mark, Value
from pipeline.model.encoding.recognise import read_bytes
from pipeline.source import faults
from pipeline.source.yamlstrict import Parsed, YamlFault, parse

_OPENING = re.compile(r"\A---[ \t]*(?:\n|\Z)")
_CLOSING = re.compile(r"^---[ \t]*$", re.MULTILINE)


class StrictYaml(YAMLHandler):
    """python-frontmatter's handler with our own borders and our own reading of the YAML."""

    def __init__(self) -> None:
        super().__init__()
        self.parsed = Parsed(None, {}, ())

    def split(self, text: str) -> tuple[str, str]:
        """Return block and body; the library's own pattern would swallow blank lines and shift places."""
        opening, closing = _borders(text)
        if opening is None or closing is None:
            raise ValueError("no front matter")
        return text[opening.end() : closing.start()], text[closing.end() + 1 :]

    def load(self, fm: str, **kwargs: object) -> dict[str, Any]:
        """Return the mapping of a block that begins on the file's second line; keep its places."""
        self.parsed = parse(fm, first_line=2)
        value = self.parsed.value
        return dict(value) if isinstance(value, Mapping) else {}


def _borders(text: str) -> tuple[re.Match[str] | None, re.Match[str] | None]:
    opening = _OPENING.match(text)
    return opening, _CLOSING.search(text, opening.end()) if opening else None


def read_item(path: str, raw: bytes) -> Edition:
    """Return the edition in `raw`, the bytes of the repository file `path`."""
    document = Document(path, parse_address(path))
    digest = hashlib.sha256(raw).hexdigest()
    if len(raw) > faults.MAX_ITEM_BYTES:
        return _bare(document, digest, Fault(faults.TOO_LARGE, 1, 1, str(len(raw))))
    if b"\0" in raw:
        return _bare(document, digest, Fault(faults.BINARY, raw[: raw.index(b"\0")].count(b"\n") + 1, 1))
    noted: list[Fault] = []
    text = _decode(raw, noted)
    if text is None:
        return _bare(document, digest, *noted)
    return _split(document, digest, text, noted)


def unreadable(path: str, kind: str, detail: str = "") -> Edition:
    """Return an empty edition for a file that could not or may not be read."""
    return _bare(Document(path, parse_address(path)), "", Fault(kind, 1, 1, detail))


def _bare(document: Document, digest: str, *noted: Fault) -> Edition:
    return Edition(document, digest, "", {}, {}, "", 1, tuple(noted))


def _decode(raw: bytes, noted: list[Fault]) -> str | None:
    if raw.startswith(b"\xef\xbb\xbf"):
        noted.append(Fault(faults.BOM, 1, 1))
        raw = raw[3:]
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        column = error.start - (before.rfind(b"\n") + 1) + 1
        noted.append(Fault(faults.NOT_UTF8, line, column, guess_encoding(raw)))
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not unicodedata.is_normalized("NFC", text):
        line, column = _first_difference(text)
        noted.append(Fault(faults.NOT_NFC, line, column))
        text = unicodedata.normalize("NFC", text)
    return text


def guess_encoding(raw: bytes) -> str:
    """Return the name of the old Vietnamese encoding that bytes are in, "" when none is certain."""
    found = read_bytes(raw)
    return found.encoding if found else ""


def _first_difference(text: str) -> tuple[int, int]:
    for number, line in enumerate(text.split("\n"), start=1):
        if unicodedata.is_normalized("NFC", line):
            continue
        composed = unicodedata.normalize("NFC", line)
        pairs = zip(line, composed, strict=False)
        return number, next((i for i, (a, b) in enumerate(pairs, start=1) if a != b), 1)
    return 1, 1


def _split(document: Document, digest: str, text: str, noted: list[Fault]) -> Edition:
    def edition(meta: Mapping[str, Value], marks: Mapping[str, Mark], body: str, line: int) -> Edition:
        head = text[: len(text) - len(body)]
        return Edition(document, digest, head, meta, marks, body, line, tuple(noted))

    opening, closing = _borders(text)
    if opening is None:
        noted.append(Fault(faults.NO_FRONT_MATTER, 1, 1))
        return edition({}, {}, text, 1)
    if closing is None:
        noted.append(Fault(faults.OPEN_FRONT_MATTER, 1, 1))
        return edition({}, {}, "", 1)
    body_line = text.count("\n", 0, closing.end()) + 2
    body = text[closing.end() + 1 :]
    handler = StrictYaml()
    try:
        frontmatter.parse(text, handler=handler)
    except YamlFault as fault:
        noted.append(fault.noted)
        return edition({}, {}, body, body_line)
    parsed = handler.parsed
    if parsed.value is None:
        noted.append(Fault(faults.EMPTY_FRONT_MATTER, 1, 1))
        return edition({}, {}, body, body_line)
    if not isinstance(parsed.value, Mapping):
        noted.append(Fault(faults.NOT_A_MAPPING, 2, 1))
        return edition({}, {}, body, body_line)
    for key, mark in parsed.duplicates:
        noted.append(Fault(faults.DUPLICATE_KEY, mark.line, mark.column, key))
    return edition(parsed.value, parsed.marks, body, body_line)
