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
    if not main and not _small(page, ctx):
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


def _small(page: BuiltPage, ctx: Context) -> bool:
    """Return whether a file handed to the audit is so small that it may do without headings: an example, a frame."""
    if not ctx.facts.get("pieces") or not page.elements or page.all("h1"):
        return False
    if any(True for _ in headings(page)):
        return False
    return sum(len(e.text.split()) for e in page.all("html")[:1] or page.elements[:100]) < 60
