"""Names, roles, what is hidden and which header stands for which cell, as the standards work them out."""

from __future__ import annotations

import pytest

from pipeline.audit.parse import parse_page
from pipeline.checks.accname import by_id, name_of, named_by_author
from pipeline.checks.linkcontext import tells
from pipeline.checks.roles import exposed, focusable, in_tab_order, role_of
from pipeline.checks.styles import hidden_of
from pipeline.checks.tables import bare_headers, tables_of
from pipeline.model.release import BuiltPage, Element, PageRef


def read(markup: str) -> tuple[BuiltPage, Element]:
    """The page and its element with the id "x"."""
    page = parse_page(markup, PageRef("/", "index.html", "", "vi"))
    found = by_id(page, "x")
    assert found is not None
    return page, found


@pytest.mark.parametrize(
    ("markup", "name"),
    [
        ("<a id=x href=/>Quy <b>chế</b><br>mới</a>", "Quy chế mới"),
        ("<a id=x href=/ aria-label=' Luật '>Quy chế</a>", "Luật"),
        ("<a id=x href=/ aria-labelledby='b a'>z</a><i id=a>A</i><i id=b hidden>B</i>", "B A"),
        ("<a id=x href=/ aria-labelledby=x aria-label=Một>z</a>", "Một"),
        ("<b id=a aria-labelledby=c>A</b><b id=c>C</b><a id=x href=/ aria-labelledby=a></a>", "A"),
        ("<a id=x href=/ title=Luật><img src=a alt=''></a>", "Luật"),
        ("<a id=x href=/><img src=a title=Cờ></a>", "Cờ"),
        ("<a id=x href=/><svg><title>Cờ</title><path d=M0 /></svg></a>", "Cờ"),
        ("<a id=x href=/><span hidden>Ẩn</span><span aria-hidden=true>Ẩn</span>Hiện</a>", "Hiện"),
        ("<button id=x><p>Một</p><p>Hai</p></button>", "Một Hai"),
        ("<label>Họ tên <input id=x></label>", "Họ tên"),
        ("<label for=x>Xã</label><label for=x>hoặc phường</label><select id=x></select>", "Xã hoặc phường"),
        ("<label><b>Ngày</b> <select><option>1</option></select> <input id=x></label>", ""),
        ("<label>Chọn <button id=x>Gửi</button></label>", "Chọn Gửi"),
        ("<label>Ô <input id=x type=button value=Gửi></label>", "Ô Gửi"),
        ("<input id=x type=submit>", "Submit"),
        ("<input id=x type=submit value=Gửi>", "Gửi"),
        ("<input id=x type=image alt='' title=Tìm>", "Tìm"),
        ("<input id=x placeholder='Từ khóa'>", "Từ khóa"),
        ("<div id=x role=textbox>chữ là giá trị</div>", ""),
        ("<fieldset id=x><legend>Địa chỉ</legend></fieldset>", "Địa chỉ"),
        ("<table id=x><caption>Dân số</caption></table>", "Dân số"),
        ("<figure id=x><figcaption>Lễ hội</figcaption></figure>", "Lễ hội"),
        ("<svg id=x role=img><text>chữ</text></svg>", ""),
        ("<object id=x data=a.png><img alt=Cờ></object>", ""),
        ("<iframe id=x name=ten></iframe>", ""),
        ("<div id=x>Không có vai trò</div>", ""),
        ("<style>.an{display:none}</style><a id=x href=/>Một <i class=an>hai</i></a>", "Một"),
    ],
)
def test_the_name_of_an_element(markup: str, name: str) -> None:
    page, element = read(markup)
    assert name_of(page, element) == name


@pytest.mark.parametrize(
    ("markup", "role"),
    [
        ("<a id=x>", ""),
        ("<a id=x href=/ role=none>", "link"),
        ("<img id=x alt=''>", "none"),
        ("<img id=x alt='' aria-label=Cờ>", "img"),
        ("<h2 id=x role=presentation>", "none"),
        ("<h2 id=x role=none aria-label=''>", "heading"),
        ("<div id=x role='la button'>", "button"),
        ("<div id=x role='la lam'>", ""),
        ("<input id=x type=password>", ""),
        ("<input id=x list=a>", "combobox"),
        ("<select id=x multiple>", "listbox"),
        ("<select id=x size=1>", "combobox"),
        ("<button id=x role=none disabled>", "none"),
        ("<table role=grid><tr><td id=x>", "gridcell"),
        ("<table><tr><th id=x scope=row>", "rowheader"),
        ("<section id=x>", ""),
        ("<section id=x aria-label=Tin>", "region"),
        ("<header id=x>", "banner"),
        ("<article><header id=x>", ""),
    ],
)
def test_the_role_of_an_element(markup: str, role: str) -> None:
    page, element = read(markup)
    assert role_of(page, element) == role


