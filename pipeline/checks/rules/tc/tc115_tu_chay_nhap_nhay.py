"""Chữ chạy, nhấp nháy, hoặc âm thanh, video tự phát.

## Vì sao
Chữ chạy và nhấp nháy làm người đọc chậm, người khó tập trung không đọc kịp và có thể gây co giật. Tiếng tự phát che
mất giọng của phần mềm đọc màn hình.

## Cách sửa
Bỏ `<marquee>`, `<blink>`, thuộc tính `autoplay` và việc tự tải lại trang; để người đọc tự bấm phát.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage, Element
from pipeline.model.text import Text


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
    for element in page.elements:
        seen = _moving(element)
        if seen is None:
            continue
        what, wcag, act = seen
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


def _moving(element: Element) -> tuple[str, tuple[str, ...], tuple[str, ...]] | None:
    if element.tag in ("marquee", "blink"):
        return f"<{element.tag}>", ("2.2.2",), ()
    if element.tag in ("audio", "video") and "autoplay" in element.attrs:
        return f"<{element.tag} autoplay>", ("1.4.2", "2.2.2"), ("80f0bf",)
    if element.tag == "bgsound":
        return "<bgsound>", ("1.4.2",), ()
    if element.tag == "meta" and element.attrs.get("http-equiv", "").lower() == "refresh":
        delay = element.attrs.get("content", "").split(";")[0].split(",")[0].strip()
        # A redirect without delay is no movement (technique H76).
        return None if delay in ("0", "") else ('<meta http-equiv="refresh">', ("2.2.1",), ())
    return None
