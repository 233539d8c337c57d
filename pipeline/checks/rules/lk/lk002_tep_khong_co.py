"""Tệp hoặc ảnh mà bài nêu không có trong kho.

## Vì sao
Ảnh không hiện, văn bản không tải về được. Ảnh, tệp phải nằm trong kho của trang: lấy từ trang khác thì mất lúc nào không
biết, và trang đó biết ai đang đọc.

## Cách sửa
Đưa tệp vào `content/<trang>/anh/` hoặc `content/<trang>/tep/` rồi ghi đường dẫn bắt đầu bằng `/anh/` hoặc `/tep/`. Chú ý chữ
hoa, chữ thường và đuôi tệp.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.linking import MOST_SUGGESTED, nearest, resolve
from pipeline.checks.markdown import scan
from pipeline.checks.parts import files, media, pictures
from pipeline.checks.registry import Context, rule
from pipeline.checks.words import short
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.links import LinkKind
from pipeline.model.text import Text

_OWN_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,60}\.([a-z0-9]{2,4})$")
_PICTURES = ("png", "jpg", "jpeg", "svg", "webp", "gif")


@rule(
    "LK002",
    "tep-khong-co",
    on=Edition,
    severity=Severity.ERROR,
    legal=("NĐ 42/2022 Đ4 k1 a", "S1 Đ14 k1"),
    since="0.1",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every named file that is not there; LK003 tells of forbidden paths, LK006 of originals."""
    for path, written in files(edition, ctx):
        mark = edition.mark(path)
        yield from _judge(edition, ctx, mark.line, mark.column, written, path)
    for named in (*pictures(edition, ctx), *media(edition)):
        if not named.file:
            mark = edition.mark(named.path)
            yield Problem(
                mark.line,
                mark.column,
                Text(f"{named.path} không ghi tệp nào.", f"{named.path} names no file."),
                Text(
                    f"Thêm vào {named.path}: tep: /anh/ten-anh.jpg",
                    f"Add under {named.path}: tep: /anh/….jpg",
                ),
                anchor=f"{named.path}.tep",
            )
    for count, picture in enumerate(scan(edition).pictures):
        suggest = count < MOST_SUGGESTED
        yield from _judge(edition, ctx, picture.line, picture.column, picture.target, "", suggest)


def _judge(
    edition: Edition, ctx: Context, line: int, column: int, written: str, key: str, suggest: bool = True
) -> Iterator[Problem]:
    found = resolve(written, edition, ctx)
    if found is None or found.kind in (LinkKind.FILE, LinkKind.FORBIDDEN):
        return
    shown, where = short(written, 100), f" ({key})" if key else ""
    better = nearest(found.path, edition, ctx, files_only=True) if found.path and suggest else ""
    if found.kind is LinkKind.EXTERNAL:
        message = Text(
            f"{shown}{where} nằm ở trang khác, không phải tệp trong kho.",
            f"{shown}{where} is on another site, not a file of the repository.",
        )
    elif found.kind is LinkKind.MISSING:
        message = Text(f"Không có tệp {shown}{where}.", f"The file {shown}{where} does not exist.")
    else:
        message = Text(f"{shown}{where} không phải là tệp.", f"{shown}{where} is not a file.")
    label = key.rsplit(".", 1)[-1].partition("[")[0]
    own = _OWN_NAME.search(shown)
    example = (
        f"{label}: /{'anh' if own and own[1].lower() in _PICTURES else 'tep'}/{own[0] if own else 'ten-tep.pdf'}"
        if key
        else "![Mặt trước trụ sở](/anh/tru-so.jpg)"
    )
    yield Problem(
        line,
        column,
        message,
        Text(
            f"Có phải là: {better}"
            if better
            else f"Đưa tệp vào thư mục anh/ hoặc tep/ của trang rồi ghi, ví dụ: {example}",
            f"Did you mean: {better}"
            if better
            else f"Put the file under anh/ or tep/ and write for example: {example}",
        ),
        anchor=f"{key} {written}".strip(),
    )
