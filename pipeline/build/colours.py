"""A site's own colours: shades of its accent with a computed contrast of at least 4.5:1 (WCAG 1.4.3).

The accent is what a site chooses; the shades keep its hue and give up as much of its lightness as
readers need on the grounds of the theme, light and dark.
"""

from __future__ import annotations

import colorsys
import re

ENOUGH = 4.6  # a little over the norm's 4.5, for the rounding of colour values
LIGHT_GROUNDS = ("#ffffff", "#f5f6f8")  # page and surface of theme/assets/portal/tokens.css
DARK_GROUNDS = ("#14171b", "#1d2127")
DEFAULT = "#1f4e79"
_HEX = re.compile(r"#[0-9a-fA-F]{6}")
_NAMES = (
    "mau-chinh",
    "mau-chinh-chu",
    "mau-chinh-dam",
    "mau-chinh-dam-chu",
    "mau-chinh-nen",
    "mau-chinh-nen-chu",
)


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours "#rrggbb" as WCAG 2 defines it, 1 to 21."""
    a, b = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (a + 0.05) / (b + 0.05)


def shades(accent: str) -> dict[str, dict[str, str]]:
    """Return the custom properties for "light" and "dark" (names without the leading dashes)."""
    accent = accent.lower() if _HEX.fullmatch(accent) else DEFAULT
    hue, _, saturation = colorsys.rgb_to_hls(*_parts(accent))
    tint_light = _colour(hue, 0.945, min(saturation, 0.55))
    tint_dark = _colour(hue, 0.16, min(saturation, 0.35))
    main_light = _darker(accent, (*LIGHT_GROUNDS, tint_light))
    deep_light = _darker(_colour(hue, min(_lightness(main_light), 0.26), saturation), ("#ffffff",))
    main_dark = _lighter(
        _colour(hue, max(_lightness(accent), 0.66), min(saturation, 0.8)), (*DARK_GROUNDS, tint_dark)
    )
    deep_dark = _darker(_colour(hue, 0.2, min(saturation, 0.55)), ("#ffffff",))
    return {
        "light": dict(
            zip(
                _NAMES,
                (
                    main_light,
                    "#ffffff",
                    deep_light,
                    "#ffffff",
                    tint_light,
                    _darker(deep_light, (tint_light,)),
                ),
                strict=True,
            )
        ),
        "dark": dict(
            zip(
                _NAMES,
                (
                    main_dark,
                    _darker(_colour(hue, 0.1, min(saturation, 0.5)), (main_dark,)),
                    deep_dark,
                    "#ffffff",
                    tint_dark,
                    _lighter(_colour(hue, 0.88, min(saturation, 0.6)), (tint_dark,)),
                ),
                strict=True,
            )
        ),
    }


def stylesheet(accent: str) -> str:
    """Return the text of /assets/site.css."""
    made = shades(accent)
    light = "".join(f"  --{name}: {value};\n" for name, value in made["light"].items())
    dark = "".join(f"    --{name}: {value};\n" for name, value in made["dark"].items())
    return f":root {{\n{light}}}\n@media (prefers-color-scheme: dark) {{\n  :root {{\n{dark}  }}\n}}\n"


def _darker(colour: str, grounds: tuple[str, ...]) -> str:
    return _shift(colour, grounds, -0.01)


def _lighter(colour: str, grounds: tuple[str, ...]) -> str:
    return _shift(colour, grounds, 0.01)


def _shift(colour: str, grounds: tuple[str, ...], step: float) -> str:
    """Return the nearest shade of a colour that is readable on (or under) every ground."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_parts(colour))
    while min(contrast(colour, g) for g in grounds) < ENOUGH and 0 <= lightness + step <= 1:
        lightness += step
        colour = _colour(hue, lightness, saturation)
    return colour


def _lightness(colour: str) -> float:
    return colorsys.rgb_to_hls(*_parts(colour))[1]


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    return red, green, blue


def _colour(hue: float, lightness: float, saturation: float) -> str:
    return "#" + "".join(
        f"{round(part * 255):02x}" for part in colorsys.hls_to_rgb(hue, lightness, saturation)
    )


def _luminance(colour: str) -> float:
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
