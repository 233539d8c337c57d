"""Pages made to hurt: whatever a file holds, the rules on languages and on editors' HTML answer, and soon."""

from __future__ import annotations

import random
import time

import pytest

from pipeline.audit.parse import parse_page
from pipeline.checks import all_rules
from pipeline.checks.registry import Context
from pipeline.clock.now import parse_time
from pipeline.model.finding import Stage
from pipeline.model.release import BuiltPage, PageRef
from pipeline.model.site import Registry

RULES = [r for r in all_rules() if r.on is BuiltPage and "TC140" <= r.code <= "TC172"]
CTX = Context(
    parse_time("2026-11-22T09:00:00+07:00"), Stage.PUBLISH, Registry({}, {}, (), {}, {}, {}, {}), None, {}
)
MANY = 3000
HURTING = {
    "chữ đậm": "<p><b>Hồ sơ</b></p>" * MANY,
    "gạch đầu dòng": "<p>- một mục</p>" * MANY,
    "xuống dòng": "- mục<br>" * MANY,
    "liên kết": '<a href="/a/">Trang</a> ' * MANY,
    "kiểu": "<style>"
    + "a{outline:0;color:red}" * MANY
    + "</style>"
    + "<a href=x style=color:red>x</a>" * MANY,
    "ngôn ngữ": "<p lang=en>The work is done by those who are here.</p>" * MANY,
    "gợi ý": "<p class=hint>x</p><input>" * MANY,
    "ô nối": "<table>" + "<tr><td rowspan=999>x" * MANY + "</table>",
    "nhãn": "<label for=a>x</label>" * MANY + "<input id=a>",
    "sâu": "<div style=color:red>" * MANY + "x",
    "chữ hoa": "<p>" + "AB cd " * 20_000 + "</p>",
    "cách chữ": "<p>" + "A B C Đ " * 20_000 + "</p>",
    "số lạ": "<td colspan=²>x<td colspan=99999999999>y<p style='font-size:1.2.3px;line-height:²;color:#²²²'>"
    * 50,
    "ngoặc": "<style>@media{" * MANY + "a{}" + "}" * MANY + "</style>",
    "một mã": "<li>x</li><dt>y</dt>" * MANY,
}


def judge(markup: str) -> int:
    page = parse_page(markup, PageRef("/", "index.html", "", ""))
    return sum(1 for rule in RULES for _ in zip(range(500), rule.check(page, CTX), strict=False))


@pytest.mark.parametrize("name", HURTING)
def test_a_page_made_to_hurt_is_judged_in_time(name: str) -> None:
    before = time.perf_counter()
    judge(f"<html lang=vi><body>{HURTING[name]}")
    assert time.perf_counter() - before < 20  # about one second in quiet; quadratic work would take minutes


def test_no_arrangement_of_tags_and_attributes_raises() -> None:
    chance = random.Random(140)
    tags = "p div span a b i li ul ol dl dt dd table tr td th label input select fieldset legend img html body".split()  # noqa: SIM905
    attributes = (
        *(
            'lang="en"',
            'lang="#"',
            'lang=" "',
            "dir=rtl",
            'style="color:#999;font-size:²"',
            "onclick=x()",
            'class="btn hint"',
        ),
        *(
            'href="#"',
            'href="a.pdf"',
            "href",
            'id="a"',
            'for="a"',
            "tabindex=0",
            "type=radio name=n",
            'alt="x y"',
            "target=_blank",
        ),
        *(
            "rowspan=-1",
            "colspan=²",
            "role=button",
            'title="x"',
            "onchange=submit()",
            "hidden",
            "align=justify",
        ),
    )
    texts = (
        "- một",
        "• hai<br>",
        "1. a<br>",
        "The work is done by us",
        "THÔNG BÁO ",
        "thong bao ket qua",
        "\0",
        "\ud800",
        "𝕏 ²",
        "A B C D",
    )
    for _ in range(150):
        parts = []
        for _ in range(60):
            kind = chance.random()
            tag = chance.choice(tags)
            if kind < 0.55:
                parts.append(f"<{tag} {' '.join(chance.sample(attributes, 3))}>")
            elif kind < 0.75:
                parts.append(f"</{tag}>")
            else:
                parts.append(chance.choice(texts))
        judge("".join(parts))
