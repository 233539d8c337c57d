"""What is safe to mend in one file: how it was saved, never what it says."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.editor.whitespace import close, trim_block, trim_body
from pipeline.model.content import Value
from pipeline.model.encoding.invisible import remove_invisible
from pipeline.model.encoding.lookalikes import latinised
from pipeline.model.encoding.mojibake import read_back
from pipeline.model.encoding.recognise import convert, read_bytes
from pipeline.model.text import Text
from pipeline.source.faults import MAX_ITEM_BYTES
from pipeline.source.yamlstrict import YamlFault, parse

_BOM = b"\xef\xbb\xbf"
_OPENING = re.compile(r"\A---[ \t]*\n")
_CLOSING = re.compile(r"^---[ \t]*$", re.MULTILINE)
_PASSES = 8  # each repair may lay another bare; more passes than this no real text needs

BOM = Text("bỏ dấu BOM", "byte order mark removed")
LINES = Text("đưa dấu xuống dòng về LF", "line ends made LF")
COMPOSED = Text("đưa chữ tổ hợp về dựng sẵn (NFC)", "text made normal form C")
MISREAD = Text("đọc lại chữ UTF-8 bị hiểu nhầm bảng mã", "misread UTF-8 read back")
ALIKE = Text("thay chữ cái nước ngoài trông giống chữ La-tinh", "look-alike letters made Latin")
INVISIBLE = Text("bỏ ký tự ẩn", "invisible characters removed")
TRAILING = Text("bỏ khoảng trắng cuối dòng", "trailing white space removed")
FINAL = Text("thêm dấu xuống dòng cuối tệp", "final line feed added")


@dataclass(frozen=True, slots=True)
class Mended:
    """A file before and after: `before` is its text as far as it could be read, `reasons` what was mended.

    `refused` says why the file was left alone, None where nothing hindered.
    """

    before: str
    after: str
    reasons: tuple[Text, ...] = ()
    refused: Text | None = None

    @property
    def changed(self) -> bool:
        """Return whether anything was mended."""
        return bool(self.reasons)


def mend(raw: bytes) -> Mended:
    """Return the bytes of an item mended; mending the result again changes nothing.

    The parsed front matter and the folded text stay the same, but for what the encoding had garbled.
    """
    if len(raw) > MAX_ITEM_BYTES:
        return _left(Text("tệp quá lớn", "the file is too large"))
    if b"\0" in raw:
        return _left(Text("tệp nhị phân, không phải bài viết", "binary data, not text"))
    reasons: list[Text] = []
    body = raw
    while body.startswith(_BOM):
        body = body[3:]
        reasons[:] = [BOM]
    before = _decode(body, reasons)
    if before is None:
        return _left(Text("không nhận ra bảng mã của tệp", "the file's encoding is not recognised"))
    text = before.text
    for _ in range(_PASSES):
        mended = _once(text, reasons)
        if mended == text:
            break
        text = mended
    else:
        return _left(Text("chữ trong tệp quá rối", "the text is too garbled"))
    return Mended(before.shown, text, tuple(dict.fromkeys(reasons)))


def _left(why: Text) -> Mended:
    return Mended("", "", (), why)


@dataclass(frozen=True, slots=True)
class _Read:
    shown: str  # as the bytes show, for the diff
    text: str  # as they are to be read


def _decode(raw: bytes, reasons: list[Text]) -> _Read | None:
    try:
        text = raw.decode("utf-8")
        return _Read(text, text)
    except UnicodeDecodeError:
        pass
    found = read_bytes(raw)
    if found is None:
        return None
    reasons.append(_from(found.encoding))
    return _Read(found.shown, found.reads)


def _from(encoding: str) -> Text:
    return Text(f"chuyển {encoding} sang Unicode", f"{encoding} converted to Unicode")


def _once(text: str, reasons: list[Text]) -> str:
    def step(reason: Text, mended: str) -> str:
        if mended != text:
            reasons.append(reason)
        return mended

    text = step(LINES, text.replace("\r\n", "\n").replace("\r", "\n"))
    text = step(COMPOSED, unicodedata.normalize("NFC", text))
    text = step(MISREAD, read_back(text))
    converted, encodings = convert(text)
    reasons += [_from(e) for e in encodings if converted != text]
    text = step(INVISIBLE, remove_invisible(converted)) if converted == text else remove_invisible(converted)
    text = step(COMPOSED, unicodedata.normalize("NFC", text))
    text = step(ALIKE, latinised(text))
    text = step(TRAILING, _trimmed(text))
    return step(FINAL, close(text))


def _trimmed(text: str) -> str:
    opening = _OPENING.match(text)
    closing = _CLOSING.search(text, opening.end()) if opening else None
    if opening is None or closing is None:
        return trim_body(text) if opening is None else text
    block = text[opening.end() : closing.start()]
    bare = trim_block(block)
    # Blanks at the end of a line may be content of a YAML block text; then they stay.
    if _parsed(bare) != _parsed(block) or _parsed(block) is None:
        bare = block
    return "---\n" + bare + "---" + trim_body(text[closing.end() :])


def _parsed(block: str) -> Mapping[str, Value] | None:
    try:
        value = parse(block).value
    except YamlFault:
        return None
    return value if isinstance(value, Mapping) else None
