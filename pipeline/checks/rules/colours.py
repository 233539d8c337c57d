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
_SHEER = re.compile(
    r"rgba?\(\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*[,/]\s*(\d{0,3}(?:\.\d{1,6})?(?<=\d))(%?)\s*\)"
)
_GRADIENT = re.compile(r"(?:repeating-)?linear-gradient\(((?:[^()]|\([^()]{0,100}\)){1,1000})\)")
_PART = re.compile(r"(?:[^,()]|\([^()]{0,100}\)){1,200}")
_PLACE = re.compile(r"\s-?[\d.]{1,8}(?:%|px|r?em|vw)")
_DIRECTION = re.compile(r"to [a-z ]{2,20}|-?[\d.]{1,8}(?:deg|turn|g?rad)")
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


def over(value: str, opacity: float, back: Colour) -> Colour | None:
    """Return what a colour, opaque or not, becomes on a background at an opacity from 0 to 1; None where it cannot be told."""
    front = colour(value)
    if front is None and (found := _SHEER.fullmatch(value.strip().lower())):
        front = colour(f"rgb({found[1]},{found[2]},{found[3]})")
        opacity *= min(1.0, float(found[4]) / (100 if found[5] else 1))
    if front is None:
        return None
    red, green, blue = (round(f * opacity + b * (1 - opacity)) for f, b in zip(front, back, strict=True))
    return red, green, blue


def stops(value: str) -> tuple[Colour, ...]:
    """Return the colours that a background shows: one, or those of a gradient; none where one of them cannot be told."""
    if (whole := colour(value)) is not None:
        return (whole,)
    found = _GRADIENT.fullmatch(value.strip().lower())
    if found is None:
        return ()
    said = [_PLACE.sub("", part).strip() for part in _PART.findall(found[1])]
    known = [colour(part) for part in said if part and not _DIRECTION.fullmatch(part)]
    return tuple(each for each in known if each is not None) if None not in known else ()


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
