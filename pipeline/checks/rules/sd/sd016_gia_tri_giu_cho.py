"""Một mục thông tin chỉ ghi chữ giữ chỗ: “…”, “xxx”, “đang cập nhật”, “N/A”.

## Vì sao
Chữ giữ chỗ qua được phép đếm “đã điền” nhưng người dân không biết gì thêm; có khi nó lên thẳng tiêu đề của trang.

## Cách sửa
Ghi thông tin thật. Chưa có thông tin mà mục không bắt buộc thì xóa cả dòng; mục bắt buộc thì chờ có rồi mới gửi bài.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from pipeline.checks.registry import Context, Picked, rule
from pipeline.model.content import Edition, Value, as_list
from pipeline.model.finding import Problem, Severity
from pipeline.model.site import FieldSpec
from pipeline.model.text import Text, fold

_LONGEST = 34  # characters; whoever writes more has written something
# Values of these kinds are told by SD003 and SD004 when they are none.
_TOLD_ELSEWHERE = frozenset(
    (
        *("lua-chon", "ngay", "thoi-diem", "ngay-hoac-thoi-diem", "ngay-mot-phan", "tuan", "dung-sai"),
        *("so-nguyen", "tien", "thu-dien-tu", "dien-thoai", "dia-chi-web", "ma-bam", "don-vi"),
    )
)
_LOOKED_AT = Picked(lambda spec: spec.kind not in _TOLD_ELSEWHERE)
# a document that does not exist yet has no number; elsewhere “chưa có” may be the answer
_NONE_YET = frozenset(("chua co", "khong co", "chua ban hanh", "chua co so", "dang trinh ky", "dang trinh"))
_SIGNS = re.compile(r"[\W_]+")
_WORDS = frozenset(
    (
        *("xx", "xxx", "xxxx", "yyy", "zzz", "abc", "abcd", "abcxyz", "asdf", "aaa", "test"),
        *("n/a", "na", "null", "nil", "tbd", "tba", "todo", "lorem ipsum"),
        *("dang cap nhat", "cap nhat sau", "se cap nhat", "se cap nhat sau", "chua cap nhat"),
        *("noi dung dang cap nhat", "noi dung dang duoc cap nhat", "dang duoc cap nhat", "dang bo sung"),
        *("bo sung sau", "se bo sung", "se bo sung sau", "dang hoan thien", "chua co thong tin", "dien sau"),
        *(
            "nhu tren",
            "xem file",
            "chua ro",
            "chua dien",
            "de trong",
            "bo trong",
            "nhap noi dung",
            "nhap tieu de",
            "nhap tom tat",
        ),
    )
)
_OWN = ("tieu_de", "tom_tat", "tac_gia", "trich_yeu")  # where the field's own name says nothing either


@rule("SD016", "gia-tri-giu-cho", on=Edition, severity=Severity.ERROR, legal=("TT 24/2011 Đ4",), since="0.2")
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every text of the front matter that only keeps a place; blanks belong to SD001."""
    for spec in _LOOKED_AT.of(ctx.fields(edition)):
        if spec.key in edition.meta:
            yield from _look(edition, edition.value(spec.key), spec, spec.key)


def _look(edition: Edition, value: Value, spec: FieldSpec, path: str) -> Iterator[Problem]:
    for number, entry in enumerate(as_list(value)):
        place = f"{path}[{number}]" if isinstance(value, tuple) else path
        if isinstance(entry, Mapping):
            for inner in spec.fields:
                if inner.kind not in _TOLD_ELSEWHERE:
                    yield from _look(edition, entry.get(inner.key), inner, f"{place}.{inner.key}")
        elif (
            isinstance(entry, str)
            and len(entry) <= _LONGEST
            and (
                _keeps_a_place(entry, _own(spec))
                or (spec.kind == "so-van-ban" and fold(entry).strip(" .") in _NONE_YET)
            )
        ):
            mark = edition.mark(place)
            key = path.rsplit(".", 1)[-1]
            yield Problem(
                mark.line,
                mark.column,
                Text(
                    f"“{spec.label.vi}” ({place}) chỉ ghi chữ giữ chỗ “{entry.strip()}”.",
                    f"“{spec.label.en}” ({place}) only holds the placeholder “{entry.strip()}”.",
                ),
                Text(
                    f"Ghi thông tin thật, ví dụ: {key}: {spec.example.strip()[:120] or '…'}"
                    + ("" if spec.required == "co" else "; chưa có thì xóa dòng này."),
                    f"Write what is true, for example: {key}: {spec.example.strip()[:120] or '…'}"
                    + ("" if spec.required == "co" else "; or remove the line."),
                ),
                anchor=place,
                legal=spec.legal,
            )


@lru_cache(maxsize=4096)
def _keeps_a_place(text: str, own: str) -> bool:
    if not text.strip():
        return False
    plain = fold(text)
    if plain.startswith(("....", "…/", "……", "____")):
        return True
    bare = _SIGNS.sub(" ", plain).strip()
    if not bare or plain in _WORDS or bare in _WORDS:
        return True
    return bool(own) and (bare == own or bare.isdigit())


def _own(spec: FieldSpec) -> str:
    """Return the name of a field whose name is no value of it, "" of any other."""
    return fold(spec.label.vi) if spec.key in _OWN else ""
