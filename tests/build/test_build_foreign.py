"""Vietnamese words in the text of English pages say their language."""

from __future__ import annotations

import pytest

from pipeline.build.foreign import mark_vietnamese


def body(text: str) -> str:
    return f'<html lang="en"><title>Đắk Lắk</title><body class="x">{text}</body></html>'


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("<h1>Gia Lai and Bình Định join</h1>", '<h1>Gia Lai and <span lang="vi">Bình Định</span> join</h1>'),
        ("<p>From Buôn Ma Thuột</p>", '<p>From <span lang="vi">Buôn Ma Thuột</span></p>'),
        ("<p>No. 10/2024/QĐ-UBND</p>", '<p>No. <span lang="vi">10/2024/QĐ-UBND</span></p>'),
        (
            '<p lang="vi">Đắk Lắk<br>Huế</p><p>Huế</p>',
            '<p lang="vi">Đắk Lắk<br>Huế</p><p><span lang="vi">Huế</span></p>',
        ),
        ('<img alt="Hồ Lắk > đồi">', '<img alt="Hồ Lắk > đồi">'),
        ("<p>A café, naïve</p>", "<p>A café, naïve</p>"),
    ],
)
def test_names_are_marked_once_and_only_in_text(text: str, marked: str) -> None:
    assert mark_vietnamese(body(text), "en") == body(marked)


def test_vietnamese_pages_stay_as_they_are() -> None:
    assert mark_vietnamese(body("<p>Đắk Lắk</p>"), "vi") == body("<p>Đắk Lắk</p>")
