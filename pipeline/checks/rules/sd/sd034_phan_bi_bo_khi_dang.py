"""Bài có thẻ HTML mà trang không giữ lại: khung nhúng, biểu mẫu, mã lệnh, phim chèn bằng thẻ.

## Vì sao
Để an toàn, trang chỉ giữ chữ, bảng, ảnh và liên kết. Khung nhúng bản đồ, phim, biểu mẫu đăng ký, mã lệnh dán vào bài đều biến mất khi
đăng mà người soạn không hay biết.

## Cách sửa
Phim, âm thanh để ở `video`, `am_thanh` của phần đầu bài. Bản đồ, biểu mẫu của nơi khác thì đặt liên kết có tên:
`[Bản đồ điểm tiêm chủng](https://…)`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.markdown import scan
from pipeline.checks.registry import Context, rule
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_FILM = (
    "Để phim, bản ghi âm ở phần đầu bài, ví dụ: video: [{tep: /tep/phim.mp4, mo_ta: …, phu_de: …}]",
    "video: […]",
)
_LINK = (
    "Đặt liên kết có tên, ví dụ: [Bản đồ điểm tiêm chủng](https://…)",
    "Put a link, for example: [Map](https://…)",
)
_ACTS = (
    "Xóa thẻ này; cần biểu mẫu, trang riêng thì liên hệ bộ phận kỹ thuật.",
    "Remove it; ask the technicians.",
)
_GONE = {
    **dict.fromkeys(("video", "audio"), _FILM),
    **dict.fromkeys(("iframe", "object", "embed", "canvas", "svg", "math"), _LINK),
    **dict.fromkeys(
        (
            "script",
            "style",
            "form",
            "input",
            "button",
            "select",
            "textarea",
            "template",
            "noscript",
            "link",
            "meta",
        ),
        _ACTS,
    ),
}


@rule("SD034", "phan-bi-bo-khi-dang", on=Edition, severity=Severity.WARNING, legal=(), since="0.3")
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for the first tag of each kind that the safe page leaves out."""
    if "<" not in edition.body:
        return
    told: set[str] = set()
    for tag in scan(edition).tags:
        how = _GONE.get(tag.name)
        if how is None or tag.closes or tag.name in told:
            continue
        told.add(tag.name)
        yield Problem(
            tag.line,
            tag.column,
            Text(
                f"Phần đặt trong thẻ <{tag.name}> sẽ mất khi đăng.",
                f"What <{tag.name}> holds will be gone on the page.",
            ),
            Text(how[0], how[1]),
            anchor=tag.name,
        )
