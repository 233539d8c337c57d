"""Số liệu, ngày, số văn bản hoặc tên trong bài đã đăng bị sửa mà không có lời đính chính.

## Vì sao
Thông tin công khai không chính xác thì phải đính chính và đăng lại kịp thời, theo cùng hình thức. Người đã đọc bản cũ cần biết điều
gì đã đổi; sửa lặng lẽ thì họ vẫn làm theo điều sai. Gia hạn cũng là một thay đổi cần nói ra.

## Cách sửa
Thêm một mục vào `dinh_chinh`, nói rõ từ gì thành gì. Mục này hiện trên trang. Sửa lỗi chính tả, cách trình bày, từ khóa thì không cần
đính chính. Trang giới thiệu, thủ tục, danh bạ được cập nhật thường xuyên nên quy tắc này không xét.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.kinds import parse_moment
from pipeline.checks.registry import Context, rule
from pipeline.checks.statements import Statement, gone_and_new, statements
from pipeline.checks.words import short
from pipeline.model.change import Change
from pipeline.model.content import Edition, as_list
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text, squeeze

_MOST_TOLD = 3
# Setting one of these is the next step of the item's own course, not a correction.
# What the page shows beside the text and people act on.
_SHOWN = (
    *(
        "su_kien_luc",
        "so_ky_hieu",
        "ngay_ban_hanh",
        "ngay_hieu_luc",
        "mo_luc",
        "han_gop_y",
        "han_nop",
        "han_nop_thau",
    ),
    *(
        "han_thuc_hien",
        "gia_goi_thau",
        "nha_thau_trung",
        "kinh_phi",
        "nam_ngan_sach",
        "thong_ke_tu",
        "thong_ke_den",
    ),
)
_COURSE = ("tra_loi_luc", "ket_qua", "go_bo", "tinh_trang", "nghiem_thu")


@rule(
    "GB004",
    "doi-y-khong-dinh-chinh",
    on=Change,
    severity=Severity.WARNING,
    legal=("Luật TCTT 2016 Đ22",),
    since="0.2",
)
def check(change: Change, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for a published, dated item whose title or body no longer states what it stated.

    What is only added is news, not a correction; a name counts where another one came in its place.
    """
    old, new = change.items
    if old is None or new is None or not old.meta or not new.meta or not _published(old, ctx):
        return
    kind = ctx.type(new)
    if kind is None or not kind.dated or old.type != new.type or new.document.lang != "vi":
        return
    if any(old.value(k) != new.value(k) for k in _COURSE) or not old.body.strip():
        return
    if len(as_list(new.value("dinh_chinh"))) > len(as_list(old.value("dinh_chinh"))):
        return
    yield from _fields(old, new, ctx)
    if squeeze(old.title + old.body) == squeeze(new.title + new.body):
        return
    gone, came = gone_and_new(_stated(old), _stated(new))
    names = any(s.kind == "ten" for s in came)
    still = squeeze(f"{new.title} {new.body}").lower() if names else ""  # “Sở Xây Dựng”, now “Sở Xây dựng”
    gone = tuple(s for s in gone if s.kind != "ten" or (names and s.key not in still))
    if not gone:
        return
    line, column = _place(new, gone, came)
    lost = ", ".join(f"“{short(s.written, 40)}”" for s in gone[:_MOST_TOLD])
    more = len(gone) - _MOST_TOLD
    pair = next((c for c in came if c.kind == gone[0].kind), None)
    into = f" thành {short(pair.written, 40)}" if pair else ""
    into_en = f" to {short(pair.written, 40)}" if pair else ""
    entry = f'dinh_chinh: [{{ngay: {ctx.now.date()}, noi_dung: "Sửa {short(gone[0].written, 40)}{into}."}}]'
    yield Problem(
        line,
        column,
        Text(
            f"Bài đã đăng không còn ghi {lost}{f' và {more} chỗ khác' if more > 0 else ''} mà chưa có lời đính chính.",
            f"The published item no longer says {lost}{f' and {more} more' if more > 0 else ''}; no correction tells so.",
        ),
        Text(f"Thêm vào phần đầu bài: {entry}", f"Tell the change{into_en} in the front matter: {entry}"),
        anchor="dinh_chinh",
    )


def _fields(old: Edition, new: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each field that people act on and that says something else now."""
    for key in _SHOWN:
        before, after = squeeze(old.get(key)), squeeze(new.get(key))
        if not before or _same(before, after):
            continue
        mark = new.mark(key)
        was, now = short(before, 40), short(after, 40) or "…"
        entry = f'dinh_chinh: [{{ngay: {ctx.now.date()}, noi_dung: "Sửa {was} thành {now}."}}]'
        yield Problem(
            mark.line,
            mark.column,
            Text(
                f"Bài đã đăng ghi {key} là “{was}”, nay là “{now}” mà chưa có lời đính chính.",
                f"The published item had “{was}” for {key}, now “{now}”; no correction tells so.",
            ),
            Text(f"Thêm vào phần đầu bài: {entry}", f"Tell the change in the front matter: {entry}"),
            anchor=f"dinh_chinh {key}",
        )


def _same(before: str, after: str) -> bool:
    """Return whether two values say the same, however they are written: 98 tỷ đồng and 98.000.000.000 đồng."""
    if before == after:
        return True
    one, other = parse_moment(before), parse_moment(after)
    if one or other:
        return one == other
    stated, now = ({(s.kind, s.key) for s in statements(text)} for text in (before, after))
    return bool(stated) and stated == now


def _published(old: Edition, ctx: Context) -> bool:
    embargo = parse_moment(old.value("dang_luc"))
    return not (embargo and embargo > ctx.now)


def _stated(edition: Edition) -> tuple[Statement, ...]:
    return statements(f"{edition.title}\n{edition.body}")


def _place(new: Edition, gone: tuple[Statement, ...], came: tuple[Statement, ...]) -> tuple[int, int]:
    """Return where the new text states something of a kind that is gone, else where the body begins."""
    kinds = {s.kind for s in gone}
    first = next((s for s in came if s.kind in kinds), None)
    if first is None:
        return new.body_line, 1
    if first.at <= len(new.title):
        mark = new.mark("tieu_de")
        return mark.line, mark.column
    at = first.at - len(new.title) - 1
    before = new.body[:at]
    return new.body_line + before.count("\n"), at - (before.rfind("\n") + 1) + 1
