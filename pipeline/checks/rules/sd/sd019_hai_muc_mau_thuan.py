"""Hai mục thông tin của bài nói ngược nhau.

## Vì sao
Văn bản vừa có số vừa đánh dấu không có số, nguồn vừa ghi tác giả vừa đánh dấu không rõ tác giả, gói thầu mới mời mà đã có
nhà thầu trúng, hạn góp ý trong nội dung khác hạn ở đầu bài, tiêu đề nói dự toán mà loại ghi quyết toán: người đọc không biết tin dòng nào, và bài bị xếp sai danh mục.

## Cách sửa
Giữ dòng đúng với bản gốc, xóa hoặc sửa dòng kia.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from pipeline.checks.fields import is_blank
from pipeline.checks.kinds import parse_day, parse_moment
from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text


@rule("SD019", "hai-muc-mau-thuan", on=Edition, severity=Severity.ERROR, legal=(), since="0.2")
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every pair of fields that cannot both hold."""
    known = {spec.key for spec in ctx.fields(edition)}
    for first, says, second, message, hint in _PAIRS:
        keys = {first.partition(".")[0], second.partition(".")[0]}
        if keys <= known and edition.value(first) in says and not is_blank(edition.value(second)):
            mark = edition.mark(first)
            yield Problem(mark.line, mark.column, message, hint, anchor=f"{first} {second}")
    if edition.type in _CLOSING:
        yield from _other_deadline(edition)
    elif edition.type == "ngan-sach":
        yield from _other_stage(edition)


# type → key of its deadline, what a sentence that names the deadline in the text says
_CLOSING = {
    "lay-y-kien": ("han_gop_y", re.compile(r"góp ý|ý kiến", re.IGNORECASE)),
    "tuyen-dung": ("han_nop", re.compile(r"nộp hồ sơ|nhận hồ sơ|hồ sơ gửi|hạn nộp", re.IGNORECASE)),
}
_UNTIL = re.compile(
    r"(?:trước|đến(?: hết)?|chậm nhất(?: là)?|hạn nộp(?: hồ sơ)?:?)(?: \d{1,2} ?(?:giờ|h)[ \d]{0,3})?(?: ngày)? "
    r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})(?![\d/])",
    re.IGNORECASE,
)
_OTHER_MATTER = re.compile(r"gia hạn|thẩm định|tổng hợp|trình |hiệu lực|trước đây", re.IGNORECASE)
_SENTENCE = re.compile(r"[.;!?]\s")


def _other_deadline(edition: Edition) -> Iterator[Problem]:
    """Yield a problem where the text names one deadline only, and that is another day than the field's."""
    key, words = _CLOSING[edition.type]
    value = edition.value(key)
    moment = parse_moment(value)
    closes = moment.date() if moment else parse_day(value)
    if closes is None:
        return
    places: dict[date, tuple[int, int, str]] = {}
    for number, line in edition.body_lines():
        for found in _UNTIL.finditer(line):
            before = _SENTENCE.split(line[max(0, found.start() - 200) : found.start()])[-1]
            sentence = before + _SENTENCE.split(line[found.start() : found.end() + 80])[0]
            said = parse_day(f"{found['year']}-{int(found['month']):02}-{int(found['day']):02}")
            if said and words.search(sentence) and not _OTHER_MATTER.search(sentence):
                places.setdefault(said, (number, found.start() + 1, found[0]))
    if len(places) != 1:
        return
    ((said, (number, column, written)),) = places.items()
    if abs(said - closes) <= timedelta(days=1):  # “trước ngày 16” is until the 15th
        return
    yield Problem(
        number,
        column,
        Text(
            f"Nội dung ghi “{written}” nhưng {key} ở đầu bài là {closes:%d/%m/%Y}.",
            f"The text says “{written}”, yet {key} is {closes}.",
        ),
        Text(
            f"Đối chiếu bản gốc rồi sửa một trong hai, ví dụ: {key}: {said}",
            f"Compare with the original and mend one of them, for example: {key}: {said}",
        ),
        anchor=key,
    )


def _other_stage(edition: Edition) -> Iterator[Problem]:
    """Yield a problem where the title tells a budget's other stage: an estimate is no settlement."""
    title, said = edition.title.lower(), edition.get("loai_ngan_sach")
    planned, settled = "dự toán" in title, "quyết toán" in title
    if planned == settled or "thực hiện" in title or said not in ("du-toan", "quyet-toan"):
        return
    right = "du-toan" if planned else "quyet-toan"
    if said == right:
        return
    mark = edition.mark("loai_ngan_sach")
    yield Problem(
        mark.line,
        mark.column,
        Text(
            f"Tiêu đề nói {'dự toán' if planned else 'quyết toán'} nhưng loai_ngan_sach ghi “{said}”.",
            f"The title tells of {right}, yet loai_ngan_sach is “{said}”.",
        ),
        Text(
            f"Sửa thành: loai_ngan_sach: {right}, hoặc sửa tiêu đề.",
            f"Write: loai_ngan_sach: {right}, or mend the title.",
        ),
        anchor="loai_ngan_sach",
    )


# (key, values, other key that may then not be there, what is wrong, how to mend it)
_PAIRS: tuple[tuple[str, tuple[object, ...], str, Text, Text], ...] = (
    (
        "khong_so",
        (True,),
        "so_ky_hieu",
        Text(
            "Văn bản có số, ký hiệu mà lại ghi là không có số.",
            "The document has a number and says it has none.",
        ),
        Text("Văn bản có số thì xóa dòng: khong_so: true", "Remove the line: khong_so: true"),
    ),
    (
        "nguon.khong_ro_tac_gia",
        (True,),
        "nguon.tac_gia",
        Text(
            "Nguồn đã ghi tác giả mà lại ghi không rõ tác giả.",
            "The source names its author and says it does not.",
        ),
        Text("Xóa dòng: khong_ro_tac_gia: true", "Remove the line: khong_ro_tac_gia: true"),
    ),
    (
        "loai_thong_bao",
        ("ke-hoach", "moi-thau"),
        "nha_thau_trung",
        Text("Chưa có kết quả đấu thầu mà đã ghi nhà thầu trúng.", "A winner is named before the result."),
        Text(
            "Đăng kết quả thì sửa thành: loai_thong_bao: ket-qua; nếu không, xóa dòng nha_thau_trung.",
            "Write loai_thong_bao: ket-qua, or remove nha_thau_trung.",
        ),
    ),
    (
        "trong_pham_vi",
        (False,),
        "tra_loi_luc",
        Text("Câu hỏi ghi là ngoài phạm vi mà lại có thời điểm trả lời.", "Out of scope, yet answered."),
        Text(
            "Đã trả lời thì sửa thành: trong_pham_vi: true; nếu không, xóa dòng tra_loi_luc.",
            "Write trong_pham_vi: true, or remove tra_loi_luc.",
        ),
    ),
)
