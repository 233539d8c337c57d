"""Video, âm thanh không có phụ đề hoặc bản chép lời.

## Vì sao
Người điếc, người nghe kém và người ở chỗ ồn không nghe được; họ cần phụ đề hoặc bản chép lời.

## Cách sửa
Khai tệp ở khóa `video` hoặc `am_thanh` kèm `phu_de` (tệp .vtt) hoặc `ban_chep_loi` (lời hoặc tệp), và `mo_ta`. Không đặt thẳng
thẻ `<video>` hay liên kết tới tệp .mp4 của mình trong nội dung. Phim trên YouTube, Facebook: khi đã có phụ đề thì ghi vào chữ liên kết,
ví dụ `[Phóng sự về bộ phận một cửa (có phụ đề)](…)`, hoặc thêm mục “Bản chép lời”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.inline import Link
from pipeline.checks.markdown import scan
from pipeline.checks.parts import media
from pipeline.checks.registry import Context, rule
from pipeline.checks.words import short
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

# A page that shows one film; channels and front pages are none.
_FILM = re.compile(
    r"(?:https?:)?//(?:(?:www\.|m\.)?youtube(?:-nocookie)?\.com/(?:watch\?|shorts/|embed/|live/)|youtu\.be/\w|fb\.watch/\w"
    r"|(?:player\.)?vimeo\.com/(?:video/)?\d|(?:www\.|m\.)?facebook\.com/(?:watch/?\?|reel/|[^/]++/videos/)"
    r"|(?:www\.)?tiktok\.com/@[^/]++/video/)",
    re.IGNORECASE,
)
_TOLD = re.compile(r"bản chép lời|có phụ đề|bản lời|lời thoại|transcript|captions|subtitles", re.IGNORECASE)
_MAP = re.compile(r"google\.[a-z.]+/maps|openstreetmap|docs\.google", re.IGNORECASE)
_SUFFIXES = (".mp4", ".webm", ".mov", ".avi", ".mkv", ".mp3", ".m4a", ".wav", ".ogg", ".flac")


@rule(
    "TC009",
    "phim-am-thanh-thieu-loi",
    on=Edition,
    severity=Severity.ERROR,
    legal=("S1 Đ5 k2 d", "TT 32/2017 Đ18 k1 c"),
    since="0.1",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every video or sound that those who cannot hear, or see, get nothing of."""
    declared = set()
    for named in media(edition):
        declared |= {named.file.rsplit("/", 1)[-1], named.file}
        file = short(named.file)
        if not named.entry.get("phu_de") and not named.entry.get("ban_chep_loi"):
            mark = edition.mark(named.path)
            yield Problem(
                mark.line,
                mark.column,
                Text(
                    f"{file} ({named.path}) chưa có phụ đề hoặc bản chép lời.",
                    f"{file} ({named.path}) has neither captions nor a transcript.",
                ),
                Text(
                    f"Thêm vào {named.path}: phu_de: /tep/phong-su.vtt – hoặc ban_chep_loi: /tep/phong-su-loi.txt",
                    f"Add under {named.path}: phu_de: /tep/….vtt, or ban_chep_loi: /tep/….txt",
                ),
                anchor=f"{named.path}.phu_de",
                wcag=("1.2.1", "1.2.2"),
            )
        if not named.text("mo_ta"):
            mark = edition.mark(f"{named.path}.mo_ta")
            yield Problem(
                mark.line,
                mark.column,
                Text(f"{file} ({named.path}) chưa có lời mô tả.", f"{file} ({named.path}) has no mo_ta."),
                Text(
                    f"Thêm vào {named.path}: mo_ta: Phóng sự về bộ phận một cửa",
                    f"Add under {named.path}: mo_ta: What it is about",
                ),
                anchor=f"{named.path}.mo_ta",
                wcag=("1.1.1",),
            )
    found = scan(edition)
    for link in found.links:
        if _own_media(link) and link.target.partition("#")[0].rsplit("/", 1)[-1] not in declared:
            yield _undeclared(link.line, link.column, link.target)
    films = [link for link in found.links if _FILM.match(link.target)]
    told = bool(films) and _TOLD.search(edition.body) is not None
    for link in films:
        if _FILM.match(link.target) and not told and link.target not in declared:
            yield _undeclared(link.line, link.column, link.target)
    for picture in found.pictures:
        if picture.target.lower().endswith(_SUFFIXES):
            yield _undeclared(picture.line, picture.column, picture.target)
    for tag in found.tags:
        if tag.name in ("video", "audio", "iframe", "embed") and not tag.closes:
            target = tag.attributes.get("src", f"<{tag.name}>")
            if not _MAP.search(target):
                yield _undeclared(tag.line, tag.column, target)


def _own_media(link: Link) -> bool:
    target = link.target.partition("#")[0].partition("?")[0].lower()
    return target.endswith(_SUFFIXES) and "://" not in target


def _undeclared(line: int, column: int, target: str) -> Problem:
    return Problem(
        line,
        column,
        Text(
            f"Video, âm thanh {short(target)} đặt thẳng trong nội dung, không có phụ đề hay bản chép lời.",
            f"The video or sound {short(target)} stands in the text without captions or transcript.",
        ),
        Text(
            "Khai ở phần đầu bài: video: [{tep: /tep/phong-su.mp4, mo_ta: …, phu_de: /tep/phong-su.vtt}]",
            "Declare it in the front matter: video: [{tep: …, mo_ta: …, phu_de: …}]",
        ),
        anchor=target,
        wcag=("1.2.1", "1.2.2"),
    )
