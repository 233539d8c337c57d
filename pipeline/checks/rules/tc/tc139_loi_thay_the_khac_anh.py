"""Lời thay thế nói về một thứ khác với ảnh.

## Vì sao
Khi chép một thẻ ảnh rồi chỉ đổi tệp, lời thay thế của ảnh cũ còn lại; người nghe đọc màn hình được báo sai.

## Cách sửa
Viết lại lời thay thế theo đúng ảnh đang dùng: tệp `logo-so-tai-chinh.png` thì `alt="Biểu trưng Sở Tài chính"`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from pipeline.checks.accname import name_of
from pipeline.checks.registry import Context, rule
from pipeline.checks.roles import role_of
from pipeline.checks.rules.html import ACCESSIBILITY, plain, short
from pipeline.checks.styles import hidden_of
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage, Element
from pipeline.model.text import Text

_DRAWN = re.compile(r"['\"](?P<to>[^'\"\n]{1,300}\.(?:png|jpe?g|gif|webp|svg|avif))['\"]", re.IGNORECASE)
_KIND = re.compile(r"\b(?:logo|bieu (?:trung|tuong))\b")
_PLAIN = frozenset(
    [
        "logo",
        "bieu",
        "trung",
        "tuong",
        "cua",
        "the",
        "of",
        "image",
        "anh",
        "hinh",
        "icon",
        "small",
        "large",
        "big",
        "new",
        "old",
        "cu",
        "moi",
        "png",
        "web",
    ]
)


@rule(
    "TC139",
    "loi-thay-the-khac-anh",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.WARNING,
    legal=ACCESSIBILITY,
    since="0.1",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each logo whose alternative and file name two different owners."""
    away = hidden_of(page)
    for element in page.all("img", "canvas"):
        if away.viewers[element.index] or away.listeners[element.index] or role_of(page, element) == "none":
            continue
        said, source = name_of(page, element), _source(page, element)
        if not said or not source or not _differ(plain(said).split(), plain(source).split()):
            continue
        yield Problem(
            element.line,
            element.column,
            Text(
                f"Lời thay thế “{short(said)}” không hợp với tệp ảnh {short(source)}.",
                f"The alternative “{short(said)}” does not fit the file {short(source)}.",
            ),
            Text(
                'Viết lại theo đúng ảnh đang dùng, ví dụ: alt="Biểu trưng Sở Tài chính"',
                'Write what this picture shows, for example: alt="Logo of the Department of Finance"',
            ),
            source,
            ("1.1.1",),
            ("qt1vmo",),
        )


def _source(page: BuiltPage, element: Element) -> str:
    """Return the name of the file that is shown, without its ending."""
    address = element.attrs.get("src", "")
    if element.tag == "canvas":
        scripts = "".join(p for s in page.all("script") for p in s.content if isinstance(p, str))[:20_000]
        drawn = {found["to"] for found in _DRAWN.finditer(scripts)}
        if len(drawn) != 1 or len(page.all("canvas")) != 1:
            return ""
        address = drawn.pop()
    if address.startswith("data:"):
        return ""
    return unquote(address[:1000].partition("?")[0]).rsplit("/", 1)[-1].rpartition(".")[0]


def _differ(said: list[str], file: list[str]) -> bool:
    """Return whether words and file both speak of a logo, and of two different owners."""
    if "logo" not in file or not _KIND.search(" ".join(said)):
        return False
    owner = [w for w in said if w not in _PLAIN and not w.isdigit()]
    owned = [w for w in file if w not in _PLAIN and not w.isdigit() and len(w) > 1]
    if not owner or not owned or len(owned) > 4:
        return False
    joined, letters = "".join(owner), "".join(w[0] for w in owner)
    return not any(w in joined or w in letters or any(o in w for o in owner if len(o) > 2) for w in owned)
