"""Ảnh không ghi nguồn ảnh.

## Vì sao
Ảnh cũng là tác phẩm: phải ghi ai chụp, ai vẽ hoặc lấy từ đâu, kể cả ảnh của chính cơ quan.

## Cách sửa
Ảnh ở phần đầu bài: thêm khóa `nguon`. Ảnh trong nội dung: ngay dưới ảnh viết một dòng `Ảnh: Trần Văn A` hoặc
`Nguồn ảnh: Báo Đắk Lắk`, hoặc ghi nguồn trong dấu nháy sau đường dẫn:
`![Cầu mới bắc qua suối](/anh/cau.jpg "Ảnh: Phòng Kinh tế")`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.inline import Picture
from pipeline.checks.markdown import Scan, scan
from pipeline.checks.parts import pictures
from pipeline.checks.registry import Context, rule
from pipeline.checks.words import short
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_CREDIT = re.compile(
    r"[*_(\[ >]*+(?:nguồn\s++|tác giả\s++)?(?:ảnh|hình|tranh|đồ họa|sơ đồ|bản đồ|photo|image|picture|illustration|chart"
    r"|(?:nguồn|source|credit|photo credit)(?=:))\s?:\s*+\w",
    re.IGNORECASE,
)


@rule(
    "NG005",
    "anh-thieu-nguon",
    on=Edition,
    severity=Severity.ERROR,
    legal=("S0 Đ7 k2", "S1 Đ5 k2 c", "S2 Đ9 k2", "S3 Đ7"),
    since="0.1",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every picture whose maker or origin is not named."""
    credited = set()
    for named in pictures(edition, ctx):
        if named.text("nguon"):
            credited.add(named.file.rsplit("/", 1)[-1])
            continue
        mark = edition.mark(f"{named.path}.nguon")
        yield Problem(
            mark.line,
            mark.column,
            Text(
                f"Ảnh {short(named.file)} chưa ghi nguồn ảnh.",
                f"The picture {short(named.file)} has no credit.",
            ),
            Text(
                f"Thêm vào {named.path}: nguon: Ảnh của Phòng Tổng hợp",
                f"Add under {named.path}: nguon: Photo by …",
            ),
            anchor=f"{named.path}.nguon",
        )
    found = scan(edition)
    ends: dict[int, int] = {}  # a picture's line → where the row of pictures that it belongs to ends
    for picture in reversed(found.pictures):
        ends[picture.line] = ends.get(picture.end_line + 1, picture.end_line)
    for picture in found.pictures:
        same = picture.target.rsplit("/", 1)[-1] in credited
        if (
            picture.decorative
            or picture.title.strip()
            or same
            or _credited(picture, found, ends[picture.line])
        ):
            continue
        yield Problem(
            picture.line,
            picture.column,
            Text(
                f"Ảnh {short(picture.target)} trong nội dung chưa ghi nguồn ảnh.",
                f"The picture {short(picture.target)} in the text has no credit.",
            ),
            Text(
                "Ngay dưới ảnh thêm một dòng, ví dụ: Ảnh: Phòng Tổng hợp",
                "Directly under the picture add a line such as: Photo: Name of the maker",
            ),
            anchor=picture.target,
        )


def _credited(picture: Picture, found: Scan, end: int) -> bool:
    """Return whether a credit follows: on the picture's line, or under it and its neighbours."""
    rest = found.body[picture.end_line - found.first_line].rpartition(")")[2].strip()
    return bool(_CREDIT.match(rest[:300]) or _CREDIT.match(found.below(end)[:300]))
