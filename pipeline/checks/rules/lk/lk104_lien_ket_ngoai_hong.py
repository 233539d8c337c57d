"""Liên kết ra ngoài bị hỏng.

## Vì sao
Người dân bấm vào và gặp trang lỗi của nơi khác, hoặc không đến được đâu. Địa chỉ viết sai dạng được báo ở mọi lần
kiểm tra; địa chỉ đúng dạng chỉ được thử khi chạy `congtinh audit --external`.

## Cách sửa
Mở liên kết, tìm địa chỉ mới của trang đó rồi thay vào bài; không còn thì bỏ liên kết và giữ tên tài liệu.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from pipeline.checks.registry import Context, rule
from pipeline.checks.rules.html import links, short
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage
from pipeline.model.text import Text

_SLIP = re.compile(r"(?:https?:?/+|https?:|htt?ps?:/*|www\.)", re.IGNORECASE)
_HOST = re.compile(r"[^\s.]+(?:\.[^\s.]+)+|localhost|\[[0-9a-f:]+\]", re.IGNORECASE)


@rule(
    "LK104",
    "lien-ket-ngoai-hong",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.WARNING,
    legal=(),
    since="0.1",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each outside link that has no usable form or was found dead."""
    dead: Mapping[str, Text] = ctx.facts.get("outside", {})
    for element in links(page):
        target = element.attrs["href"].strip()
        why = _malformed(target) or dead.get(target)
        if why is None:
            continue
        yield Problem(
            element.line,
            element.column,
            Text(
                f"Liên kết ra ngoài {short(target, 100)}: {why.vi}.",
                f"Outside link {short(target, 100)}: {why.en}.",
            ),
            Text(
                "Thay bằng địa chỉ đang dùng, ví dụ: https://chinhphu.vn/, hoặc bỏ liên kết.",
                "Use the address that works today, for example: https://chinhphu.vn/, or remove the link.",
            ),
            target,
        )


def _malformed(target: str) -> Text | None:
    if not _SLIP.match(target):
        return None
    no_scheme = Text(
        "địa chỉ phải bắt đầu bằng https:// hoặc http://", "it must begin with https:// or http://"
    )
    if not target.lower().startswith(("https://", "http://")):
        return no_scheme
    try:
        host = urlsplit(target).hostname or ""
        _ = urlsplit(target).port
    except ValueError:
        host = ""
    if not _HOST.fullmatch(host):
        return Text("không có tên miền hợp lệ", "it has no valid host name")
    if re.search(r"\s", target):
        return Text("địa chỉ có khoảng trắng", "the address has white space in it")
    return None
