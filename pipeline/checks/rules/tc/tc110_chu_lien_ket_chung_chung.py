"""Chữ của liên kết chung chung như “tại đây”, “xem thêm”.

## Vì sao
Nhiều người khiếm thị nghe riêng danh sách liên kết của trang. Mười lần “tại đây” không cho biết liên kết nào dẫn
đến đâu.

## Cách sửa
Dùng tên của tài liệu hoặc trang được dẫn đến: thay “Xem quyết định [tại đây](…)” bằng
“Xem [Quyết định số 10/2024/QĐ-UBND](…)”.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.registry import Context, rule
from pipeline.checks.rules.html import links, name, plain, short
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage
from pipeline.model.text import Text

# “Liên kết” is not among them: it is the name of a section that the regulations ask for.
# Compared without marks and case, so “Tại đây”, “tai day” and “TẠI ĐÂY »” are one.
_GENERIC = frozenset(
    (
        *("tai day", "o day", "day", "vao day", "nhan vao day", "bam vao day", "click vao day", "an vao day"),
        *(
            "xem tai day",
            "xem o day",
            "tai ve tai day",
            "tai xuong tai day",
            "chi tiet tai day",
            "link tai day",
        ),
        *("nhan day", "bam day", "nhap vao day", "kich vao day", "theo duong dan nay", "duong dan nay"),
        *("xem", "xem them", "xem tiep", "doc them", "doc tiep", "chi tiet", "xem chi tiet", "tim hieu them"),
        *(
            "tai ve",
            "tai xuong",
            "tai file",
            "tai tep",
            "download",
            "file",
            "tep",
            "dinh kem",
            "file dinh kem",
        ),
        *(
            "link",
            "duong dan",
            "lien ket nay",
            "link nay",
            "trang nay",
            "bai nay",
            "tiep",
            "tiep tuc",
        ),
        *("here", "click here", "click", "read more", "more", "learn more", "see more", "details", "this"),
        *("this link", "this page", "continue", "continue reading", "more info", "go", "view", "view more"),
    )
)


@rule(
    "TC110",
    "chu-lien-ket-chung-chung",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.WARNING,
    legal=("S1 Đ5 k2 d", "TT 32/2017 Đ18 k1 d"),
    since="0.1",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each link whose whole text would fit any link."""
    for element in links(page):
        said = name(page, element)
        if plain(said) not in _GENERIC or plain(element.attrs.get("title", "")) not in (*_GENERIC, ""):
            continue  # a telling title is allowed by TT 32/2017 Đ18 k1 d
        if "title" in element.attrs and plain(element.attrs["title"]):
            said = element.attrs["title"]
        target = element.attrs["href"]
        yield Problem(
            element.line,
            element.column,
            Text(
                f"Chữ của liên kết “{short(said)}” không cho biết dẫn đến đâu.",
                f"The link text “{short(said)}” does not say where it leads.",
            ),
            Text(
                f"Dùng tên của nơi được dẫn đến, ví dụ: [Quyết định số 10/2024/QĐ-UBND]({short(target)})",
                f"Use the name of what it leads to, for example: [Decision 10/2024]({short(target)})",
            ),
            target,
            ("2.4.4", "2.4.9"),
            ("aizyf1",),
        )
