"""Bài được gỡ nhưng không nói vì sao, hoặc dẫn người đọc tới chỗ không có.

## Vì sao
Không xóa gì mà không để lại dấu vết: trang báo gỡ phải ghi lý do, ngày, người quyết định, căn cứ. Nội dung thay thế phải mở được.

## Cách sửa
Điền đủ khối `go_bo`; `thay_the` là đường dẫn một bài (`/tin-tuc/2026/11/bai-moi.md`) hoặc số, ký hiệu một văn bản có trong đăng ký.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.checks.documents import Reference, Register
from pipeline.checks.linking import resolve
from pipeline.checks.registry import Context, rule
from pipeline.checks.words import short
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.links import LinkKind
from pipeline.model.text import Text

_WORDS = {"nguoi_quyet_dinh": "người quyết định", "can_cu": "căn cứ"}
_BLOCK = "go_bo: {ly_do: het-hieu-luc, ngay: 2026-11-20, nguoi_quyet_dinh: Trưởng Ban Biên tập, can_cu: …}"


@rule(
    "GB001",
    "go-bo-khong-du",
    on=Edition,
    severity=Severity.ERROR,
    legal=("S4 Đ8 k3", "S4 Đ22 k2"),
    since="0.1",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for an empty removal, for blanks in place of words, and for a replacement that is not there.

    Missing keys within the block are told by SD001, a block of another shape by SD003.
    """
    if "go_bo" not in edition.meta:
        return
    removal = edition.value("go_bo")
    mark = edition.mark("go_bo")
    if removal in (None, "", ()):
        yield Problem(
            mark.line,
            mark.column,
            Text("go_bo để trống: chưa có lý do, ngày, người quyết định.", "go_bo is empty."),
            Text(f"Điền đủ: {_BLOCK}", f"Write: {_BLOCK}"),
            anchor="go_bo",
        )
    if not isinstance(removal, Mapping):
        return
    for key, label in _WORDS.items():
        value = removal.get(key)
        if isinstance(value, str) and value and not value.strip(" .-–…?"):
            mark = edition.mark(f"go_bo.{key}")
            yield Problem(
                mark.line,
                mark.column,
                Text(f"go_bo chưa ghi {label} ({key}).", f"go_bo does not tell {key}."),
                Text(f"Điền đủ: {_BLOCK}", f"Write: {_BLOCK}"),
                anchor=f"go_bo.{key}",
            )
    target = edition.get("go_bo.thay_the").strip()
    if target and not _leads_somewhere(target, edition, ctx):
        mark = edition.mark("go_bo.thay_the")
        yield Problem(
            mark.line,
            mark.column,
            Text(
                f"Nội dung thay thế “{short(target)}” không có.",
                f"The replacement “{short(target)}” does not exist.",
            ),
            Text(
                "Ghi đường dẫn một bài hoặc số một văn bản có thật, ví dụ: thay_the: /van-ban/2024/02/10-2024-qd-ubnd.md",
                "Give an item's path or a known document's number, for example: thay_the: 10/2024/QĐ-UBND",
            ),
            anchor="go_bo.thay_the",
        )


def _leads_somewhere(target: str, edition: Edition, ctx: Context) -> bool:
    register: Register = ctx.facts["register"]
    if register.known(Reference(target, "", ""), edition):
        return True
    found = resolve(target, edition, ctx)
    if found is None:
        return True  # outside the repository there is nothing to look it up in
    if found.kind is LinkKind.ITEM:
        return found.path != edition.path
    return found.kind in (LinkKind.FILE, LinkKind.PAGE, LinkKind.EXTERNAL)
