"""Trang không có tiêu đề chính (`<h1>`), hoặc có nhiều hơn một.

## Vì sao
Người dùng phần mềm đọc màn hình nhảy đến tiêu đề chính để nghe ngay nội dung. Không có thì phải nghe hết trình
đơn; có nhiều thì không biết đâu là tên bài.

## Cách sửa
Trong thân bài chỉ dùng `##` và `###`; dòng `# …` là tiêu đề chính và đã được lấy từ `tieu_de`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.checks.rules.html import ACCESSIBILITY, headings, short
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage
from pipeline.model.text import Text


@rule(
    "TC104",
    "mot-tieu-de-chinh",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.ERROR,
    legal=ACCESSIBILITY,
    since="0.1",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield one problem for a page without h1, and one for each h1 after the first."""
    main = [e for e, level in headings(page) if level == 1]
    bare = ctx.facts.get("pieces") and page.elements and not page.all("head", "body", "title")
    if not main and not bare:
        body = page.all("body")
        yield Problem(
            body[0].line if body else 1,
            body[0].column if body else 1,
            Text("Trang không có tiêu đề chính (h1).", "The page has no main heading (h1)."),
            Text("Đặt tên bài trong một thẻ h1.", "Put the name of the page into one h1."),
            "h1",
            ("1.3.1", "2.4.6"),
        )
    for extra in main[1:]:
        yield Problem(
            extra.line,
            extra.column,
            Text(
                f"Trang có thêm một tiêu đề chính: “{short(extra.text)}”.",
                f"The page has one more main heading: “{short(extra.text)}”.",
            ),
            Text(
                "Trong thân bài đổi “# …” thành “## …”.",
                "In the text change “# …” to “## …”.",
            ),
            extra.text,
            ("1.3.1", "2.4.6"),
        )
