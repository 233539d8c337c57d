"""Vietnamese text: laws that hold for any input."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.patterns import regex
from pipeline.model.text import fold, joined, nfc, slug, strip_diacritics


@given(st.text())
def test_folding_twice_is_folding_once(value: str) -> None:
    assert fold(fold(value)) == fold(value)


@given(st.text(alphabet="aăâeêioôơuưyđAĂÂĐ\u0300\u0301\u0303\u0309\u0323 bcdghklmnpqrstvx"))
def test_vietnamese_folds_to_ascii_whatever_its_normal_form(value: str) -> None:
    composed, parted = unicodedata.normalize("NFC", value), unicodedata.normalize("NFD", value)
    assert fold(composed) == fold(parted)
    assert fold(composed).isascii()


@given(st.text())
def test_the_normal_form_is_stable(value: str) -> None:
    assert nfc(nfc(value)) == nfc(value)


def test_names_become_labels() -> None:
    assert slug("Văn phòng UBND tỉnh Đắk Lắk") == "van-phong-ubnd-tinh-dak-lak"
    assert joined("Krông Pắc") == "krongpac"
    assert strip_diacritics("Đường đến Đà Lạt") == "Duong den Da Lat"


def test_a_late_pattern_answers_as_the_pattern_it_stands_for() -> None:
    late, at_once = regex(r"(?P<word>\w+)\.", re.IGNORECASE), re.compile(r"(?P<word>\w+)\.", re.IGNORECASE)
    assert [m["word"] for m in late.finditer("Một. hai.")] == [
        m["word"] for m in at_once.finditer("Một. hai.")
    ]
    assert (late.pattern, late.flags, late.groups) == (at_once.pattern, at_once.flags, at_once.groups)
    with pytest.raises(re.error):
        regex("(").search("")
