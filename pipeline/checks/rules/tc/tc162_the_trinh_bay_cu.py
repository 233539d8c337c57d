"""Thẻ và thuộc tính trình bày kiểu cũ: `<font>`, `<center>`, `<big>`, `bgcolor`…

## Vì sao
Cỡ chữ và màu viết cứng trong thẻ không đổi theo cài đặt của người mắt kém (cỡ chữ lớn, nền tối), và trình duyệt không
còn bảo đảm giữ chúng. Chúng thường do dán từ Word.

## Cách sửa
Bỏ các thẻ ấy; muốn nhấn mạnh thì dùng `<strong>`, tiêu đề thì dùng `<h2>`. Khi dán từ Word, chọn “dán không định dạng”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.checks.rules.html import ACCESSIBILITY
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage
from pipeline.model.text import Text

_TAGS = frozenset(
    ("font", "center", "big", "strike", "tt", "basefont", "dir", "nobr", "spacer", "multicol", "acronym")
)
_SPACER = re.compile(r"(?:^|/)(?:spacer|blank|pixel|transparent|clear|1x1)\.(?:gif|png)$", re.IGNORECASE)
_ATTRIBUTES = ("bgcolor", "background", "vlink", "alink", "hspace", "vspace")


@rule(
    "TC162",
    "the-trinh-bay-cu",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.NOTE,
    legal=ACCESSIBILITY,
    since="0.2",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each element or attribute that HTML gave up and that fixes how text looks."""
    for element in page.elements:
        if element.tag in _TAGS:
            what = f"<{element.tag}>"
        elif element.tag == "img" and _SPACER.search(element.attrs.get("src", "")):
            what = "<img> làm khoảng trống"
        else:
            found = [key for key in _ATTRIBUTES if key in element.attrs]
            if not found or page.inside(element, "svg"):
                continue
            what = f"{found[0]}="
        yield Problem(
            element.line,
            element.column,
            Text(
                f"Trang dùng {what}, kiểu trình bày cũ đã bỏ.", f"The page uses {what}, which HTML gave up."
            ),
            Text(
                f"Bỏ {what}; để mẫu giao diện lo cỡ chữ, màu và canh lề.",
                f"Drop {what}; leave sizes, colours and places to the theme.",
            ),
            what,
            ("1.4.4", "1.4.8"),
        )
