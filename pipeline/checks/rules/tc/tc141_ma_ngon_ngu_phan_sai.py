"""Một phần của trang ghi mã ngôn ngữ không có thật.

## Vì sao
Mã sai như `lang="vn"` hay `lang="english"` không có phần mềm đọc nào hiểu: đoạn ấy bị đọc bằng giọng của cả trang,
hoặc bằng giọng mặc định của máy.

## Cách sửa
Dùng mã ngôn ngữ chuẩn: tiếng Việt là `vi` (không phải `vn`), tiếng Anh là `en`, tiếng Pháp `fr`, tiếng Trung `zh`,
tiếng Khmer `km`, tiếng Lào `lo`, tiếng Ê Đê `rad`, tiếng Gia Rai `jra`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.language_tags import meant
from pipeline.checks.registry import Context, rule
from pipeline.checks.rules.html import ACCESSIBILITY, short
from pipeline.checks.rules.passages import reading
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage
from pipeline.model.text import Text


@rule(
    "TC141",
    "ma-ngon-ngu-phan-sai",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.ERROR,
    legal=ACCESSIBILITY,
    since="0.2",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each part with a text of its own whose lang begins with no registered language."""
    heard = reading(page)
    speaking = {p.holder for p in heard.passages}
    for index, language in heard.languages.items():
        element = page.elements[index]
        if language or index not in speaking or element.tag == "html":
            continue
        lang = element.attrs["lang"]
        meaning = meant(lang, "vi")
        yield Problem(
            element.line,
            element.column,
            Text(
                f"lang=“{short(lang)}” không phải là mã ngôn ngữ nào.",
                f"lang=“{short(lang)}” is the tag of no language.",
            ),
            Text(f'Ghi: <{element.tag} lang="{meaning}">', f'Write: <{element.tag} lang="{meaning}">'),
            lang,
            ("3.1.2",),
            ("de46e4",),
        )
