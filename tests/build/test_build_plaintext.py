"""HTML of an item's text as plain text."""

from __future__ import annotations

import pytest

from pipeline.build.plaintext import text_of_html


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<h2>Mục</h2>\n<p>Một  <strong>hai</strong>\nba.</p>", "Mục\n\nMột hai ba."),
        ("<ul>\n<li>a</li>\n<li>b<ul>\n<li>c</li>\n</ul>\n</li>\n</ul>\n<p>d</p>", "- a\n- b\n  - c\n\nd"),
        ("<ol>\n<li><p>a</p></li>\n<li><p>b</p></li>\n</ol>", "1. a\n2. b"),
        ("<table><tr><th>A</th>\n<th>B</th></tr>\n<tr><td>1</td>\n<td>2</td></tr></table>", "A | B\n1 | 2"),
        ("<p>a &lt;b&gt; &amp; c<br>\nd</p>", "a <b> & c\nd"),
        ('<p><img alt="Bản đồ" src="/a.svg"><br>Ảnh: Ban Biên tập</p>', "Bản đồ\nẢnh: Ban Biên tập"),
        ("<pre><code>x\n  y\n\nz</code></pre>", "x\n  y\nz"),
        ("", ""),
    ],
)
def test_text(html: str, text: str) -> None:
    assert text_of_html(html) == text
