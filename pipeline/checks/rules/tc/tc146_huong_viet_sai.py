"""Chữ viết từ phải sang trái (Ả Rập, Do Thái…) không ghi hướng viết, hoặc chữ khác bị ghi nhầm hướng ấy.

## Vì sao
Không có `dir="rtl"` thì dấu câu và con số trong câu tiếng Ả Rập bị đảo chỗ; ngược lại, chữ Việt có `dir="rtl"` bị dồn
sang phải và dấu câu nhảy lên đầu dòng.

## Cách sửa
Đoạn tiếng Ả Rập ghi `<p lang="ar" dir="rtl">…</p>`; chữ Việt, chữ Anh bỏ `dir="rtl"`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.language_tags import RIGHT_TO_LEFT, primary
from pipeline.checks.registry import Context, rule
from pipeline.checks.rules.html import ACCESSIBILITY
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage, Element
from pipeline.model.text import Text


@rule(
    "TC146",
    "huong-viet-sai",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.WARNING,
    legal=ACCESSIBILITY,
    since="0.2",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each part whose lang and direction contradict each other."""
    for element in page.elements:
        if "lang" not in element.attrs or not element.text or not primary(element.attrs["lang"]):
            continue
        lang = primary(element.attrs["lang"])
        latin = "-latn" in element.attrs["lang"].lower()
        wanted = lang in RIGHT_TO_LEFT and not latin
        said = _direction(page, element)
        if wanted == (said == "rtl") or said == "auto":
            continue
        yield Problem(
            element.line,
            element.column,
            Text(
                f"Phần ghi lang=“{lang}” mà hướng viết là {'từ trái sang phải' if wanted else 'từ phải sang trái'}.",
                f"This part says lang=“{lang}” but is written {'left to right' if wanted else 'right to left'}.",
            ),
            Text(
                f'Ghi: <{element.tag} lang="{lang}" dir="{"rtl" if wanted else "ltr"}">',
                f'Write: <{element.tag} lang="{lang}" dir="{"rtl" if wanted else "ltr"}">',
            ),
            f"dir {lang}",
            ("1.3.2",),
        )


def _direction(page: BuiltPage, element: Element) -> str:
    at: Element | None = element
    while at is not None:
        if at.attrs.get("dir", "").strip():
            return at.attrs["dir"].strip().lower()
        at = page.elements[at.parent] if at.parent >= 0 else None
    return "ltr"
