"""Một phần của trang ghi một ngôn ngữ nhưng chữ lại bằng ngôn ngữ khác.

## Vì sao
Phần mềm đọc màn hình đổi giọng đúng theo thuộc tính `lang`: chữ Việt trong phần ghi `lang="en"` bị đọc bằng giọng
Anh và không ai nghe ra.

## Cách sửa
Ghi đúng ngôn ngữ của chữ trong phần ấy, ví dụ `<blockquote lang="fr">` cho đoạn tiếng Pháp; nếu chữ cùng ngôn ngữ
với trang thì bỏ thuộc tính `lang`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.checks.rules.html import ACCESSIBILITY, short
from pipeline.checks.rules.passages import reading
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage
from pipeline.model.text import Text


@rule(
    "TC143",
    "ngon-ngu-phan-khong-khop",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.ERROR,
    legal=ACCESSIBILITY,
    since="0.2",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each part whose own text is surely in another language than its lang."""
    heard = reading(page)
    for index in heard.languages:
        element = page.elements[index]
        if element.tag == "html":
            continue
        found = heard.mismatch(index)
        if not found:
            continue
        lang = element.attrs["lang"].strip()
        yield Problem(
            element.line,
            element.column,
            Text(
                f"Phần này ghi lang=“{short(lang)}” nhưng chữ là ngôn ngữ “{found}”: “{short(element.text)}”.",
                f"This part says lang=“{short(lang)}” but its text is in “{found}”: “{short(element.text)}”.",
            ),
            Text(f'Ghi: <{element.tag} lang="{found}">', f'Write: <{element.tag} lang="{found}">'),
            element.text,
            ("3.1.2",),
            ("off6ek",),
        )
