"""Ảnh không ghi nguồn ảnh.

## Vì sao
Ảnh cũng là tác phẩm: phải ghi ai chụp, ai vẽ hoặc lấy từ đâu, kể cả ảnh của chính cơ quan.

## Cách sửa
Ảnh ở phần đầu bài: thêm khóa `nguon`. Ảnh trong nội dung: ngay dưới ảnh viết một dòng `Ảnh: Trần Văn A` hoặc
`Nguồn ảnh: Báo Đắk Lắk`, hoặc ghi nguồn trong dấu nháy sau đường dẫn:
`![Cầu mới bắc qua suối](/anh/cau.jpg "Ảnh: Phòng Kinh tế")`. Lời chú thích nói ảnh chụp gì chưa phải là nguồn ảnh. Bài ký chung
ở cuối `Tin, ảnh: Minh Thông` thì không phải ghi dưới từng ảnh.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.credits import credit_in, is_byline
from pipeline.checks.inline import Picture
from pipeline.checks.markdown import Scan, scan
from pipeline.checks.parts import pictures
from pipeline.checks.registry import Context, rule
from pipeline.checks.words import bare, short
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text


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
    if not found.pictures:
        return
    if any(is_byline(line) for block in (*found.blocks[:1], *found.blocks[-2:]) for line in block.lines[-2:]):
        return  # signed for text and pictures together
    ends: dict[int, int] = {}  # a picture's line → where the row of pictures that it belongs to ends
    for picture in reversed(found.pictures):
        ends[picture.line] = ends.get(picture.end_line + 1, picture.end_line)
    for picture in found.pictures:
        same = picture.target.rsplit("/", 1)[-1] in credited
        if picture.decorative or _says_who(picture) or same or _credited(picture, found, ends[picture.line]):
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


def _says_who(picture: Picture) -> bool:
    """Return whether the title text says more than the alternative or the file's name."""
    title = bare(picture.title)
    stem = picture.target.rsplit("/", 1)[-1].rpartition(".")[0]
    return bool(title) and title not in (bare(picture.alt or ""), bare(stem))


def _credited(picture: Picture, found: Scan, end: int) -> bool:
    """Return whether a credit follows: on the picture's line, or under it and its neighbours."""
    line = found.body[picture.end_line - found.first_line]
    if credit_in(line.rpartition(")")[2] if "](" in line else line):
        return True
    first = end + 1 - found.first_line
    # a caption may stand between the picture and its credit, in one block with them
    for text in (found.below(end), *found.body[first : first + 3]):
        if text.lstrip().startswith(("![", "[![", "#")):
            break
        if credit_in(text):
            return True
        if not text.strip() or len(text) > 300:
            break
    return False
