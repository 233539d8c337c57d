"""Trang có mã lệnh hoặc kiểu trình bày viết ngay trong trang.

## Vì sao
Chính sách an toàn nội dung của cổng chỉ cho chạy mã và kiểu nằm ở tệp riêng của chính trang. Phần viết ngay trong
trang bị trình duyệt chặn: chức năng hỏng, và nếu mở cửa cho nó thì kẻ xấu chèn mã được vào trang.

## Cách sửa
Chuyển mã vào tệp `.js`, kiểu vào tệp `.css` của mẫu giao diện; thay `style="…"` bằng `class="…"`; bỏ các thuộc
tính `on…` và liên kết `javascript:`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage, Element
from pipeline.model.text import Text

_RUNS = (
    "",
    "module",
    "text/javascript",
    "application/javascript",
    "text/ecmascript",
    "importmap",
    "speculationrules",
)


@rule(
    "TC117",
    "ma-noi-dong",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.ERROR,
    legal=(),
    since="0.1",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each script and style that the site's content security policy blocks."""
    for element in page.elements:
        for what in _inline(element):
            yield Problem(
                element.line,
                element.column,
                Text(f"Trang có {what} viết ngay trong trang.", f"The page has an inline {what}."),
                Text(
                    "Chuyển vào tệp .js hoặc .css của mẫu giao diện.",
                    "Move it into a .js or .css file of the theme.",
                ),
                f"{element.tag} {what}",
            )


def _inline(element: Element) -> Iterator[str]:
    attrs = element.attrs
    kind = attrs.get("type", "").split(";")[0].strip().lower()
    if element.tag == "script" and "src" not in attrs and kind in _RUNS:
        yield "<script>"
    if element.tag == "style":
        yield "<style>"
    if "style" in attrs:
        yield "style="
    yield from (f"{key}=" for key in sorted(attrs) if key.startswith("on") and len(key) > 4)
    for key in ("href", "src", "action", "formaction", "xlink:href"):
        if ":" not in attrs.get(key, ""):
            continue
        # Browsers skip white space and control characters before and inside the scheme.
        scheme = "".join(c for c in attrs[key][:200] if c > " ").lower()
        if scheme.startswith(("javascript:", "vbscript:")):
            yield f"{key}=javascript:"
