"""Sizes of pictures, and what their tags say of them."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from build_ground import PICTURE, Ground, page

from pipeline.build.picture_size import size_of
from pipeline.build.share import share_picture

_FRAME = b"\xff\xc0\x00\x11\x08" + struct.pack(">HH", 675, 1200)
_JFIF = b"\xff\xd8\xff\xe0\x00\x10JFIF\0" + bytes(9)


@pytest.mark.parametrize(
    ("head", "size"),
    [
        (share_picture("#1f4e79")[:64], (1200, 630)),
        (b"GIF89a" + struct.pack("<HH", 12, 7), (12, 7)),
        (_JFIF + _FRAME, (1200, 675)),
        (b"\xff\xd8\xff\xe1\x00\x08Exif\0\0" + _FRAME, None),  # may be turned
        (_JFIF + b"\xff\xc4\x00\x02" + _FRAME.replace(b"\xc0", b"\xc2", 1), (1200, 675)),
        (_JFIF + b"\xff\xdb\xff\xff" + bytes(100), None),
        (_JFIF + b"\xff\xdb\x00\x00" * 9, None),
        (b"RIFF\0\0\0\0WEBPVP8 " + bytes(7) + b"\x9d\x01\x2a" + struct.pack("<HH", 640, 480), (640, 480)),
        (b"RIFF\0\0\0\0WEBPVP8L" + bytes(4) + b"\x2f" + struct.pack("<I", 639 | 479 << 14), (640, 480)),
        (b"RIFF\0\0\0\0WEBPVP8X" + bytes(8) + b"\x7f\x02\x00\xdf\x01\x00", (640, 480)),
        (b"RIFF\0\0\0\0WEBPVP8X", None),
        (b'<?xml version="1.0"?><svg viewBox="0 0 12 7" width="1200" height="675px">', (1200, 675)),
        (b"<svg viewBox='0 0 12 7'>", (1200, 700)),
        (b'<svg width="100%" height="auto" viewBox="0,0,600,300">', (1200, 600)),
        (b'<svg viewBox="0 0 0 0">', None),
        (b'<svg width="1.2.3" height="4">', None),
        (b'<svg width="9999999" height="4">', None),
        (b"<svg>", None),
        (b"<svg " + b"viewBox=" * 400, None),
        (b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR", None),
        (b"", None),
    ],
)
def test_size(head: bytes, size: tuple[int, int] | None) -> None:
    assert size_of(head) == size


def test_pictures_keep_their_place_and_wait_until_they_are_seen(land: Ground, tmp_path: Path) -> None:
    land.file("anh/a.svg", "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 12 7'/>")
    land.file("anh/b.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='40' height='30'/>")
    land.file("anh/c.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    text = '![Một](/anh/b.svg)\n\n<img src="/anh/b.svg" alt="Hai > một" width="20">\n\n![Ba](/anh/c.svg)\n'
    land.item("tin-tuc/2026/11/a.md", text, hinh_anh=PICTURE)
    html = page(land.build(tmp_path / "xay"), "/tin-tuc/2026/11/a/")
    figure, _, body = html.partition('<div class="body md-typeset">')
    assert 'src="/anh/a.svg" alt="Trụ sở nhìn từ cổng" width="1200" height="700"' in figure
    tags = [
        tag.partition(">\n")[0] for tag in body.partition('<div class="item__side">')[0].split("<img")[1:]
    ]
    assert len(tags) == 3
    assert all(tag.count('loading="lazy"') == 1 for tag in tags)
    assert 'width="40" height="30"' in tags[0]
    assert 'width="20"' in tags[1] and "height" not in tags[1]
    assert "width" not in tags[2]
