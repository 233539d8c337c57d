"""What holds for any bytes: reading never raises, text is NFC inside, places lie within the file."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.checks.markdown import scan
from pipeline.model.content import Corpus, Edition, Value
from pipeline.source.corpus import load
from pipeline.source.items import read_item
from tests.casework import NOW
from tests.checks.ground import ARTICLE, FRONT, check_corpus, item, repository

# Pieces that front matter and Markdown are made of, so that chance meets structure.
PIECES = st.sampled_from(
    (
        *(
            "---\n",
            "\n",
            "\n\n",
            "  ",
            "loai: tin-tuc\n",
            "tieu_de: ",
            "nguon:\n",
            "- ",
            "{",
            "}",
            "[",
            "]",
            ": ",
            '"',
        ),
        *(
            "![",
            "](",
            ")",
            "[a](b)",
            "> ",
            "## ",
            "#",
            "**",
            "`",
            "```\n",
            "|",
            "|---|\n",
            "<a href='x'>",
            "<!--",
        ),
        *(
            "MẬT",
            "e\u0302\u0301",
            "\u1ebf",
            "Đ",
            "đ",
            "\u202e",
            "\r\n",
            "&a",
            "*a",
            "!!python/x",
            "\t",
            "2026-02-30",
        ),
        *(
            "https://",
            "javascript:",
            "CCCD 001099012345",
            "can_cu: [",
            "hinh_anh: ",
            "video: [{tep: a.mp4}]\n",
        ),
    )
)
BYTES = st.one_of(
    st.binary(max_size=300),
    st.lists(PIECES, max_size=40).map(lambda p: "".join(p).encode()),
    st.lists(PIECES, max_size=30).map(lambda p: item("".join(p)).encode()),
    st.lists(PIECES, max_size=20).map(lambda p: item(front=FRONT + "".join(p)).encode()),
    st.lists(st.one_of(PIECES.map(str.encode), st.binary(max_size=5)), max_size=30).map(b"".join),
)


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return load(repository(tmp_path_factory.mktemp("kho"), {}))


@settings(max_examples=400, deadline=None)
@given(raw=BYTES)
@example(raw=b"---\n---\n")
@example(raw=b"---\n? [a]: b\n---\n")
@example(raw="---\na: \u0301\n---\n\u0301".encode())
def test_any_bytes_can_be_read_and_are_nfc_inside(raw: bytes) -> None:
    edition = read_item(ARTICLE, raw)
    assert unicodedata.is_normalized("NFC", edition.text)
    assert unicodedata.is_normalized("NFC", edition.body)
    assert all(unicodedata.is_normalized("NFC", t) for t in texts(edition.meta))
    lines = edition.text.count("\n") + 1
    for fault in edition.faults:
        assert 1 <= fault.line <= max(lines, raw.count(b"\n") + 1) + 1 and fault.column >= 1
    assert all(1 <= m.line <= lines + 1 and m.column >= 1 for m in edition.marks.values())


@settings(max_examples=300, deadline=None)
@given(raw=BYTES)
def test_any_item_can_be_checked_and_every_finding_has_its_place(ground: Corpus, raw: bytes) -> None:
    edition = read_item(ARTICLE, raw)
    told = check_corpus(replace(ground, editions=(edition,)), now=NOW, paths=["content"])
    lines = max(edition.text.count("\n"), raw.count(b"\n"), raw.count(b"\r")) + 2
    for finding in told.findings:
        assert 1 <= finding.line <= lines and finding.column >= 1, finding
        assert finding.message.vi and finding.message.en and finding.hint.vi and finding.hint.en
    assert len({f.fingerprint for f in told.findings}) == len(told.findings)


@settings(max_examples=300, deadline=None)
@given(body=st.lists(PIECES, max_size=40).map("".join))
def test_places_of_a_scan_point_at_what_was_found(body: str) -> None:
    edition = read_item(ARTICLE, item(body).encode())
    lines = edition.text.split("\n")
    found = scan(edition)
    for picture in found.pictures:
        assert lines[picture.line - 1][picture.column - 1 :].startswith(("![", "<img"))
    for link in found.links:
        assert lines[link.line - 1][link.column - 1 :].startswith(("[", "<", "http", "www", "HTTP"))
    for tag in found.tags:
        assert lines[tag.line - 1][tag.column - 1] == "<"
    for heading in found.headings:
        assert 1 <= heading.level <= 6


@given(name=st.text(st.characters(codec="utf-8"), min_size=1, max_size=30))
@example(name="e\u0302\u0301")
def test_text_in_either_normal_form_is_the_same_item(name: str) -> None:
    composed, apart = (
        read_item(ARTICLE, f"---\nloai: tin-tuc\n---\n\n{unicodedata.normalize(form, name)}\n".encode())
        for form in ("NFC", "NFD")
    )
    assert composed.body == apart.body and composed.meta == apart.meta
    changed = unicodedata.normalize("NFC", name) != unicodedata.normalize("NFD", name)
    assert any(f.kind == "khong-nfc" for f in apart.faults) is (changed and readable(apart))


def readable(edition: Edition) -> bool:
    return "nhi-phan" not in {f.kind for f in edition.faults}


def texts(value: Value) -> list[str]:
    found: list[str] = []
    pending: list[object] = [value]
    while pending:
        at = pending.pop()
        if isinstance(at, str):
            found.append(at)
        elif isinstance(at, tuple):
            pending += at
        elif hasattr(at, "items"):
            pending += [x for pair in at.items() for x in pair]
    return found
