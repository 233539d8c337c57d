"""Kiểu trình bày không cho người đọc giãn chữ, giãn dòng.

## Vì sao
Người khó đọc (loạn đọc, mắt kém) dùng tiện ích của trình duyệt để giãn chữ, giãn từ, giãn dòng. `!important` ngay trên thẻ với
khoảng cách hẹp làm tiện ích ấy mất tác dụng.

## Cách sửa
Bỏ `!important`: `<p style="line-height: 1.6">`; tốt hơn là bỏ cả `style` để trang theo mẫu chung.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.checks.rules.html import ACCESSIBILITY, short
from pipeline.checks.rules.styles import declarations, font_size, styles
from pipeline.checks.styles import hidden_of
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage
from pipeline.model.text import Text

# property → what readers may ask for at least, in widths of the letters (WCAG 1.4.12), the W3C's rule, its name
_LEAST = {
    "letter-spacing": (0.12, "24afc2", Text("giãn chữ", "letter spacing")),
    "word-spacing": (0.16, "9e45ec", Text("giãn từ", "word spacing")),
    "line-height": (1.5, "78fd32", Text("giãn dòng", "line height")),
}
_SIZE = re.compile(r"(-?\d{0,6}(?:\.\d{1,6})?)(px|pt|em|rem|%|)")
_PIXELS = {"px": 1.0, "pt": 4 / 3, "rem": 16.0}
_ONE_LINE = 40  # characters; a shorter text hardly ever breaks, and its line height is nobody's trouble


@rule(
    "TC173",
    "khong-cho-gian-chu",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.WARNING,
    legal=ACCESSIBILITY,
    since="0.3",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each style attribute that fixes a narrow spacing against the reader's own style."""
    for element in page.elements:
        style = element.attrs.get("style", "")
        if "important" not in style.lower() or not any(
            isinstance(p, str) and p.strip() for p in element.content
        ):
            continue  # what lies further inside has styles of its own
        if hidden_of(page).viewers[element.index]:
            continue
        size = font_size(styles(page), element)
        for name, value in _binding(style).items():
            if name not in _LEAST:
                continue
            least, act, said = _LEAST[name]
            wide = _in_letters(value, name, size)
            if wide is None or wide >= least or (name == "line-height" and len(element.text) < _ONE_LINE):
                continue
            yield Problem(
                element.line,
                element.column,
                Text(
                    f"“{name}: {short(value)}” không cho người đọc {said.vi}.",
                    f"“{name}: {short(value)}” keeps readers from setting their own {said.en}.",
                ),
                Text(
                    f'Bỏ !important hoặc ghi ít nhất {least}: <{element.tag} style="{name}: {least}{"" if least > 1 else "em"}">',
                    f"Drop !important or give at least {least}.",
                ),
                f"{element.tag} {name}",
                ("1.4.12",),
                (act,),
            )


def _binding(style: str) -> dict[str, str]:
    """Return the declarations that no reader's style overrides: of one property the last important one."""
    told = (declarations(part) for part in style[:20_000].split(";"))
    said = ((name, value) for each in told for name, value in each.items())
    return {name: v.removesuffix("!important").strip() for name, v in said if v.endswith("!important")}


def _in_letters(value: str, name: str, size: float | None) -> float | None:
    """Return a length in widths of the letters, None where it cannot be known; `size`: of the letters, in pixels."""
    if value in ("normal", "initial"):
        return 0.0  # of lines about 1.2: less than anybody may ask for, too
    found = _SIZE.fullmatch(value)
    if found is None or found[1] in ("", "-"):
        return None
    number, unit = float(found[1]), found[2]
    if not unit:
        return number if name == "line-height" or number == 0 else None
    if unit == "%" and name != "line-height":
        return None
    if unit in _PIXELS:
        return None if not size else number * _PIXELS[unit] / size
    return number / (100 if unit == "%" else 1)
