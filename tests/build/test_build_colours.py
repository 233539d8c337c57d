"""Shades of an accent are readable on the theme's grounds, whatever a site chooses."""

from __future__ import annotations

import re

import pytest
from build_ground import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.build.colours import DARK_GROUNDS, LIGHT_GROUNDS, contrast, shades, stylesheet

COLOUR = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)


@given(COLOUR)
@settings(max_examples=300, deadline=None)
def test_all_pairs_of_the_theme_keep_the_norm(accent: str) -> None:
    for scheme, grounds in (("light", LIGHT_GROUNDS), ("dark", DARK_GROUNDS)):
        made = shades(accent)[scheme]
        main, deep, tint = made["mau-chinh"], made["mau-chinh-dam"], made["mau-chinh-nen"]
        assert min(contrast(main, g) for g in (*grounds, tint)) >= 4.5
        assert contrast(made["mau-chinh-chu"], main) >= 4.5
        assert contrast(made["mau-chinh-dam-chu"], deep) >= 4.5
        assert contrast(made["mau-chinh-nen-chu"], tint) >= 4.5


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48)]
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.005)


def test_a_strong_accent_stays_as_chosen() -> None:
    assert shades("#9b1c1c")["light"]["mau-chinh"] == "#9b1c1c"


@pytest.mark.parametrize("accent", ["", "red", "#fff", "#12345g", "url(x)", "#ffffff;}*{display:none}"])
def test_what_is_no_colour_never_reaches_the_style_sheet(accent: str) -> None:
    assert stylesheet(accent) == stylesheet("#1f4e79")


def test_the_grounds_are_those_of_the_theme() -> None:
    text = (ROOT / "theme/assets/portal/tokens.css").read_text(encoding="utf-8")
    for ground in ("page", "surface"):
        found = re.findall(rf"--{ground}: (#[0-9a-f]{{6}});", text)
        assert found[0] in LIGHT_GROUNDS
        assert found[1] in DARK_GROUNDS
