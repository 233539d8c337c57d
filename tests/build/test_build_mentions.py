"""Numbers of known documents in a text become links, each once, and nothing else changes."""

from __future__ import annotations

import pytest

from pipeline.build.mentions import link_documents
from pipeline.model.legal import is_local, mentions, number_in, number_key

KNOWN = {
    number_key("10/2024/QĐ-UBND"): "/van-ban/2024/02/10-2024-qd-ubnd/",
    number_key("42/2022/NĐ-CP"): "https://x/a?b=1&c=2",
}
LINK = '<a href="/van-ban/2024/02/10-2024-qd-ubnd/">10/2024/QĐ-UBND</a>'


def linked(html: str) -> str:
    return link_documents(html, lambda number: KNOWN.get(number_key(number)))


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Theo Quyết định số 10/2024/QĐ-UBND, hồ sơ</p>", f"<p>Theo Quyết định số {LINK}, hồ sơ</p>"),
        ("<p>10/2024/QĐ-UBND và 10/2024/QĐ-UBND</p>", f"<p>{LINK} và 10/2024/QĐ-UBND</p>"),
        ("<h2>Về 10/2024/QĐ-UBND</h2><p>10/2024/QĐ-UBND</p>", f"<h2>Về 10/2024/QĐ-UBND</h2><p>{LINK}</p>"),
        ("<p><code>10/2024/QĐ-UBND</code></p>", "<p><code>10/2024/QĐ-UBND</code></p>"),
        (
            '<p><a href="/x/">QĐ 10/2024/QĐ-UBND</a>; 10/2024/QĐ-UBND</p>',
            '<p><a href="/x/">QĐ 10/2024/QĐ-UBND</a>; 10/2024/QĐ-UBND</p>',
        ),
        (
            "<p>42/2022/NĐ-CP&nbsp;ngày</p>",
            '<p><a href="https://x/a?b=1&amp;c=2">42/2022/NĐ-CP</a>&nbsp;ngày</p>',
        ),
        ('<td title="10/2024/QĐ-UBND">x</td>', '<td title="10/2024/QĐ-UBND">x</td>'),
        (
            "<p>99/2024/QĐ-UBND, 24/7/2020, TCVN 6909:2001</p>",
            "<p>99/2024/QĐ-UBND, 24/7/2020, TCVN 6909:2001</p>",
        ),
        ('<img alt="a > 10/2024/QĐ-UBND">', '<img alt="a > 10/2024/QĐ-UBND">'),
        ("<td>10/2024/QĐ-UBND</td>", f"<td>{LINK}</td>"),
        ("không có gì", "không có gì"),
        ("", ""),
    ],
)
def test_the_first_mention_of_a_known_document_is_a_link(html: str, expected: str) -> None:
    assert linked(html) == expected
    assert linked(linked(html)) == expected  # and once is enough


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Quyết định số 32 /2017/QĐ-UBND.", ["32 /2017/QĐ-UBND"]),
        ("36a/NQ-CP; 91/2025/QH15; 11/2012/UBTVQH13", ["36a/NQ-CP", "91/2025/QH15", "11/2012/UBTVQH13"]),
        (
            "05/2014/TTLT-BTP-BNV, 80-NQ/TW, 237/STTTT-CNTT",
            ["05/2014/TTLT-BTP-BNV", "80-NQ/TW", "237/STTTT-CNTT"],
        ),
        ("ngày 22/11/2017, 3/4 hộ, 7/2024, tỷ lệ 1/200, km 12/Quốc lộ 27, ISO/IEC 27001", []),
        ("https://a.example/10/2024/QĐ-UBND v. QCVN 102:2016/BTTTT", []),
    ],
)
def test_numbers_are_found_in_running_text(text: str, numbers: list[str]) -> None:
    assert [m.number for m in mentions(text)] == numbers


def test_spellings_of_one_number_are_one() -> None:
    assert number_key("05/2024/qd-ubnd") == number_key(" 5/2024/QĐ – UBND") != number_key("50/2024/QĐ-UBND")
    assert number_in("Nghị định số 42/2022/NĐ-CP ngày 24/6/2022") == "42/2022/NĐ-CP"
    assert number_in("không có số") == "không có số"
    assert is_local("10/2024/QĐ-UBND") and not is_local("42/2022/NĐ-CP") and not is_local("91/2025/QH15")
