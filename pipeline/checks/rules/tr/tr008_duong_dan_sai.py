"""Tệp bài viết đặt sai thư mục hoặc đặt tên sai.

## Vì sao
Đường dẫn của tệp chính là địa chỉ của bài trên mạng: `content/<trang>/<mục>/[<năm>/<tháng>/]<tên-bài>.md`. Tên có dấu, có
khoảng trắng hay chữ hoa tạo ra địa chỉ khó gõ, khó chia sẻ.

## Cách sửa
Đặt tên bằng chữ thường không dấu, nối bằng gạch ngang, ví dụ `quy-che-moi.md`; tin theo tháng đặt trong thư mục năm và tháng,
ví dụ `2026/11/`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.model.address import SLUG
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text, slug

_LONGEST = 80
_FIRST_YEAR = 1945
_MONTHS = frozenset(f"{month:02}" for month in range(1, 13))


@rule("TR008", "duong-dan-sai", on=Edition, severity=Severity.ERROR, legal=(), since="0.1")
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for a path that makes no good address."""
    if not edition.path.startswith("content/"):
        return  # a loose file has no address to judge
    for message, hint in _faults(edition, ctx):
        yield Problem(1, 1, message, hint, anchor=message.en)


def _faults(edition: Edition, ctx: Context) -> Iterator[tuple[Text, Text]]:
    address = edition.document.address
    if address is None:
        yield (
            Text("Tệp không nằm đúng chỗ của một bài.", "The file is not where an item belongs."),
            Text(
                "Đặt vào content/<trang>/<mục>/<tên-bài>.md hoặc content/<trang>/<mục>/<năm>/<tháng>/<tên-bài>.md",
                "Put it at content/<site>/<section>/[<yyyy>/<mm>/]<slug>.md",
            ),
        )
        return
    if not SLUG.fullmatch(address.slug) or len(address.slug) > _LONGEST:
        better = slug(address.slug)[:_LONGEST].strip("-") or "ten-bai"
        yield (
            Text(
                f"Tên tệp “{address.slug[:60]}” không hợp lệ.",
                f"The file name “{address.slug[:60]}” is not valid.",
            ),
            Text(f"Đổi tên thành: {better}.md", f"Rename it to: {better}.md"),
        )
    kind = ctx.type(edition)
    if address.section not in ctx.registry.sections:
        yield (
            Text(f"Không có mục “{address.section}”.", f"There is no section “{address.section}”."),
            Text("Dùng một mục có trong sites/_chung/muc.yml.", "Use a section of sites/_chung/muc.yml."),
        )
    if address.year is not None and address.month is not None:
        now = ctx.now.year
        fits = address.year.isascii() and address.year.isdigit() and len(address.year) == 4
        if not fits or not _FIRST_YEAR <= int(address.year) <= now + 1:
            yield (
                Text(
                    f"Thư mục năm “{address.year}” không thể có.",
                    f"The year folder “{address.year}” cannot be.",
                ),
                Text(f"Dùng năm bốn chữ số, ví dụ {now}/", f"Use four digits, for example {now}/"),
            )
        if address.month not in _MONTHS:
            yield (
                Text(
                    f"Thư mục tháng “{address.month}” không thể có.",
                    f"The month folder “{address.month}” cannot be.",
                ),
                Text("Dùng 01 đến 12, ví dụ 11/", "Use 01 to 12, for example 11/"),
            )
    elif kind and kind.dated:
        month = f"{ctx.now:%Y/%m}"
        yield (
            Text(
                "Loại tin này phải đặt trong thư mục năm và tháng.",
                "This type belongs in a year and month folder.",
            ),
            Text(
                f"Chuyển tệp vào: {address.section}/{month}/{address.slug}.md",
                f"Move it to: {address.section}/{month}/{address.slug}.md",
            ),
        )
