"""Tệp trong kho không được phép đọc: liên kết mềm, tên có ký tự ẩn, hoặc tên trùng nhau.

## Vì sao
Liên kết mềm có thể dẫn ra ngoài kho, đưa tệp khác của máy lên mạng. Tên có ký tự ẩn hoặc chỉ khác nhau ở chữ hoa, dấu có thể
đánh lừa người duyệt và ghi đè nhau.

## Cách sửa
Xóa tệp, rồi tải lên lại một tệp thường với tên chữ thường không dấu.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.model.content import Corpus, Fault
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_WORDS = {
    "lien-ket-mem": Text(
        "Đây là liên kết mềm, không được nhận.", "This is a symbolic link, which is refused."
    ),
    "ten-tep-la": Text(
        "Tên tệp có ký tự ẩn, không phải Unicode dựng sẵn, hoặc trùng một tên khác.",
        "The name hides characters, is not in normal form C, or collides with another.",
    ),
    "khong-doc-duoc": Text("Không đọc được tệp này.", "This file cannot be read."),
}


@rule("TR010", "tep-nguy-hiem", on=Corpus, severity=Severity.ERROR, legal=("S4 Đ4 k2 b",), since="0.1")
def check(corpus: Corpus, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every file that was found but may not or could not be read."""
    listed: list[tuple[str, Fault]] = [(e.path, f) for e in corpus.editions for f in e.faults]
    listed += [(a.path, f) for a in corpus.attachments.values() for f in a.faults]
    for path, fault in listed:
        if fault.kind in _WORDS:
            yield Problem(
                1,
                1,
                _WORDS[fault.kind],
                Text(
                    "Xóa tệp này; nếu cần nội dung thì tải lên một tệp thường, tên không dấu.",
                    "Remove it; upload a plain file with a plain name where its content is needed.",
                ),
                anchor=fault.kind,
                path=path,
            )
