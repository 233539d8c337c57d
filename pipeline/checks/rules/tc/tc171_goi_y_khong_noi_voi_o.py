"""Lời gợi ý của ô nhập không nối với ô.

## Vì sao
Người nghe đọc màn hình đi thẳng từ ô này sang ô khác nên không nghe dòng “Ví dụ: 01/12/2026” nằm ngoài nhãn.

## Cách sửa
Nối bằng `aria-describedby`: `<p id="goi-y-ngay">Ví dụ: 01/12/2026</p> <input aria-describedby="goi-y-ngay" …>`, hoặc đưa
lời gợi ý vào trong `<label>`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from pipeline.checks.registry import Context, rule
from pipeline.checks.rules.html import ACCESSIBILITY, hidden, short
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage, Element
from pipeline.model.text import Text

_HINT = re.compile(r"(?:^|[\s_-])(?:hint|help|help-?text|goi-?y|huong-?dan)(?:$|[\s_-])", re.IGNORECASE)
_TAGS = ("p", "span", "small", "div")
_FIELDS = ("input", "select", "textarea")


@rule(
    "TC171",
    "goi-y-khong-noi-voi-o",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.NOTE,
    legal=ACCESSIBILITY,
    since="0.2",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each hint that stands beside a field which does not name it."""
    described = {
        i for e in page.all(*_FIELDS, "fieldset") for i in e.attrs.get("aria-describedby", "").split()
    }
    fields = _beside(page)
    for element in page.all(*_TAGS):
        if (
            not element.text
            or not _HINT.search(element.attrs.get("class", ""))
            or element.attrs.get("id") in described
        ):
            continue
        if page.inside(element, "label") or page.inside(element, "legend") or hidden(page, element):
            continue
        near = fields.get(element.index, ())
        if not near or any("aria-describedby" in e.attrs for e in near):
            continue
        yield Problem(
            element.line,
            element.column,
            Text(
                f"Lời gợi ý “{short(element.text, 40)}” không nối với ô nhập bên cạnh.",
                f"The hint “{short(element.text, 40)}” is not tied to the field beside it.",
            ),
            Text(
                'Viết: <p id="goi-y">…</p> <input aria-describedby="goi-y">',
                'Write: <p id="hint">…</p> <input aria-describedby="hint">',
            ),
            element.text[:80],
            ("1.3.1", "3.3.2"),
        )


def _beside(page: BuiltPage) -> dict[int, list[Element]]:
    """Return for each possible hint the fields right before and after it."""
    found: dict[int, list[Element]] = defaultdict(list)
    for around in page.elements:
        children = [page.elements[c] for c in around.content if isinstance(c, int)]
        for one, other in pairwise(children):
            for hint, control in ((one, other), (other, one)):
                if hint.tag in _TAGS and control.tag in _FIELDS and control.attrs.get("type") != "hidden":
                    found[hint.index].append(control)
    return found
