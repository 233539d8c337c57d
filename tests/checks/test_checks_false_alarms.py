"""Correct articles of every type get no finding of any weight."""

from __future__ import annotations

from pathlib import Path

from pipeline.checks import check_corpus
from pipeline.source.corpus import load
from tests.bench.corpus import NOW, write


def test_three_hundred_correct_articles_over_all_types_raise_no_alarm(tmp_path: Path) -> None:
    written = set(write(tmp_path, 300, recent=True))
    corpus = load(tmp_path)
    types = {e.type for e in corpus.editions if e.path in written}
    assert len(written) == 300 and len(types) >= 25
    report = check_corpus(corpus, now=NOW)
    assert [(f.path, f.line, f.code, f.message.vi) for f in report.findings if f.path in written] == []
