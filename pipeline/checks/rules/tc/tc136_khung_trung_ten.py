"""Hai khung nhúng khác nhau mang cùng một tên, hoặc khung bị bỏ khỏi thứ tự Tab.

## Vì sao
Người nghe đọc màn hình chọn khung theo tên; hai khung cùng tên mà khác nội dung thì họ chọn nhầm. Khung có `tabindex="-1"` mà
bên trong có liên kết, nút thì người dùng bàn phím không vào được.

## Cách sửa
Đặt `title` riêng cho từng khung: `title="Bản đồ trụ sở"`, `title="Video họp báo tháng 11"`; bỏ `tabindex="-1"`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from pipeline.checks.registry import Context, rule
from pipeline.checks.roles import tabindex
from pipeline.checks.rules.html import ACCESSIBILITY, name, plain, short, visible
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage, Element
from pipeline.model.text import Text

_ADVERTS = re.compile(r"\b(?:ads?|advert\w*|advertising|banner|quang cao)\b")
_ACTIVE = re.compile(r"(?:a\s.*?href|button|input|select|textarea|summary)\b", re.IGNORECASE | re.DOTALL)
_OUT = re.compile(r"tabindex\s*=\s*['\"]?-|type\s*=\s*['\"]?hidden|\bdisabled\b", re.IGNORECASE)


@rule(
    "TC136",
    "khung-trung-ten",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.WARNING,
    legal=ACCESSIBILITY,
    since="0.1",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each frame that bears the name of another one, or keeps its links from the keyboard."""
    seen: dict[str, tuple[str, int]] = {}
    for element in visible(page, "iframe"):
        said, source = name(page, element), element.attrs.get("src", "").strip()
        if (tabindex(element) or 0) < 0 and _active(element):
            yield Problem(
                element.line,
                element.column,
                Text(
                    'Khung nhúng có tabindex="-1" nhưng bên trong có liên kết hoặc nút.',
                    'The frame has tabindex="-1" but links or buttons inside.',
                ),
                Text('Bỏ tabindex="-1" của khung.', 'Remove tabindex="-1" from the frame.'),
                said,
                ("2.1.1",),
                ("akn7bn",),
            )
        key = plain(said)
        if not key or not source or _ADVERTS.search(key):
            continue
        first = seen.setdefault(key, (source, element.line))
        if _same(first[0], source):
            continue
        yield Problem(
            element.line,
            element.column,
            Text(
                f"Khung “{short(said)}” mang cùng tên với khung ở dòng {first[1]} nhưng chứa trang khác.",
                f"The frame “{short(said)}” bears the name of the one on line {first[1]} but holds another page.",
            ),
            Text(
                'Đặt title riêng cho từng khung, ví dụ: title="Video họp báo tháng 11"',
                'Give each frame a title of its own, for example: title="Press conference of November"',
            ),
            source,
            ("4.1.2",),
            ("4b1c6c",),
        )


def _active(element: Element) -> bool:
    """Return whether a frame that can be seen holds something that the key Tab should come to."""
    if all(element.attrs.get(side, "").strip() in ("0", "1") for side in ("width", "height")):
        return False
    pieces = element.attrs.get("srcdoc", "")[:100_000].split("<")
    tags = (piece.partition(">")[0] for piece in pieces if ">" in piece)
    return any(_ACTIVE.match(tag) and not _OUT.search(tag) for tag in tags)


def _same(one: str, other: str) -> bool:
    """Return whether two addresses may well be one page: the same file, or a copy by its name."""
    try:
        first, second = urlsplit(one), urlsplit(other)
    except ValueError:
        return True
    if first.netloc != second.netloc:
        return False
    ends = [s.path.rstrip("/").rsplit("/", 1)[-1].lower().partition(".")[0] for s in (first, second)]
    if first.query != second.query:
        return False
    return ends[0] == ends[1] or (
        min(len(e) for e in ends) > 4 and (ends[0] in ends[1] or ends[1] in ends[0])
    )
