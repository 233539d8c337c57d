"""The reader of built pages: places, parents, spoken text; any junk, in linear time and bounded memory."""

from __future__ import annotations

import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.audit.parse import MAX_DEPTH, MAX_ELEMENTS, MAX_TEXT, parse_page, read_page
from pipeline.model.release import BuiltPage, Element, PageRef

REF = PageRef("/", "index.html", "", "vi")


def _page(markup: str) -> BuiltPage:
    return parse_page(markup, REF)


def _one(page: BuiltPage, tag: str) -> Element:
    (found,) = page.all(tag)
    return found


def test_places_count_lines_and_columns_from_one() -> None:
    page = _page("<!doctype html>\n<html>\r\n  <p\n class=a>đắk <b>lắk</b></p>")
    assert [(e.tag, e.line, e.column) for e in page.elements] == [("html", 2, 1), ("p", 3, 3), ("b", 4, 14)]


def test_columns_count_characters_in_normal_form() -> None:
    decomposed = "Đa\u0306\u0301k<b>x</b>"
    assert _one(_page(f"<p>{decomposed}</p>"), "b").column == 7


def test_parents_and_text() -> None:
    page = _page("<div>Tin <p>một\n  hai</p><p>ba <i>bốn</i>năm</p></div>")
    div, first, second, italic = page.elements
    assert (div.parent, first.parent, second.parent, italic.parent) == (-1, 0, 0, 2)
    assert div.text == "Tin một hai ba bốnnăm"
    assert (first.text, second.text) == ("một hai", "ba bốnnăm")


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        ('<a>Xem <img alt="sơ đồ  bộ máy"> này</a>', "Xem sơ đồ bộ máy này"),
        ("<a><img></a>", ""),
        ('<a aria-label="Trang chủ"><b>x</b></a>', "Trang chủ"),
        ('<a>Tin<span aria-hidden="true">★</span></a>', "Tin"),
        ("<a>Tin<span hidden>ẩn</span></a>", "Tin"),
        ("<a>Tin<script>var a = 1</script><style>b</style></a>", "Tin"),
        ("<a><svg><title>Tìm kiếm</title></svg></a>", "Tìm kiếm"),
        ("<a>một<br>hai</a>", "một hai"),
        ("<a>A&amp;B &lt;c&gt; &#272;</a>", "A&B <c> Đ"),
        ('<a><span aria-label="Mới"></span> tin</a>', "Mới tin"),
        ('<a><input type="submit" value="Gửi"></a>', "Gửi"),
        ("<a>2 < 3</a>", "2 < 3"),
    ],
)
def test_text_is_what_a_screen_reader_says(markup: str, said: str) -> None:
    assert _one(_page(markup), "a").text == said


def test_end_tags_that_may_be_left_out() -> None:
    page = _page(
        "<ul><li>một<li>hai<ul><li>hai một</ul><li>ba</ul><p>a<p>b<table><tr><td>1<td>2<tr><th>3</table>"
    )
    parents = {(e.tag, e.text): e.parent for e in page.elements}
    lists = [e.index for e in page.all("ul")]
    assert parents["li", "một"] == parents["li", "ba"] == lists[0]
    assert parents["li", "hai một"] == lists[1]
    assert parents["p", "b"] == -1
    assert [e.text for e in page.all("td", "th")] == ["1", "2", "3"]


def test_attributes_as_browsers_read_them() -> None:
    page = _page("<a HREF=x title='a > b' hidden ID=\"1\" id=2 data-x = y/>chữ</a>")
    assert dict(page.elements[0].attrs) == {
        "href": "x",
        "title": "a > b",
        "hidden": "",
        "id": "1",
        "data-x": "y/",
    }
    assert page.elements[0].text == "chữ"


def test_scripts_and_comments_hold_no_elements() -> None:
    page = _page("<!-- <p>a</p> --><script>if (a<b) '<p>'</script><textarea><b>x</b></textarea><p>y</p>")
    assert [e.tag for e in page.elements] == ["script", "textarea", "p"]
    assert _one(page, "textarea").text == "<b>x</b>"


