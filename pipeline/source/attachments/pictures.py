"""Pictures: their size and what the camera wrote into them, by a bounded walk over their segments."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.model.attachments import AttachmentFacts
from pipeline.source.attachments.limits import name

_SEARCHED = 4 * 1024 * 1024  # bytes in which data of the camera is looked for
_MOST_ENTRIES = 500
_GPS_BLOCK, _EXIF_BLOCK = 0x8825, 0x8769
_LATITUDE, _LONGITUDE = 2, 4
_OWNER, _SERIAL, _ARTIST = 0xA430, 0xA431, 0x013B
_XMP_PLACE = (b"exif:GPSLatitude", b"exif:GPSLongitude")
_XMP_MARK = b"http://ns.adobe.com/xap/1.0/"


@dataclass(frozen=True, slots=True)
class Camera:
    """What EXIF tells of where and by whom a picture was taken."""

    gps: bool = False
    owner: str = ""
    serial: str = ""


def picture_facts(kind: str, data: bytes) -> AttachmentFacts:
    """Return size and camera data of a picture; never raises."""
    width, height = _size(kind, data)
    camera = camera_data(kind, data)
    return AttachmentFacts(
        kind,
        width=width,
        height=height,
        gps=camera.gps,
        camera_owner=camera.owner,
        camera_serial=camera.serial,
    )


def camera_data(kind: str, data: bytes) -> Camera:
    """Return what the camera wrote into a picture."""
    found = Camera()
    for block in _exif_blocks(kind, data):
        seen = _tiff(block)
        found = Camera(found.gps or seen.gps, found.owner or seen.owner, found.serial or seen.serial)
    if not found.gps and any(word in data[:_SEARCHED] for word in _XMP_PLACE):
        found = replace(found, gps=True)
    return found


def _exif_blocks(kind: str, data: bytes) -> Iterator[bytes]:
    if kind == "tiff":
        yield data
    elif kind == "jpeg":
        for marker, start, end in _segments(data):
            if marker == 0xE1 and data[start : start + 6] == b"Exif\0\0":
                yield data[start + 6 : end]
    elif kind == "png":
        yield from (block for tag, block in _chunks(data) if tag == b"eXIf")
    elif kind == "webp":
        for tag, block in _riff(data):
            if tag == b"EXIF":
                yield block.removeprefix(b"Exif\0\0")
    elif kind == "heic":
        at = data[:_SEARCHED].find(b"Exif\0\0")
        if at >= 0:
            yield data[at + 6 : at + 6 + 65536]


def _segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield marker, start and end of the segments before a JPEG's picture data."""
    at = 2
    for _ in range(1000):
        while at < len(data) and data[at] == 0xFF and data[at + 1 : at + 2] == b"\xff":
            at += 1
        if at + 4 > len(data) or data[at] != 0xFF or data[at + 1] in (0xDA, 0xD9):
            return
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        if length < 2:
            return
        yield data[at + 1], at + 4, at + 2 + length
        at += 2 + length


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 8
    for _ in range(20_000):
        if at + 8 > len(data):
            return
        length = int.from_bytes(data[at : at + 4], "big")
        tag = data[at + 4 : at + 8]
        yield tag, data[at + 8 : at + 8 + length] if length < 1 << 20 else b""
        at += 12 + length


def _riff(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 12
    for _ in range(1000):
        if at + 8 > len(data):
            return
        length = int.from_bytes(data[at + 4 : at + 8], "little")
        yield data[at : at + 4], data[at + 8 : at + 8 + min(length, 1 << 20)]
        at += 8 + length + (length & 1)


def _tiff(block: bytes) -> Camera:
    order = {b"II": "<", b"MM": ">"}.get(block[:2])
    if order is None or len(block) < 8:
        return Camera()
    first = _entries(block, order, _number(block, order, 4))
    inner = _entries(block, order, _pointer(first.get(_EXIF_BLOCK), order))
    place = _entries(block, order, _pointer(first.get(_GPS_BLOCK), order))
    gps = any(_says_something(block, order, place.get(tag)) for tag in (_LATITUDE, _LONGITUDE))
    owner = _ascii(block, order, inner.get(_OWNER)) or _ascii(block, order, first.get(_ARTIST))
    return Camera(gps, owner, _ascii(block, order, inner.get(_SERIAL)))


def _number(block: bytes, order: str, at: int) -> int:
    piece = block[at : at + 4]
    return int(struct.unpack(order + "I", piece)[0]) if len(piece) == 4 else 0


def _entries(block: bytes, order: str, at: int) -> dict[int, tuple[int, int, bytes]]:
    """Return tag → (type, count, value field) of one directory; `at` 0 means that there is none."""
    if at < 8 or at + 2 > len(block):
        return {}
    count = struct.unpack(order + "H", block[at : at + 2])[0]
    found: dict[int, tuple[int, int, bytes]] = {}
    for index in range(min(count, _MOST_ENTRIES)):
        entry = block[at + 2 + 12 * index : at + 14 + 12 * index]
        if len(entry) < 12:
            break
        tag, kind, number = struct.unpack(order + "HHI", entry[:8])
        found.setdefault(tag, (kind, number, entry[8:]))
    return found


def _pointer(entry: tuple[int, int, bytes] | None, order: str) -> int:
    return int(struct.unpack(order + "I", entry[2])[0]) if entry else 0


def _bytes_of(block: bytes, order: str, entry: tuple[int, int, bytes], size: int) -> bytes:
    length = min(entry[1] * size, 1024)
    if length <= 4:
        return entry[2][:length]
    at = _pointer(entry, order)
    return block[at : at + length]


def _says_something(block: bytes, order: str, entry: tuple[int, int, bytes] | None) -> bool:
    # phones without a fix write zeros, which say nothing of a place
    return bool(entry) and any(_bytes_of(block, order, entry, 8)[:4]) if entry else False


def _ascii(block: bytes, order: str, entry: tuple[int, int, bytes] | None) -> str:
    if entry is None or entry[0] not in (2, 129):
        return ""
    return name(_bytes_of(block, order, entry, 1).split(b"\0")[0])


def _size(kind: str, data: bytes) -> tuple[int, int]:
    if kind == "png" and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        return int(width), int(height)
    if kind == "gif" and len(data) >= 10:
        width, height = struct.unpack("<HH", data[6:10])
        return int(width), int(height)
    if kind == "jpeg":
        for marker, start, _ in _segments(data):
            if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC) and start + 5 <= len(data):
                height, width = struct.unpack(">HH", data[start + 1 : start + 5])
                return int(width), int(height)
    if kind == "webp" and data[12:16] == b"VP8X" and len(data) >= 30:
        return int.from_bytes(data[24:27], "little") + 1, int.from_bytes(data[27:30], "little") + 1
    return 0, 0
