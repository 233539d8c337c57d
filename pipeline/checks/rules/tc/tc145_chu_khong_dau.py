"""Chữ tiếng Việt không dấu trên trang.

## Vì sao
Phần mềm đọc màn hình đọc “thong bao” thành những âm vô nghĩa, và người đọc phải đoán từng chữ. Văn bản đăng trên cổng
phải là tiếng Việt có dấu.

## Cách sửa
Gõ lại đoạn ấy có dấu: “Thông báo kết quả xét tuyển”, không phải “Thong bao ket qua xet tuyen”. Kiểm tra cả lời thay
thế của ảnh và chữ trên nút.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.languages import WITHOUT_MARKS
from pipeline.checks.registry import Context, rule
from pipeline.checks.rules.html import short
from pipeline.checks.rules.passages import reading
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage
from pipeline.model.text import Text


@rule(
    "TC145",
    "chu-khong-dau",
    on=BuiltPage,
    stage=Stage.PUBLISH,
    severity=Severity.WARNING,
    legal=("S1 Đ5 k2 d", "S4 Đ3 k4"),
    since="0.2",
)
def check(page: BuiltPage, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for each passage that is surely Vietnamese without its marks."""
    for passage in reading(page).passages:
        if passage.guess.lang != WITHOUT_MARKS or not passage.guess.sure or passage.words < 4:
            continue  # fewer words with hyphens between: an address
        yield Problem(
            passage.element.line,
            passage.element.column,
            Text(
                f"Đoạn tiếng Việt không có dấu: “{short(passage.text)}”.",
                f"This Vietnamese passage has no diacritics: “{short(passage.text)}”.",
            ),
            Text(
                "Gõ lại có dấu, ví dụ: “Thông báo” thay cho “Thong bao”.",
                "Type it with its marks, for example: “Thông báo” in place of “Thong bao”.",
            ),
            passage.text,
            ("3.1.1", "3.1.2"),
        )
