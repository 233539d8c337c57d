"""Nguồn trích dẫn không thuộc loại mà quy chế của trang cho phép.

## Vì sao
Có quy chế chỉ cho dùng lại thông tin của cơ quan báo chí, trang tổng hợp được cấp phép, cơ quan trên địa bàn và cộng tác
viên. Mạng xã hội, trang cá nhân không thuộc số đó.

## Cách sửa
Ghi đúng `loai` trong khối `nguon`. Nguồn thật sự thuộc loại khác thì không dùng; hãy tìm cùng thông tin ở một cơ quan báo chí.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text


@rule(
    "NG007",
    "loai-nguon-khong-duoc-phep",
    on=Edition,
    severity=Severity.ERROR,
    legal=("S4 Đ7 k1",),
    since="0.1",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for a source whose kind some profile of the site does not allow, or is not told."""
    site = ctx.site(edition)
    source = edition.value("nguon")
    if site is None or not isinstance(source, Mapping):
        return
    kind = edition.get("nguon.loai").strip()
    labels = next(
        (f.choices for s in ctx.fields(edition) if s.key == "nguon" for f in s.fields if f.key == "loai"), {}
    )
    if (kind and kind not in labels) or (not kind and edition.get("nguon_tin") != "trich-dan"):
        return  # a kind that does not exist is told by SD004
    for name in site.profiles:
        profile = ctx.registry.profiles.get(name)
        if profile is None or not profile.allowed_sources or kind in profile.allowed_sources:
            continue
        mark = edition.mark("nguon.loai")
        listed = "; ".join(f"{k} ({labels[k]})" if k in labels else k for k in profile.allowed_sources)
        shown = f"“{labels[kind]}” ({kind})" if kind else ""
        yield Problem(
            mark.line,
            mark.column,
            Text(
                f"{profile.name or name} không cho dùng nguồn thuộc loại {shown}."
                if kind
                else f"{profile.name or name} chỉ nhận một số loại nguồn; bài chưa ghi loại nguồn.",
                f"The profile {name} does not allow sources of the kind {kind}."
                if kind
                else f"The profile {name} allows some kinds of source only; this item does not tell the kind.",
            ),
            Text(
                f"Chọn một trong: {listed}. Ví dụ: loai: {profile.allowed_sources[0]}",
                f"Choose one of: {', '.join(profile.allowed_sources)}.",
            ),
            anchor="nguon.loai",
        )
        return
