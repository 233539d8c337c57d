"""Phần tử ghi là chỉ để trang trí nhưng vẫn bị đọc lên.

## Vì sao
`role="none"` hay `alt=""` nói “bỏ qua”, còn `aria-label`, `tabindex` nói “hãy đọc”. Phần mềm đọc màn hình làm theo điều sau, nên
người nghe gặp thứ lẽ ra không có.

## Cách sửa
Giữ một trong hai: chỉ để trang trí thì bỏ `aria-label`, `aria-labelledby`, `tabindex`; có nội dung thì bỏ `role="none"` và viết `alt`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.checks.roles import marked_decorative, role_of
from pipeline.checks.rules.html import ACCESSIBILITY, hidden
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage
from pipeline.model.text import Text


@rule(
    "TC137",
    "trang-tri-ma-van-doc",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.WARNING,
    legal=ACCESSIBILITY,
    since="0.1",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each element that is marked as decorative and exposed all the same."""
    for element in page.elements:
        if not marked_decorative(element) or hidden(page, element):
            continue
        if role_of(page, element) in ("none", ""):
            continue
        mark = f'role="{element.attrs["role"]}"' if element.attrs.get("role", "").strip() else 'alt=""'
        yield Problem(
            element.line,
            element.column,
            Text(
                f"<{element.tag} {mark}> ghi là chỉ để trang trí nhưng vẫn bị đọc lên.",
                f"<{element.tag} {mark}> says it is only for show but is read out all the same.",
            ),
            Text(
                f"Bỏ aria-label, aria-labelledby, tabindex của nó, hoặc bỏ {mark}.",
                f"Remove its aria-label, aria-labelledby and tabindex, or remove {mark}.",
            ),
            f"{element.tag} {element.attrs.get('id', '')}",
            ("1.1.1", "4.1.2"),
            ("46ca7f",),
        )
