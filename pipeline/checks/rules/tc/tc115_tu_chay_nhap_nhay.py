"""Chữ chạy, nhấp nháy, hoặc âm thanh, video tự phát.

## Vì sao
Chữ chạy và nhấp nháy làm người đọc chậm, người khó tập trung không đọc kịp và có thể gây co giật. Tiếng tự phát che
mất giọng của phần mềm đọc màn hình.

## Cách sửa
Bỏ `<marquee>`, `<blink>`, thuộc tính `autoplay` và việc tự tải lại trang; để người đọc tự bấm phát.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.media import media_sources, silent
from pipeline.checks.registry import Context, rule
from pipeline.checks.rules.html import name, with_role
from pipeline.checks.words import bare
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage, Element
from pipeline.model.text import Text

_Seen = tuple[str, tuple[str, ...], tuple[str, ...]]  # what, criteria, rules of the W3C
_CONTROLS = frozenset(("pause", "stop", "mute", "play", "dung", "tat", "tam"))
_PIECE = re.compile(r"#t=(?:npt:)?(?P<start>\d{1,6}(?:\.\d{1,6})?)?,(?P<end>\d{1,6}(?:\.\d{1,6})?)$")
_DELAY = re.compile(r"\s*(?P<seconds>\d{1,9})(?:\.[\d.]*)?(?:[;,\s].*)?$", re.DOTALL)


@rule(
    "TC115",
    "tu-chay-nhap-nhay",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.ERROR,
    legal=("S1 Đ5 k2 d", "TT 32/2017 Đ18 k1 b"),
    since="0.1",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each moving or blinking element, self-starting media and self-reloading page."""
    controlled = _has_controls(page)
    for element, (what, wcag, act) in _moving(page, controlled):
        yield Problem(
            element.line,
            element.column,
            Text(f"Trang có {what}.", f"The page has {what}."),
            Text(
                f"Bỏ {what}; để người đọc tự bấm phát hoặc tự tải lại.",
                f"Remove {what}; let readers start or reload it themselves.",
            ),
            what,
            wcag,
            act,
        )


def _moving(page: BuiltPage, controlled: bool) -> Iterator[tuple[Element, _Seen]]:
    for element in page.all("marquee", "blink"):
        yield element, (f"<{element.tag}>", ("2.2.2",), ())
    for element in page.all("bgsound"):
        yield element, ("<bgsound>", ("1.4.2",), ())
    for element in page.all("audio", "video"):
        if "autoplay" in element.attrs and (seen := _starting(page, element, controlled)) is not None:
            yield element, seen
    for element in page.all("meta"):
        if element.attrs.get("http-equiv", "").strip().lower() == "refresh":
            if (seen := _refresh(element.attrs.get("content", ""))) is not None:
                yield element, seen
            return  # of several the first one counts


def _starting(page: BuiltPage, element: Element, controlled: bool) -> _Seen | None:
    what, attrs = f"<{element.tag} autoplay>", element.attrs
    sources = media_sources(page, element)
    if sources and all(_short(source) for source in sources):
        return None
    if "muted" in attrs or silent(page, element):
        if element.tag == "audio" or controlled or "controls" in attrs:
            return None
        return what, ("2.2.2",), ()
    if "controls" in attrs or controlled:
        return what, ("1.4.2", "2.2.2"), ("aaa1bf",)
    return what, ("1.4.2", "2.2.2"), ("80f0bf", "4c31df", "aaa1bf")


def _short(source: str) -> bool:
    """Return whether an address asks for at most three seconds of a recording (…#t=8,10)."""
    found = _PIECE.search(source[:2000])
    return found is not None and 0 <= float(found["end"]) - float(found["start"] or 0) <= 3


def _refresh(content: str) -> _Seen | None:
    found = _DELAY.match(content[:200])
    if found is None:
        return None  # browsers ignore it
    seconds = int(found["seconds"])
    if seconds == 0:
        return None  # a redirect without delay is no movement (technique H76)
    strict = ("bc659a", "bisz58") if seconds <= 72_000 else ("bisz58",)
    return '<meta http-equiv="refresh">', ("2.2.1", "2.2.4", "3.2.5"), strict


def _has_controls(page: BuiltPage) -> bool:
    buttons = with_role(page, frozenset(("button",)))
    return any(set(bare(name(page, b)).split()) & _CONTROLS for b in buttons)