@pytest.mark.parametrize(
    ("markup", "everybody", "listeners", "viewers"),
    [
        ("<p id=x>", False, False, False),
        ("<div hidden><p id=x></div>", True, True, True),
        ("<div aria-hidden=true><p id=x aria-hidden=false></div>", False, True, False),
        ("<div style='visibility: hidden'><p id=x style='visibility: visible'></div>", False, False, False),
        ("<div style='DISPLAY : None !important'><p id=x></div>", True, True, True),
        ("<p id=x style='position:absolute; left:-9999px'>", False, False, True),
        ("<p id=x style='text-indent:-999em'>", False, False, True),
        (
            "<style>/* p{} */ @media print { p { display: none } } .a, #b { color: red }</style><p id=x>",
            0,
            0,
            0,
        ),
        ("<style>p.an { display: none } p#x { display: block }</style><p id=x class=an>", 0, 0, 0),
        ("<style>@import 'a'; p.an{display:none}</style><p id=x class='an moi'>", 1, 1, 1),
        ("<template><p id=x></template>", True, True, True),
        ("<dialog><p id=x></dialog>", True, True, True),
        ("<input id=x type=hidden>", True, True, True),
    ],
)
def test_what_is_hidden_from_whom(markup: str, everybody: bool, listeners: bool, viewers: bool) -> None:
    page, element = read(markup)
    found = hidden_of(page)
    told = (found.everybody[element.index], found.listeners[element.index], found.viewers[element.index])
    assert told == (bool(everybody), bool(listeners), bool(viewers))


def test_who_takes_the_focus() -> None:
    page = parse_page(
        "<a href=/>1</a><a>2</a><p tabindex=-1>3</p><fieldset disabled><input></fieldset><details><summary>4</summary>"
        "</details><summary>5</summary><div contenteditable>6</div><p tabindex=x>7</p>",
        PageRef("/", "a.html", "", "vi"),
    )
    can = [e.text for e in page.elements if focusable(page, e)]
    assert can == ["1", "3", "4", "6"]
    assert [e.text for e in page.elements if in_tab_order(page, e)] == ["1", "4", "6"]
    assert exposed(page, page.elements[0]) and not named_by_author(page, page.elements[0])


def test_drawings_close_their_tags_and_texts_keep_their_order() -> None:
    _page, element = read("<svg/><p id=x>một <b>hai</b> ba</p>")
    assert element.parent == -1
    assert element.content == ("một ", 2, " ba")


def test_a_header_stands_for_the_cells_below_and_beside() -> None:
    markup = (
        "<table id=x><tr><td></td><th>Nam</th><th>Nữ</th><th>Thừa</th></tr>"
        "<tr><th>Xã</th><td>1</td><td>2</td></tr></table>"
    )
    page, _ = read(markup)
    table = tables_of(page)[0]
    assert [c.element.text for c in bare_headers(table)] == ["Thừa"]
    assert (table.rows, table.columns) == (2, 4)


def test_the_context_of_a_link_is_its_item_paragraph_and_cell() -> None:
    assert tells(*read("<p>Quyết định 10: <a id=x href=/>tại đây</a></p>"))
    assert not tells(*read("<p>Quyết định 10:</p><p>Xem <a id=x href=/>tại đây</a></p>"))
    assert tells(
        *read("<table><tr><th>Quyết định 10</th></tr><tr><td><a id=x href=/>tải về</a></td></tr></table>")
    )
    assert not tells(*read("<main>Quyết định 10 <a id=x href=/>tại đây</a></main>"))


@pytest.mark.parametrize(
    "piece",
    [
        "<a href=/ aria-labelledby='{0}'>x</a><b id={0}>y</b>",
        "<label>",
        "<div role=list aria-owns=a><div role=listitem id=a>",
        "<style>.a{{display:none}}#b{{",
        "<svg><svg/><text>:",
        "<table><tr><th rowspan=99999 colspan=99999 headers='a b'>a",
        "<button aria-label=x><video autoplay src=a><iframe title=a src={0}>",
    ],
)
def test_hostile_pages_are_read_to_their_end(piece: str) -> None:
    page = parse_page("".join(piece.format(n) for n in range(2_000)), PageRef("/", "a.html", "", "vi"))
    for element in page.elements:
        name_of(page, element)
        role_of(page, element)
    assert len(hidden_of(page).everybody) == len(page.elements)
    for table in tables_of(page):
        bare_headers(table)


@pytest.mark.parametrize(
    ("markup", "viewers", "listeners"),
    [
        ("<p id=x class='to sr-only'>Chữ</p>", True, False),
        ("<p class=visually-hidden><b id=x>Chữ</b></p>", True, False),
        ("<p id=x class=sr-only-x>Chữ</p>", False, False),
        ("<p id=x style='position:absolute; clip: rect(0 0 0 0)'>Chữ</p>", True, False),
        ("<p id=x style='position:absolute; clip: rect(1px, 1px, 1px, 1px)'>Chữ</p>", True, False),
        ("<p id=x style='position:fixed; clip-path: inset(50%)'>Chữ</p>", True, False),
        ("<p id=x style='clip-path: inset(50%)'>Chữ</p>", False, False),
        ("<p id=x style='position:absolute; clip: rect(0 9px 9px 0)'>Chữ</p>", False, False),
        ("<p id=x style='position:absolute; width:1px; height:1px; overflow:hidden'>Chữ</p>", True, False),
        ("<p id=x style='position:absolute; width:1px; height:9px; overflow:hidden'>Chữ</p>", False, False),
        ("<p inert><b id=x>Chữ</b></p>", False, True),
    ],
)
def test_what_is_cut_away_or_frozen_is_kept_from_some(markup: str, viewers: bool, listeners: bool) -> None:
    page, element = read(markup)
    away = hidden_of(page)
    assert (away.viewers[element.index], away.listeners[element.index]) == (viewers, listeners)


def test_the_keyboard_does_not_come_to_what_is_frozen() -> None:
    page, element = read("<div inert><a id=x href=/>Trang</a></div>")
    assert not focusable(page, element)
