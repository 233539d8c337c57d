"""Trang xoay nội dung theo chiều cầm máy, nên chỉ đọc được ở một chiều.

## Vì sao
Có người gắn máy cố định trên xe lăn, trên giường, không xoay được. Kiểu trình bày xoay cả trang đi 90 độ khi máy nằm ngang
hoặc dựng đứng buộc họ nghiêng đầu để đọc.

## Cách sửa
Bỏ `transform: rotate(90deg)`, `rotate: 90deg` trong `@media (orientation: …)`; để nội dung tự dàn lại theo bề rộng màn hình.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.checks.rules.html import ACCESSIBILITY, short
from pipeline.checks.rules.styles import declarations
from pipeline.checks.styles import hidden_of
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage, Element
from pipeline.model.text import Text

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_ORIENTED = re.compile(
    r"@media[^{};]{0,200}orientation\s*:\s*(?:portrait|landscape)[^{};]{0,200}\{", re.IGNORECASE
)
_TURN = re.compile(r"rotatez?\(\s*(?P<number>-?\d{0,6}(?:\.\d{1,6})?)(?P<unit>deg|grad|rad|turn)\s*\)")
_MATRIX = re.compile(r"matrix(?:3d)?\(\s*(?P<cos>-?[\d.e-]{1,20})\s*,\s*(?P<sin>-?[\d.e-]{1,20})\s*,")
_PLAIN = re.compile(r"(?P<number>-?\d{0,6}(?:\.\d{1,6})?)(?P<unit>deg|grad|rad|turn)")
_DEGREES = {"deg": 1.0, "grad": 0.9, "rad": 180 / math.pi, "turn": 360.0}
_WHOLE = ("html", "body", "main", ":root", "*")


@rule(
    "TC174",
    "khoa-chieu-man-hinh",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.WARNING,
    legal=ACCESSIBILITY,
    since="0.3",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each style that turns the whole page by a right angle in one orientation of the screen."""
    for holder in page.all("style"):
        text = _COMMENT.sub(" ", "".join(p for p in holder.content if isinstance(p, str)))
        if "orientation" not in text.lower():
            continue
        inside, outside = _split(text)
        usual = dict(_turns(outside))
        for selector, turn in _turns(inside):
            apart = abs(turn - usual.get(selector, 0.0)) % 180
            if abs(apart - 90) > 1 or not _in_sight(page, selector):
                continue
            yield _problem(holder, selector)


def _problem(holder: Element, selector: str) -> Problem:
    return Problem(
        holder.line,
        holder.column,
        Text(
            f"Kiểu của “{short(selector)}” xoay trang 90 độ theo chiều cầm máy.",
            f"The style of “{short(selector)}” turns the page by 90 degrees with the way the screen is held.",
        ),
        Text(
            "Bỏ transform: rotate(…) trong @media (orientation: …).",
            "Drop transform: rotate(…) within @media (orientation: …).",
        ),
        selector,
        ("1.3.4",),
        ("b33eff",),
    )


def _split(text: str) -> tuple[str, str]:
    """Return what a style sheet says for one orientation of the screen, and the rest."""
    inside: list[str] = []
    outside: list[str] = []
    place = 0
    for found in _ORIENTED.finditer(text):
        if found.start() < place:
            continue
        outside.append(text[place : found.start()])
        depth, place = 1, found.end()
        for brace in re.compile(r"[{}]").finditer(text, found.end()):
            depth += 1 if brace[0] == "{" else -1
            place = brace.end()
            if depth == 0:
                break
        else:
            place = len(text)
        inside.append(text[found.end() : place])
    outside.append(text[place:])
    return "".join(inside), "".join(outside)


def _turns(text: str) -> Iterator[tuple[str, float]]:
    """Yield the selectors that stand for the whole page and the angle, in degrees, by which they turn it."""
    for block in text.split("}"):
        head, _, body = block.rpartition("{")
        said = declarations(body)
        turn = _angle(said.get("transform", ""), said.get("rotate", ""))
        for selector in head.rpartition("{")[2][-500:].split(","):  # within another @media or @supports, too
            plain = selector.strip().lower()
            if turn is not None and plain in _WHOLE:
                yield plain, turn


def _angle(transform: str, rotate: str) -> float | None:
    if found := (_TURN.search(transform) or _PLAIN.fullmatch(rotate)):
        number = found["number"]
        return float(number) * _DEGREES[found["unit"]] if number.strip("-.") else None
    if found := _MATRIX.search(transform):
        try:
            return math.degrees(math.atan2(float(found["sin"]), float(found["cos"])))
        except ValueError:
            return None
    return None


def _in_sight(page: BuiltPage, selector: str) -> bool:
    unseen = hidden_of(page).everybody
    named = page.all("main") if selector == "main" else page.all("body") or page.all("html")
    return any(not unseen[e.index] for e in named)
