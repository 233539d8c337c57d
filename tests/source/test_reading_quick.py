"""The quick ways of reading say what the slow ones say: plain lines without the parser, two processes instead of one."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from pipeline.model.content import Edition
from pipeline.source import corpus
from pipeline.source.corpus import load
from pipeline.source.packed import pack, unpack
from pipeline.source.yamlquick import read_plain
from pipeline.source.yamlstrict import Parsed, YamlFault, parse, parse_events
from tests.bench.corpus import items
from tests.checks.ground import ARTICLE, item, repository

ROOT = Path(__file__).parents[2]
_BITS = (
    *("a", "k1", ":", ": ", " ", "\n", "\n  ", "- ", "[", "]", "{", "}", ", ", ",", '"', "'", "#", " #", "|"),
    *(">", "|\n  x\n", "Ủy ban", "2026-01-01", "12", "012", "true", "null", "~", "-", "?", "&a", "*a", "!t"),
    *(
        "%",
        "@",
        "`",
        "\t",
        "\u2028",
        "\x85",
        "\ufeff",
        "/x",
        "(",
        "“",
        "http://a.b/c",
        "\u00a0",
        "---",
        "...",
    ),
    *(
        "\n\n",
        "\nkey: v",
        "\nk2: [a, b]",
        '\nk3:\n  - {tep: /x, ten: "y"}',
        "\nk4: {a: 1}",
        "\n# c\n",
        "::",
        "\0",
    ),
)


def told(text: str, quick: bool) -> object:
    try:
        found: Parsed = parse(text, 2) if quick else parse_events(text, 2)
    except YamlFault as fault:
        return fault.kind, fault.line, fault.column, fault.detail
    return repr(found.value), list(found.marks.items()), found.duplicates


def test_plain_lines_mean_what_the_parser_says() -> None:
    chance = random.Random(14)
    for _ in range(6000):
        text = "".join(chance.choice(_BITS) for _ in range(chance.randint(1, 14)))
        text = f"k: {text}" if chance.random() < 0.6 else text
        assert told(text, quick=True) == told(text, quick=False), repr(text)


def test_the_front_matter_of_right_articles_needs_the_parser_for_single_keys_at_most() -> None:
    for article in items(60):
        block = article.text.split("---\n")[1]
        assert told(block, quick=True) == told(block, quick=False)
        assert read_plain(block, 2, str, lambda text, line: ({text.partition(":")[0]: ""}, {})) is not None


def test_a_corpus_read_by_two_processes_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files: dict[str, str | bytes] = {
        ARTICLE.replace(".md", f"-{n}.md"): item(f"Bài {n}.\n") for n in range(12)
    }
    files[ARTICLE.replace(".md", "-hong.md")] = b"---\nloai: [\n---\n\xff"
    root = repository(tmp_path / "kho", files)
    alone = load(root)
    monkeypatch.setattr(corpus, "LEAST", 2)
    both = load(root)
    assert both.editions == alone.editions
    assert [inside(e) for e in both.editions] == [inside(e) for e in alone.editions]
    assert [inside(unpack(pack(e))) for e in alone.editions] == [inside(e) for e in alone.editions]


def inside(edition: Edition) -> tuple[object, ...]:
    return edition, edition.meta, list(edition.marks.items())