@pytest.mark.parametrize(
    "markup", ["", "<", "<>", "</", "<!", "<!--", "<a", "<a b='", "<script>", "\0", "<p", "&#x;"]
)
def test_torn_markup_is_no_fault_of_the_reader(markup: str) -> None:
    assert isinstance(_page(markup), BuiltPage)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                ["<", ">", "</", "<p>", "</p>", "<!--", "-->", "<td>", "<a b='", '"', "<li>", "\n", "<br>"]
            ),
            st.sampled_from(
                ["<script>", "</script>", "<svg><title>", "hidden", " x=y", "&amp;", "đ", "<div hidden>"]
            ),
            st.text(max_size=5),
        ),
        max_size=60,
    ).map("".join)
)
def test_every_element_stands_where_it_says(markup: str) -> None:
    page = _page(markup)
    lines = unicodedata.normalize("NFC", markup).removeprefix("\ufeff").split("\n")
    for number, element in enumerate(page.elements):
        assert element.index == number and -1 <= element.parent < number
        assert lines[element.line - 1][element.column - 1 :].lower().startswith(f"<{element.tag}")


POISON = [
    "<!--", "<", "<a ", "</", "<![CDATA[", "&", "<?", "<!a", "<a b='", "<a b='x\" c=\"y", "<script>", "<title>",
    "<div>", "<p>", "<li><ul>", "</div", "<div></p></b>", "<a a=", "<a b b", '<a"', "<td>", "x <b>", "<div hidden>a",
]  # fmt: skip


@pytest.mark.parametrize("poison", POISON)
def test_junk_takes_linear_time_and_bounded_memory(poison: str) -> None:
    markup = poison * (120_000 // len(poison))
    before = time.process_time()
    page = _page(markup)
    # The quadratic parser of the standard library needs minutes for several of these.
    assert time.process_time() - before < 10
    assert len(page.elements) <= MAX_ELEMENTS
    assert all(len(e.text) <= MAX_TEXT for e in page.elements)


def test_depth_is_bounded() -> None:
    page = _page("<div>" * 1000)
    depth = {-1: 0}
    for e in page.elements:
        depth[e.index] = depth[e.parent] + 1
    assert max(depth.values()) == MAX_DEPTH


def test_bytes_that_are_not_utf_8(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_bytes(b"\xef\xbb\xbf<h1>\xff\xfe \xc4\x90</h1>\x00\x01")
    assert _one(read_page(file, REF), "h1").text == "\ufffd\ufffd Đ"


@pytest.mark.parametrize(
    ("markup", "tag", "parent"),
    [
        ("<h2>Một</h3><p>Hai</p>", "p", ""),
        ("<h2>Một<h3>Hai</h3>", "h3", ""),
        ("<h2><b>Một<h3>Hai</h3>", "h3", "b"),
        ("<a name=dau><b>Đầu</b><i>Trang</i><a href=/><u>Hai</u></a>", "u", "a"),
        ("<a name=dau><b><a href=/><u>Hai</u></a>", "u", "a"),
        ("<a href=/1><div><a href=/2></a></div>", "div", "a"),
        ("<button>Gửi<button><i>Xóa</i></button>", "i", "button"),
    ],
)
def test_what_is_left_open_ends_where_browsers_end_it(markup: str, tag: str, parent: str) -> None:
    page = _page(markup)
    inner = _one(page, tag)
    around = page.elements[inner.parent] if inner.parent >= 0 else None
    assert (around.tag if around else "") == parent
    for again in page.all("a", "button"):
        assert not page.inside(again, again.tag) or page.all("div")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("<p>Đắk Lắk".encode(), "Đắk Lắk"),
        ("<p>Đắk Lắk".encode("utf-16"), "Đắk Lắk"),
        (b"\xfe\xff" + "<p>Xã".encode("utf-16-be"), "Xã"),
        (b'<meta charset="windows-1252"><p>caf\xe9', "café"),
        (b'<meta http-equiv=Content-Type content="text/html; charset=ISO-8859-1"><p>caf\xe9', "café"),
        (b"<meta charset=windows-1258><p>\xd0\xe3k", "Đăk"),
        (b"<meta charset=punycode><p>caf\xe9", "caf\ufffd"),
        (b"<meta charset=khong-co><p>caf\xe9", "caf\ufffd"),
        (b"<p>caf\xe9", "caf\ufffd"),
    ],
)
def test_old_pages_are_read_in_the_encoding_they_name(tmp_path: Path, data: bytes, said: str) -> None:
    file = tmp_path / "a.html"
    file.write_bytes(data)
    assert _one(read_page(file, REF), "p").text == said
