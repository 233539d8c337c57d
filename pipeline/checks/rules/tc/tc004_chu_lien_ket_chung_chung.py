"""Chữ của liên kết chung chung như “tại đây”, “xem thêm”, hoặc chỉ là tên tệp.

## Vì sao
Nhiều người khiếm thị nghe riêng danh sách liên kết của trang. Mười lần “tại đây” không cho biết liên kết nào dẫn đến đâu;
“qd10.signed.pdf” hay “PDF” cũng vậy.

## Cách sửa
Dùng tên của tài liệu hoặc trang được dẫn đến: thay “Xem quyết định [tại đây](…)” bằng
“Xem [Quyết định số 10/2024/QĐ-UBND](…)”. Tệp đính kèm ở phần đầu bài: ghi tên tài liệu vào `ten`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.checks.markdown import scan
from pipeline.checks.registry import Context, rule
from pipeline.checks.words import is_file_name, is_generic_link, short
from pipeline.model.content import Edition, Value, as_list
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_FILES = ("tep_dinh_kem", "tep", "tep_so_lieu", "tep_bao_cao", "tep_ket_qua")


@rule(
    "TC004",
    "chu-lien-ket-chung-chung",
    on=Edition,
    severity=Severity.ERROR,
    legal=("S1 Đ5 k2 d", "TT 32/2017 Đ18 k1 d"),
    since="0.1",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every link whose whole text would fit any link, unless its title tells more."""
    for link in scan(edition).links:
        text = link.text.strip()
        file = is_file_name(text)
        if link.bare or (text and not file and not is_generic_link(text, link.target)):
            continue
        title = link.title.strip()
        if title and title != text and not is_generic_link(title) and not is_file_name(title):
            continue  # a telling title is allowed by TT 32/2017 Đ18 k1 d
        target = short(link.target)
        said = short(link.text)
        yield Problem(
            link.line,
            link.column,
            Text(
                f"Chữ của liên kết “{said}” chỉ là tên tệp."
                if file
                else f"Chữ của liên kết “{said}” không cho biết dẫn đến đâu."
                if said
                else "Liên kết không có chữ.",
                f"The link text “{said}” is only the name of a file."
                if file
                else f"The link text “{said}” does not say where it leads."
                if said
                else "The link has no text.",
            ),
            Text(
                f"Dùng tên của nơi được dẫn đến, ví dụ: [Quyết định số 10/2024/QĐ-UBND]({target})",
                f"Use the name of what it leads to, for example: [Decision 10/2024/QĐ-UBND]({target})",
            ),
            anchor=link.target,
            wcag=("2.4.4",),
        )
    for key, number, entry in _attached(edition):
        name = entry.get("ten") if isinstance(entry, Mapping) else None
        if not isinstance(name, str) or not (is_file_name(name) or is_generic_link(name)) or not name.strip():
            continue
        path = f"{key}[{number}].ten"
        if path not in edition.marks:
            path = f"{key}.ten"
        mark = edition.mark(path)
        yield Problem(
            mark.line,
            mark.column,
            Text(
                f"Tên tệp đính kèm “{short(name)}” không cho biết tệp nói gì.",
                f"The attachment's name “{short(name)}” does not say what it holds.",
            ),
            Text(
                "Ghi tên tài liệu, ví dụ: ten: Quyết định số 10/2024/QĐ-UBND",
                "Name the document, for example: ten: Quyết định số 10/2024/QĐ-UBND",
            ),
            anchor=path,
            wcag=("2.4.4",),
        )


def _attached(edition: Edition) -> Iterator[tuple[str, int, Value]]:
    for key in _FILES:
        if key in edition.meta:
            yield from ((key, number, entry) for number, entry in enumerate(as_list(edition.value(key))))
