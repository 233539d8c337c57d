"""Each field of each type with each wrong kind of value: checking ends in findings, never in a traceback."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pipeline.checks import check_corpus
from pipeline.model.content import Corpus, Edition
from pipeline.model.finding import Stage
from pipeline.source.corpus import load
from pipeline.source.items import read_item
from tests.casework import NOW, ROOT

WRONG = (
    *("~", "true", "-1", "12345678901234567890", ".nan", "[]", "{}", "[[[1]]]", "[~, 2, {a: b}]"),
    *("{a: {b: {c: [1]}}}", "{1: 2, true: x, ~: y}", "''", '"\\0"', '"a\\nb"', "2026-02-30", "0000-00-00"),
    *(
        "9999-12-31T23:59:59-23:59",
        "javascript:alert(1)",
        "http://[::1",
        "../../../etc/passwd",
        "!!binary aGk=",
    ),
    "{ten: 1, tac_gia: [x], ngay_dang: {}, tep: [], mo_ta: {}, loai: {a: b}, ly_do: {c: d}, so: [1], tu: {}}",
    "[{tep: [1], ten: {x: y}, mo_ta: 3, nguon: [], ngay: 2026-13-45, gio: {}, so: {so: 1}, co_quan: [x]}]",
)


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return load(ROOT)


def mutants(corpus: Corpus, kind: str) -> Iterator[Edition]:
    sound = "tieu_de: Tiêu đề\ntom_tat: Tóm tắt.\n"
    for spec in corpus.registry.fields_of(kind):
        for number, value in enumerate(WRONG):
            own = sound if spec.key not in ("tieu_de", "tom_tat") else ""
            front = own + ("" if spec.key == "loai" else f"loai: {kind}\n") + f"{spec.key}: {value}\n"
            path = f"content/daklak/tin-tuc/2026/11/{spec.key.replace('_', '-')}-{number}.md"
            yield read_item(path, f"---\n{front}---\n\nNội dung.\n".encode())


@pytest.mark.parametrize("kind", sorted(load(ROOT).registry.types))
def test_any_value_under_any_key(corpus: Corpus, kind: str) -> None:
    odd = tuple(mutants(corpus, kind))
    own = Corpus(corpus.registry, odd, {}, ())
    report = check_corpus(own, now=NOW, stage=Stage.PUBLISH)
    assert {f.path for f in report.findings} >= {e.path for e in odd}, "none of them is sound"
    for finding in report.findings:
        assert finding.line >= 1
        assert finding.message.vi
        assert finding.hint.vi
