"""Liên kết dùng lược đồ bị cấm hoặc có ký tự đánh lừa.

## Vì sao
`javascript:`, `data:`, `file:` có thể chạy mã trong máy người đọc hoặc dẫn tới tệp trên máy của người viết. Dấu `\\` và ký tự
điều khiển được trình duyệt hiểu khác với mắt người duyệt.

## Cách sửa
Chỉ dùng `https:`, `http:`, `mailto:`, `tel:` hoặc đường dẫn trong trang. Tệp trên máy thì đưa vào thư mục `tep/` rồi dẫn tới.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.linking import resolve
from pipeline.checks.markdown import scan
from pipeline.checks.parts import files
from pipeline.checks.registry import Context, rule
from pipeline.checks.words import short
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity
from pipeline.model.links import LinkKind
from pipeline.model.text import Text


@rule(
    "LK003",
    "dia-chi-bi-cam",
    on=Edition,
    severity=Severity.ERROR,
    legal=("S1 Đ25 k3", "S4 Đ4 k2 b"),
    since="0.1",
)
def check(edition: Edition, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every address that no page may carry."""
    named = [(edition.mark(p).line, edition.mark(p).column, written) for p, written in files(edition, ctx)]
    found = scan(edition)
    named += [(x.line, x.column, x.target) for x in found.links]
    named += [(p.line, p.column, p.target) for p in found.pictures]
    for line, column, target in named:
        resolved = resolve(target, edition, ctx, loose=True)
        if resolved is None or resolved.kind is not LinkKind.FORBIDDEN:
            continue
        scheme, colon, _ = target.partition(":")
        plain = bool(colon) and scheme.isalpha() and len(scheme) < 20
        yield Problem(
            line,
            column,
            Text(
                f"Địa chỉ {short(target)} dùng lược đồ “{scheme}:”, không được phép."
                if plain
                else f"Địa chỉ {short(target)} có ký tự đánh lừa (dấu \\ hoặc ký tự điều khiển).",
                f"The address {short(target)} uses “{scheme}:”, which is forbidden."
                if plain
                else f"The address {short(target)} holds treacherous characters (backslash or control).",
            ),
            Text(
                "Dùng địa chỉ https:// hoặc đường dẫn trong trang, ví dụ: [Mẫu đơn](/tep/mau-don.pdf)",
                "Use https:// or a path of the site, for example: [Form](/tep/form.pdf)",
            ),
            anchor=target,
        )
