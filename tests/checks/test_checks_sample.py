"""The repository's own content: without errors, quickly checked, every key explained."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from pipeline.checks import check_corpus
from pipeline.model.content import Corpus
from pipeline.model.finding import Stage
from pipeline.model.site import FieldSpec
from pipeline.source.corpus import load
from tests.casework import NOW, ROOT


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return load(ROOT)


@pytest.mark.parametrize("stage", list(Stage))
def test_the_sample_content_has_no_errors(corpus: Corpus, stage: Stage) -> None:
    told = check_corpus(corpus, now=NOW, stage=stage)
    assert told.items > 400
    assert [f"{f.path}:{f.line}:{f.column} {f.code} {f.message.vi}" for f in told.errors] == []


def test_a_whole_check_takes_seconds() -> None:
    """About 500 items, reading included; measured at under two seconds of one core."""
    started = time.process_time()
    check_corpus(load(ROOT), now=NOW)
    assert time.process_time() - started < 4


def keys(fields: tuple[FieldSpec, ...]) -> Iterator[str]:
    for spec in fields:
        yield spec.key
        yield from keys(spec.fields)


def test_every_key_of_front_matter_is_in_the_glossary(corpus: Corpus) -> None:
    glossary = (ROOT / "docs" / "thuat-ngu.md").read_text(encoding="utf-8")
    known = set(keys(corpus.registry.base_fields))
    for kind in corpus.registry.types.values():
        known |= set(keys(kind.fields))
    assert len(known) > 100
    assert sorted(k for k in known if f"`{k}`" not in glossary) == []
