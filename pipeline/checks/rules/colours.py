"""Colours as styles write them, and the contrast between two (WCAG 2, relative luminance)."""

from __future__ import annotations

import re

Colour = tuple[int, int, int]
_NAMED: dict[str, int] = {
    "black": 0x000000,
    "white": 0xFFFFFF,
    "red": 0xFF0000,
    "green": 0x008000,
    "blue": 0x0000FF,
    "yellow": 0xFFFF00,
    "gray": 0x808080,
    "grey": 0x808080,
    "silver": 0xC0C0C0,
    "maroon": 0x800000,
    "purple": 0x800080,
    "fuchsia": 0xFF00FF,
    "magenta": 0xFF00FF,
    "lime": 0x00FF00,
    "olive": 0x808000,
    "navy": 0x000080,
    "teal": 0x008080,
    "aqua": 0x00FFFF,
    "cyan": 0x00FFFF,
    "orange": 0xFFA500,
    "pink": 0xFFC0CB,
    "brown": 0xA52A2A,
    "gold": 0xFFD700,
    "lightgray": 0xD3D3D3,
    "lightgrey": 0xD3D3D3,
    "darkgray": 0xA9A9A9,
    "darkgrey": 0xA9A9A9,
    "dimgray": 0x696969,
    "dimgrey": 0x696969,
    "lightblue": 0xADD8E6,
    "darkblue": 0x00008B,
    "darkred": 0x8B0000,
    "darkgreen": 0x006400,
    "lightgreen": 0x90EE90,
    "lightyellow": 0xFFFFE0,
    "whitesmoke": 0xF5F5F5,
    "gainsboro": 0xDCDCDC,
    "crimson": 0xDC143C,
    "tomato": 0xFF6347,
    "skyblue": 0x87CEEB,
    "steelblue": 0x4682B4,
    "indigo": 0x4B0082,
    "violet": 0xEE82EE,
    "beige": 0xF5F5DC,
    "ivory": 0xFFFFF0,
    "khaki": 0xF0E68C,
}
_HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})")
_RGB = re.compile(r"rgb\(\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*\)")


def colour(value: str) -> Colour | None:
    """Return an opaque colour, None for what is none or cannot be told."""
    value = value.strip().lower()
    if value in _NAMED:
        return _split(_NAMED[value])
    if _HEX.fullmatch(value):
        digits = value[1:] if len(value) == 7 else "".join(d * 2 for d in value[1:])
        return _split(int(digits, 16))
    if found := _RGB.fullmatch(value):
        red, green, blue = (min(255, int(found[n])) for n in (1, 2, 3))
        return red, green, blue
    return None


def _split(number: int) -> Colour:
    return number >> 16, number >> 8 & 255, number & 255


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast ratio of two colours, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(value: Colour) -> float:
    red, green, blue = (_linear(part / 255) for part in value)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
