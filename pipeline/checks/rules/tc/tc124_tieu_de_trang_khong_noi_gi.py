"""Tiêu đề trang không nói trang có gì.

## Vì sao
Người mở nhiều thẻ và người nghe đọc màn hình chọn trang theo tiêu đề. “Trang chủ”, “Untitled” hay chỉ có tên cổng ở mọi
trang thì không giúp họ chọn; tiêu đề nói về việc khác với nội dung thì dẫn họ đi nhầm.

## Cách sửa
Tiêu đề nêu điều riêng của trang trước, tên cổng sau: “Kết quả tìm kiếm – Cổng thông tin điện tử tỉnh Đắk Lắk”.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.checks.rules.html import ACCESSIBILITY, headings, name, plain, short
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage
from pipeline.model.text import Text

_EMPTY = frozenset(
    (
        *(
            "untitled",
            "untitled document",
            "document",
            "new page",
            "page",
            "home page",
            "title",
            "index",
            "no title",
        ),
        *(
            "trang moi",
            "khong co tieu de",
            "chua co tieu de",
            "tieu de",
            "tieu de trang",
            "trang",
            "trang web",
        ),
        *(
            "website",
            "web page",
            "default",
            "test",
            "new document",
            "tai lieu",
            "enter title here",
            "your title",
        ),
    )
)
_COMMON = frozenset(
    "the of and for with from this that page title site home about cua va cho voi cac nhung trang cong thong tin "  # noqa: SIM905
    "dien tu tinh huyen".split()
)
_ENOUGH = 8  # words of a page from which its subject can be told


@rule(
    "TC124",
    "tieu-de-trang-khong-noi-gi",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.WARNING,
    legal=ACCESSIBILITY,
    since="0.1",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem when the title is a placeholder, the site's name alone, or of nothing that the page tells."""
    title = next((e for e in page.all("title") if not page.inside(e, "svg")), None)
    if title is None or (why := _fault(page, plain(title.text))) is None:
        return
    yield Problem(
        title.line,
        title.column,
        Text(f"Tiêu đề trang “{short(title.text)}” {why.vi}.", f"The title “{short(title.text)}” {why.en}."),
        Text(
            "Nêu điều riêng của trang trước, tên cổng sau: <title>Giá đất năm 2026 – Cổng tỉnh Đắk Lắk</title>",
            "Name what the page is about, then the site: <title>Land prices of 2026 – Portal of Dak Lak</title>",
        ),
        "title",
        ("2.4.2",),
        ("c4a8a4",),
    )


def _fault(page: BuiltPage, title: str) -> Text | None:
    if title in _EMPTY:
        return Text("là chữ giữ chỗ", "is a placeholder")
    main = next((plain(name(page, e)) for e, level in headings(page) if level == 1), "")
    if main.endswith(" " + title) and len(main.split()) >= len(title.split()) + 3:
        return Text("chỉ là tên cổng, không nói trang này có gì", "names the site but not this page")
    told = plain(" ".join(body.text for body in page.all("body")[:1] or page.all("html")[:1])).split()
    words = {w for w in title.split() if len(w) > 2 and w not in _COMMON}
    if len(told) < _ENOUGH or not words:
        return None
    said = {w[:-1] if w.endswith("s") else w for w in told}
    if any((w[:-1] if w.endswith("s") else w) in said for w in words):
        return None
    return Text("không nói về điều có trong trang", "is of nothing that the page tells")
