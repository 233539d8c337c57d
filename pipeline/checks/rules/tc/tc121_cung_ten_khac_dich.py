"""Hai liên kết cùng tên nhưng dẫn đến hai nơi khác nhau.

## Vì sao
Người nghe đọc màn hình thường nghe riêng danh sách liên kết. Hai liên kết cùng tên mà dẫn đến hai nơi khác nhau thì
họ không biết liên kết nào là liên kết mình cần.

## Cách sửa
Thêm vào chữ của liên kết điều làm hai nơi khác nhau: “Liên hệ Sở Tài chính”, “Liên hệ Sở Nội vụ”. Nếu hai địa chỉ
là một nơi thì dùng cùng một địa chỉ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from pipeline.checks.linkcontext import GENERIC, context_of
from pipeline.checks.registry import Context, rule
from pipeline.checks.rules.html import ACCESSIBILITY, all_links, name, short, target
from pipeline.checks.words import bare
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage, Element
from pipeline.model.text import Text

_DOCUMENT = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|rtf|zip|rar)$", re.IGNORECASE)


@rule(
    "TC121",
    "cung-ten-khac-dich",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.WARNING,
    legal=ACCESSIBILITY,
    since="0.1",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each link that bears the name of an earlier one and surely leads elsewhere."""
    seen: dict[str, list[tuple[Element, str]]] = {}
    for element in all_links(page):
        said, to = name(page, element).casefold(), target(element)
        if not said or not to or bare(said) in GENERIC:
            continue  # of generic texts TC110 tells
        others = seen.setdefault(said, [])
        found = next(((e, t) for e, t in others[:20] if _apart(t, to)), None)
        if found is not None:
            first, elsewhere = found
            same = _same_context(page, first, element, elsewhere, to)
            yield Problem(
                element.line,
                element.column,
                Text(
                    f"Liên kết “{short(said)}” dẫn đến {short(to)}, còn liên kết cùng tên ở dòng {first.line} "
                    f"dẫn đến {short(elsewhere)}.",
                    f"The link “{short(said)}” leads to {short(to)}, the one of the same name on line "
                    f"{first.line} to {short(elsewhere)}.",
                ),
                Text(
                    "Thêm vào chữ của liên kết điều làm hai nơi khác nhau, ví dụ: Liên hệ Sở Tài chính.",
                    "Add what tells the two apart, for example: Contact the Department of Finance.",
                ),
                to,
                ("2.4.4", "2.4.9") if same else ("2.4.9",),
                ("b20e66", "fd3a94") if same else ("b20e66",),
            )
        if all(t != to for _, t in others[:20]):
            others.append((element, to))


def _apart(one: str, other: str) -> bool:
    """Return whether two addresses surely lead to different things: other sites, queries or documents."""
    if one == other:
        return False
    try:
        first, second = urlsplit(one), urlsplit(other)
    except ValueError:
        return False
    if first.scheme not in ("", "http", "https") or second.scheme not in ("", "http", "https"):
        return False
    if first.netloc and second.netloc and _host(first.netloc) != _host(second.netloc):
        return True
    if bool(first.netloc) != bool(second.netloc):
        return False  # whether it is the page's own site is not known here
    if first.path == second.path:
        return first.query != second.query
    return bool(_DOCUMENT.search(first.path) and _DOCUMENT.search(second.path)) and (
        first.path.rpartition(".")[0] != second.path.rpartition(".")[0]
    )


def _host(netloc: str) -> str:
    return netloc.lower().removeprefix("www.")


def _same_context(page: BuiltPage, first: Element, second: Element, one: str, other: str) -> bool:
    around, about = context_of(page, first), context_of(page, second)
    alone = all(_is_all(page, link, places) for link, places in ((first, around), (second, about)))
    if alone:
        return True
    # Two sites under one name in one sentence puzzle everybody alike; two queries do not.
    return around == about and urlsplit(one).netloc == urlsplit(other).netloc


def _is_all(page: BuiltPage, link: Element, places: frozenset[int]) -> bool:
    """Return whether the context of a link holds nothing but the link."""
    said = bare(name(page, link))
    return all(bare(page.elements[index].text) == said for index in places)
