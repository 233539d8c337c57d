"""The picture that other services show beside a link to a page without a raster picture of its own.

A gate, which is what a portal is called in Vietnamese, on the site's own colour; a PNG, for those services read no SVG.
"""

from __future__ import annotations

import struct
import zlib

from pipeline.build.colours import shades

SHARE_FILE = "assets/chia-se.png"
WIDTH, HEIGHT = 1200, 630
_GROUND, _INK, _TINT = 0, 1, 2  # places in the palette
# colour, top, bottom, inner distance from the middle, outer distance at the top and at the bottom; both halves are alike
_GATE = (
    (_INK, 110, 162, 0, 170, 250),  # upper roof
    (_INK, 162, 222, 0, 150, 150),  # board
    (_TINT, 174, 210, 0, 132, 132),
    (_INK, 222, 280, 0, 290, 370),  # lower roof
    (_INK, 280, 312, 0, 270, 270),
    (_INK, 312, 500, 214, 270, 270),  # pillars
    (_INK, 312, 500, 84, 130, 130),
    (_INK, 500, 522, 0, 310, 310),  # steps
    (_INK, 522, 544, 0, 350, 350),
)
_FLOOR = 544


def share_picture(accent: str) -> bytes:
    """Return the picture of a site with an accent "#rrggbb": the same bytes for the same accent."""
    light = shades(accent)["light"]
    palette = (light["mau-chinh-dam"], light["mau-chinh-dam-chu"], light["mau-chinh"])
    rows = b"".join(b"\0" + _row(y) for y in range(HEIGHT))  # each row begins with its filter: none
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 3, 0, 0, 0)),
            _chunk(b"PLTE", b"".join(bytes.fromhex(colour[1:]) for colour in palette)),
            _chunk(b"IDAT", zlib.compress(rows, 9)),
            _chunk(b"IEND", b""),
        )
    )


def _row(y: int) -> bytes:
    row = bytearray([_TINT if y >= _FLOOR else _GROUND]) * WIDTH
    for colour, top, bottom, inner, above, below in _GATE:
        if top <= y < bottom:
            outer = above + (below - above) * (y - top) // (bottom - top)
            middle = WIDTH // 2
            row[middle - outer : middle - inner] = bytes([colour]) * (outer - inner)
            row[middle + inner : middle + outer] = bytes([colour]) * (outer - inner)
    return bytes(row)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
