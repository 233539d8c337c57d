"""Phim, bản ghi âm không ghi nguồn.

## Vì sao
Phim và bản ghi âm là tác phẩm như bài viết: phải ghi ai làm hoặc lấy ở đâu, kể cả khi do chính cơ quan quay.

## Cách sửa
Phim, âm thanh ở phần đầu bài: thêm khóa `nguon`. Phim nhúng trong nội dung: ngay dưới khung phim viết một dòng `Nguồn: VTV` hoặc
`Video: Trung tâm Truyền thông huyện`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.credits import credit_in, is_byline
from pipeline.checks.markdown import Scan, scan
from pipeline.checks.parts import media
from pipeline.checks.registry import Context, rule
from pipeline.checks.words import short
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_PLAYERS = {"video": "Phim", "audio": "Bản ghi âm", "iframe": "Phim nhúng"}
_FILM_HOSTS = (
    "youtube",
    "youtu.be",
    "vimeo",
    "facebook.com",
    "tiktok",
    "vtv.vn",
    "dailymotion",
    "/video",
    "/embed",
)


@rule(
    "NG013",
    "phim-am-thanh-thieu-nguon",
    on=Edition,
    severity=Severity.WARNING,
    legal=("S0 Đ7 k2", "S1 Đ5 k2 c", "S2 Đ9 k2", "S3 Đ7"),
    since="0.2",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every film or sound whose maker or origin is not named."""
    for named in media(edition):
        if named.entry.get("nguon") in (None, ()) or (
            isinstance(named.entry.get("nguon"), str) and not named.text("nguon")
        ):
            mark = edition.mark(f"{named.path}.nguon")
            what = "Phim" if named.key == "video" else "Bản ghi âm"
            yield _problem(what, named.file, mark.line, mark.column, named.path)
    found = scan(edition)
    for tag in found.tags:
        if tag.name not in _PLAYERS or tag.closes:
            continue
        source = tag.attributes.get("src", "")
        if tag.name == "iframe" and not any(h in source.lower() for h in _FILM_HOSTS):
            continue  # a map or a form
        if credit_in(tag.attributes.get("title", "")) or _credited(found, tag.line, tag.name):
            continue
        yield _problem(_PLAYERS[tag.name], source, tag.line, tag.column, source)


def _credited(found: Scan, line: int, name: str) -> bool:
    """Return whether a credit follows within the three lines of text after the player."""
    inside, left = True, 3
    for text in found.body[line - found.first_line : line - found.first_line + 20]:
        if inside and f"</{name}" not in text.lower() and "<" in text:
            continue  # sources, tracks
        inside = False
        if credit_in(text) or is_byline(text):
            return True
        left -= bool(text.strip())
        if not left:
            return False
    return False


def _problem(what: str, file: str, line: int, column: int, anchor: str) -> Problem:
    return Problem(
        line,
        column,
        Text(
            f"{what} {short(file)} chưa ghi nguồn.",
            f"The recording {short(file)} has no credit.",
        ),
        Text(
            "Thêm nguon: Trung tâm Truyền thông huyện; dưới phim nhúng thì thêm dòng Nguồn: VTV",
            "Add nguon: Name of the maker; under an embedded film a line such as Source: VTV",
        ),
        anchor=anchor,
    )
