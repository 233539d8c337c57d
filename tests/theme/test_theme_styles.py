"""The style sheets: small, from our own host, one place for colours, contrast that is computed, not hoped for."""

from __future__ import annotations

import gzip
import re

import pytest
import theme_samples as samples

STYLES = sorted((samples.THEME / "assets" / "portal").glob("*.css"))
BUDGET = 12 * 1024  # bytes of all our sheets, gzip
TEXT, PARTS = 4.5, 3.0  # WCAG 1.4.3 and 1.4.11
ON_PAGE = ("text", "muted", "mau-chinh")
PAIRS = [
    *((ink, ground, TEXT) for ink in ON_PAGE for ground in ("page", "surface", "mau-chinh-nen")),
    ("mau-chinh-chu", "mau-chinh", TEXT),
    ("mau-chinh-dam-chu", "mau-chinh-dam", TEXT),
    ("mau-chinh-nen-chu", "mau-chinh-nen", TEXT),
    ("demo", "demo-ground", TEXT),
    *((ink, f"{ink}-ground", TEXT) for ink in ("good", "warn", "gone", "bad")),
    ("good", "surface", PARTS),
    ("line-strong", "page", PARTS),
    *(("focus", ground, PARTS) for ground in ("page", "surface", "mau-chinh-nen")),
]


def _sheet(name: str) -> str:
    return (samples.THEME / "assets" / "portal" / name).read_text("utf-8")


def _bare(text: str) -> str:
    return re.sub(r"/\*.*?\*/", "", text, flags=re.S)


def _colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6});", block))


def _schemes() -> dict[str, dict[str, str]]:
    light, _, rest = _bare(_sheet("tokens.css")).partition("@media (prefers-color-scheme: dark)")
    dark = rest.partition("[data-md-color-scheme]")[0]
    return {"light": _colours(light), "dark": _colours(light) | _colours(dark)}


def _luminance(colour: str) -> float:
    channels = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_contrast_formula_at_its_ends() -> None:
    assert _contrast("#000000", "#ffffff") == pytest.approx(21)
    assert _contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_contrast_of_tokens(scheme: str, ink: str, ground: str, least: float) -> None:
    colours = _schemes()[scheme]
    assert _contrast(colours[ink], colours[ground]) >= least


def test_all_sheets_together_are_small() -> None:
    assert len(gzip.compress(b"".join(p.read_bytes() for p in STYLES), mtime=0)) <= BUDGET


@pytest.mark.parametrize("path", STYLES, ids=lambda p: p.name)
def test_sheet_is_short_and_asks_nothing_of_others(path: object) -> None:
    assert path in STYLES
    text = path.read_text("utf-8")  # type: ignore[attr-defined]
    assert len(text.splitlines()) < 250
    assert "url(" not in text
    assert "@import" not in text
    assert "@font-face" not in text
    assert text.count("{") == text.count("}")


def test_colours_stand_in_tokens_alone() -> None:
    for path in STYLES:
        if path.name not in ("tokens.css", "print.css"):  # paper has its own two colours
            found = re.findall(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl|oklch)\(", _bare(path.read_text("utf-8")))
            assert found == [], path.name


def test_paper_knows_no_dark_colours() -> None:
    paper = set(re.findall(r"--([\w-]+):", _sheet("print.css")))
    screen = set(_schemes()["light"]) - {"focus", "mau-chinh-chu"}
    assert screen <= paper


def test_every_variable_is_defined() -> None:
    text = "".join(_bare(p.read_text("utf-8")) for p in STYLES)
    assert set(re.findall(r"var\(--([\w-]+)", text)) <= set(re.findall(r"--([\w-]+):", text))


def test_every_class_of_a_sheet_is_used_by_a_template() -> None:
    text = "".join(_bare(p.read_text("utf-8")) for p in STYLES)
    templates = "".join(p.read_text("utf-8") for p in samples.THEME.rglob("*.html"))
    made = {"badge--tot", "badge--canh-bao", "notice--go-bo", "notice--het-hieu-luc", "notice--luu-y"}
    foreign = {"md-typeset", "admonition", "footnote", "can-phai", "can-giua"}
    classes = set(re.findall(r"\.([a-z][\w-]*)", re.sub(r"\{[^{}]*\}", "{}", text)))
    assert sorted(c for c in classes - made - foreign if c not in templates) == []


def test_sheets_named_by_the_frame_exist() -> None:
    frame = (samples.THEME / "base.html").read_text("utf-8")
    named = re.findall(r'rel="stylesheet" href="/([^"]+)"', frame)
    assert "assets/site.css" in named  # written by the build, after the fallback colours
    assert named.index("assets/portal/tokens.css") < named.index("assets/site.css")
    for name in named:
        if name != "assets/site.css":
            assert (samples.THEME / name).is_file() or (samples.MATERIAL / name).is_file(), name
    assert {p.name for p in STYLES} == {n.rpartition("/")[2] for n in named if n.startswith("assets/portal/")}
