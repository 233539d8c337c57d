"""Trang không có tiêu đề trong thẻ `<title>`.

## Vì sao
Tiêu đề trang là dòng đầu tiên phần mềm đọc màn hình đọc lên, là tên thẻ trình duyệt và tên kết quả tìm kiếm.
Không có nó, người đọc không biết mình đang ở trang nào.

## Cách sửa
Ghi `tieu_de` trong phần đầu bài. Với trang do hệ thống tạo, người quản trị kỹ thuật sửa mẫu giao diện.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.checks.rules.html import ACCESSIBILITY, piece
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage
from pipeline.model.text import Text


@rule(
    "TC102",
    "thieu-tieu-de-trang",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.ERROR,
    legal=ACCESSIBILITY,
    since="0.1",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem when there is no title with text (the title of a drawing does not count)."""
    titles = [e for e in page.all("title") if not page.inside(e, "svg")]
    if (titles and titles[0].text) or piece(page, ctx):
        return
    at = next(iter(titles or page.all("head") or page.all("html")), None)
    yield Problem(
        at.line if at else 1,
        at.column if at else 1,
        Text("Trang không có tiêu đề.", "The page has no title."),
        Text(
            "Thêm vào phần head: <title>Tên bài – Tên trang</title>",
            "Add to the head: <title>Name of the item – name of the site</title>",
        ),
        "title",
        ("2.4.2",),
        ("2779a5",),
    )
