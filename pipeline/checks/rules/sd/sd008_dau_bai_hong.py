"""Phần đầu bài viết sai quy cách nên không đọc được.

## Vì sao
Một dấu hai chấm, dấu ngoặc hay thụt dòng sai làm cả phần đầu bài hỏng. Neo (`&`), tham chiếu (`*`), nhãn (`!`) và
phần đầu bài quá lớn hoặc lồng quá sâu không được nhận, vì có thể bị lợi dụng làm treo hệ thống.

## Cách sửa
Xem dòng nêu trong thông báo. Giá trị có dấu hai chấm hoặc bắt đầu bằng ký tự đặc biệt thì đặt trong dấu nháy kép.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.loading import told
from pipeline.checks.registry import Context, rule
from pipeline.checks.slips import slip_in
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_WORDS = {
    "yaml-hong": (
        Text("Phần đầu bài viết sai quy cách ở dòng này ({}).", "The front matter is malformed here ({})."),
        Text(
            "Xem lại dấu hai chấm, dấu ngoặc, thụt dòng; giá trị có dấu “:” thì đặt trong nháy kép, "
            'ví dụ: tieu_de: "Thông báo: lịch tiếp công dân"',
            'Look at colons, brackets and indents; quote values that hold “: ”, as in tieu_de: "A: b"',
        ),
    ),
    "neo-yaml": (
        Text(
            "Phần đầu bài dùng neo, tham chiếu hoặc nhãn (& * !), không được nhận.",
            "The front matter uses an anchor, alias or tag (& * !), which are refused.",
        ),
        Text(
            "Viết thẳng giá trị; nếu là chữ bắt đầu bằng & * ! thì đặt trong nháy kép.",
            "Write the value itself; quote text that begins with & * !.",
        ),
    ),
    "yaml-qua-lon": (
        Text(
            "Phần đầu bài lồng quá sâu hoặc có quá nhiều mục.",
            "The front matter is nested too deeply or has too many entries.",
        ),
        Text("Chuyển dữ liệu dài thành tệp đính kèm.", "Move long data into an attachment."),
    ),
}


# What the parser says, in words for people; anything else is left as the parser says it.
_PARSER = {
    "mapping values are not allowed in this context": "giá trị có dấu hai chấm mà không đặt trong nháy kép",
    "could not find expected ':'": "thiếu dấu hai chấm sau tên khóa",
    "did not find expected key": "thụt dòng lệch hoặc thiếu tên khóa",
    "did not find expected ',' or '}'": "thiếu dấu phẩy hoặc ngoặc nhọn đóng",
    "did not find expected ',' or ']'": "thiếu dấu phẩy hoặc ngoặc vuông đóng",
    "did not find expected '-' indicator": "danh sách thụt dòng lệch",
    "keys must be text": "tên khóa phải là chữ",
    "found unexpected end of stream": "dấu nháy mở mà không đóng",
    "found character that cannot start any token": "ký tự mở đầu không được dùng, thường là dấu Tab",
}


@rule("SD008", "dau-bai-hong", on=Edition, severity=Severity.ERROR, legal=(), since="0.1")
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for front matter that cannot be read, at the slip that caused it where it is plain."""
    for problem in told(edition, _WORDS, _PARSER):
        broken = problem.anchor.startswith("yaml-hong")
        slip = slip_in(edition.text.split("\n")[1 : edition.body_line - 2], problem.line) if broken else None
        if slip is None:
            yield problem
            continue
        yield Problem(
            slip.line,
            slip.column,
            Text(
                f"Không đọc được phần đầu bài: {slip.what.vi}.",
                f"The front matter cannot be read: {slip.what.en}.",
            ),
            Text(f"Sửa dòng này thành: {slip.mended}", f"Write this line as: {slip.mended}"),
            anchor=problem.anchor,
        )
