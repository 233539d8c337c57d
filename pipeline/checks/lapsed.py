"""What the rules on lapsed documents share: the types that guide people, and what is said of a lapse."""

from __future__ import annotations

from pipeline.checks.documents import Lapse, Reference
from pipeline.model.content import Edition
from pipeline.model.finding import Problem
from pipeline.model.text import Text

# News, and whatever people act upon.
GUIDANCE = ("tin-tuc", "tuyen-truyen-phap-luat", "tu-van-phap-luat", "thu-tuc", "hoi-dap")


def lapsed_problem(edition: Edition, reference: Reference, lapse: Lapse) -> Problem:
    """Return the problem of an item that rests on a lapsed document."""
    mark = edition.mark(reference.path)
    since = Text(f" từ {lapse.since:%d/%m/%Y}", f" since {lapse.since}") if lapse.since else Text("", "")
    by = Text(f", thay bằng {lapse.by}", f", replaced by {lapse.by}") if lapse.by else Text("", "")
    better = lapse.by or "42/2022/NĐ-CP"
    key = reference.path.partition("[")[0]
    new = f"{key}: [{better}]" if key == "can_cu" else f"{key}: {better}"
    return Problem(
        mark.line,
        mark.column,
        Text(
            f"Văn bản {reference.number} đã hết hiệu lực{since.vi}{by.vi}.",
            f"The document {reference.number} has lapsed{since.en}{by.en}.",
        ),
        Text(
            f"Sửa bài theo văn bản mới rồi ghi {new}, hoặc giữ bài và ghi giu_lai: Tư liệu lịch sử …",
            f"Rewrite it after the new document and write {new}, or keep it with giu_lai: reason",
        ),
        anchor=reference.number,
    )
