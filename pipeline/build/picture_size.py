"""How large a picture is, read from the first bytes of its file (PNG, JPEG, GIF, WebP, SVG)."""

from __future__ import annotations

import re
import struct

Size = tuple[int, int]  # width and height in pixels
_MOST = 20_000
_WIDE = 1200  # the width that a drawing gets which tells its proportions alone
_ROOT = re.compile(rb"<svg\b[^>]*>")
_BOX = re.compile(
    rb"\sviewBox=[\"']\s*\S{1,20}[\s,]+\S{1,20}[\s,]+([0-9.]{1,12})[\s,]+([0-9.]{1,12})\s*[\"']"
)
_SIDES = tuple(re.compile(rb"\s%s=[\"']([0-9.]{1,12})(?:px)?[\"']" % side) for side in (b"width", b"height"))


def size_of(head: bytes) -> Size | None:
    """Return the size of a picture, None where the first bytes do not tell it."""
    try:
        found = _size(head)
    except (struct.error, ValueError):
        return None
    return found if found and all(0 < side <= _MOST for side in found) else None


def _size(head: bytes) -> Size | None:
    if head.startswith(b"\x89PNG\r\n\x1a\n") and head[12:16] == b"IHDR":
        width, height = struct.unpack(">II", head[16:24])
        return width, height
    if head.startswith((b"GIF87a", b"GIF89a")):
        width, height = struct.unpack("<HH", head[6:10])
        return width, height
    if head.startswith(b"\xff\xd8"):
        return _jpeg(head)
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return _webp(head)
    root = _ROOT.search(head)
    return _svg(root[0]) if root else None


def _jpeg(head: bytes) -> Size | None:
    if b"Exif\0" in head:
        return None  # a camera may have been held upright, which the frame does not tell
    at = 2
    while at + 9 <= len(head) and head[at] == 0xFF:
        kind, length = head[at + 1], int.from_bytes(head[at + 2 : at + 4])
        if 0xC0 <= kind <= 0xCF and kind not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", head[at + 5 : at + 9])
            return width, height
        at += 2 + max(length, 2)
    return None


def _webp(head: bytes) -> Size | None:
    kind = head[12:16]
    if kind == b"VP8 " and head[23:26] == b"\x9d\x01\x2a":
        width, height = struct.unpack("<HH", head[26:30])
        return width & 0x3FFF, height & 0x3FFF
    if kind == b"VP8L" and head[20:21] == b"\x2f":
        (bits,) = struct.unpack("<I", head[21:25])
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8X" and len(head) >= 30:
        return 1 + int.from_bytes(head[24:27], "little"), 1 + int.from_bytes(head[27:30], "little")
    return None


def _svg(root: bytes) -> Size | None:
    sides = [found[1] for side in _SIDES if (found := side.search(root))]
    if len(sides) == 2:
        return round(float(sides[0])), round(float(sides[1]))
    box = _BOX.search(root)
    if box is None or not float(box[1]):
        return None
    return _WIDE, round(_WIDE * float(box[2]) / float(box[1]))
