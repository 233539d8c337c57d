"""The index page of the demonstration: one list of all sites, on a port of its own."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

_PAGE = """<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>[TRÌNH DIỄN] Các trang của Cổng tĩnh</title>
<link rel="stylesheet" href="muc-luc.css">
</head>
<body>
<p class="canh-bao" role="note">TRÌNH DIỄN – đây không phải trang thông tin chính thức của cơ quan nhà nước.</p>
<main>
<h1>Các trang trình diễn</h1>
<p>Mỗi trang dưới đây được dựng từ kho git trình diễn, chỉ gồm nội dung đã qua phê duyệt.</p>
<ul>
{sites}
</ul>
<h2>Sáu yêu cầu hợp nhất</h2>
<div class="cuon" role="region" aria-label="Bảng sáu yêu cầu hợp nhất" tabindex="0">
<table>
<thead><tr>{head}</tr></thead>
<tbody>
{rows}
</tbody>
</table>
</div>
</main>
</body>
</html>
"""
_STYLE = """
:root { color-scheme: light dark; }
body { font: 1.05rem/1.6 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; margin: 0; }
main { max-width: 70rem; margin: 0 auto; padding: 1rem; }
.canh-bao { background: #7a1212; color: #fff; margin: 0; padding: .6rem 1rem; text-align: center; font-weight: 600; }
li { padding: .3rem 0; }
li span { opacity: .8; }
.cuon { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .5rem .75rem; border-bottom: 1px solid #8888; vertical-align: top; }
"""


def write_index(
    folder: Path,
    sites: Sequence[tuple[str, str]],
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
) -> None:
    """Write the page and its style into `folder`; `sites` are pairs of name and address."""
    folder.mkdir(parents=True, exist_ok=True)
    listed = "\n".join(
        f'<li><a href="{escape(url)}">{escape(name)}</a> <span>{escape(url)}</span></li>'
        for name, url in sites
    )
    cells = "\n".join("<tr>" + "".join(f"<td>{escape(c)}</td>" for c in row) + "</tr>" for row in rows)
    heads = "".join(f'<th scope="col">{escape(h)}</th>' for h in head)
    page = _PAGE.format(sites=listed, head=heads, rows=cells)
    (folder / "index.html").write_text(page, encoding="utf-8")
    (folder / "muc-luc.css").write_text(_STYLE.strip() + "\n", encoding="utf-8")
