"""Trang không cho người đọc phóng to.

## Vì sao
Người mắt kém phóng to chữ bằng hai ngón tay. `user-scalable=no` hoặc `maximum-scale` dưới 2 chặn việc đó.

## Cách sửa
Ghi `<meta name="viewport" content="width=device-width, initial-scale=1">`, không thêm gì khác. Đây là việc của người quản trị kỹ
thuật.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.checks.rules.html import ACCESSIBILITY, short
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage
from pipeline.model.text import Text

_PAIR = re.compile(r"(?P<key>[\w-]+)\s*+=\s*+(?P<value>[^\s,;]+)")
_NUMBER = re.compile(r"-?\d{1,9}(?:\.\d{1,9})?")
_SCALABLE = ("yes", "device-width", "device-height")


@rule(
    "TC135",
    "khong-cho-phong-to",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.ERROR,
    legal=ACCESSIBILITY,
    since="0.1",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each viewport that keeps readers from enlarging the page to twice its size."""
    for element in page.all("meta"):
        if element.attrs.get("name", "").strip().lower() != "viewport":
            continue
        content = element.attrs.get("content", "")[:2000]
        told = {m["key"].lower(): m["value"].lower() for m in _PAIR.finditer(content)}
        if not _locked(told):
            continue
        yield Problem(
            element.line,
            element.column,
            Text(
                f"“{short(content)}” không cho phóng to trang.",
                f"“{short(content)}” keeps readers from zooming.",
            ),
            Text(
                'Ghi: <meta name="viewport" content="width=device-width, initial-scale=1">',
                'Write: <meta name="viewport" content="width=device-width, initial-scale=1">.',
            ),
            "viewport",
            ("1.4.4", "1.4.10"),
            ("b4f0c3",),
        )


def _locked(told: dict[str, str]) -> bool:
    scalable = told.get("user-scalable", "yes")
    number = _NUMBER.match(scalable)
    if number is None and scalable not in _SCALABLE:
        return True  # browsers take every other word for “no”
    if number is not None and -1 < float(number.group()) < 1:
        return True
    if "maximum-scale" not in told:
        return False
    most = told["maximum-scale"]
    if (found := _NUMBER.match(most)) is None:
        return most not in ("device-width", "device-height")
    return 0 <= float(found.group()) < 2  # negative numbers are ignored by browsers
