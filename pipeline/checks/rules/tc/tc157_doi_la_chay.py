"""Chọn một mục là trang tự đổi, không chờ bấm nút.

## Vì sao
Người dùng bàn phím đi qua từng mục của danh sách bằng phím mũi tên: ngay mục đầu tiên đã bị đưa sang trang khác. Người
nghe đọc màn hình không hiểu vì sao trang đổi.

## Cách sửa
Bỏ lệnh trong `onchange`, `onblur`, `onfocus`; thêm nút: `<button type="submit">Xem</button>`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.checks.rules.html import ACCESSIBILITY
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage
from pipeline.model.text import Text

_GOES = re.compile(
    r"submit\s*\(|location|window\.open|\bopen\s*\(|navigate|\bgo\s*\(|jump|redirect", re.IGNORECASE
)
_STEALS = re.compile(r"\bblur\s*\(", re.IGNORECASE)


@rule(
    "TC157",
    "doi-la-chay",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.WARNING,
    legal=ACCESSIBILITY,
    since="0.2",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each field that leaves the page, or throws the focus out, when it is used."""
    for element in page.all("select", "input", "textarea", "a", "button", "option"):
        for key in ("onchange", "onblur", "onfocus", "oninput"):
            code = element.attrs.get(key, "")
            goes = element.tag not in ("a", "button") and _GOES.search(code)
            if not goes and not (key == "onfocus" and _STEALS.search(code)):
                continue
            yield Problem(
                element.line,
                element.column,
                Text(
                    f"<{element.tag}> tự đổi trang hoặc đẩy con trỏ đi khi dùng đến ({key}).",
                    f"This <{element.tag}> changes the page or drops the focus as soon as it is used ({key}).",
                ),
                Text(
                    f'Bỏ {key}, thêm nút: <button type="submit">Xem</button>',
                    f'Drop {key}, add a button: <button type="submit">Show</button>',
                ),
                f"{key} {code}"[:80],
                ("3.2.1",) if key == "onfocus" else ("3.2.2",),
            )
