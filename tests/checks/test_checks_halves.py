"""Two processes share the work of a check: every part once, and the same answer as from one."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from pipeline.checks import check_corpus, engine
from pipeline.model.halves import MOST_TURNS, Turns, rarely_collecting, together
from pipeline.source import corpus as reading
from pipeline.source.corpus import load
from tests.bench.corpus import write
from tests.casework import NOW


def test_every_turn_is_taken_once() -> None:
    turns = Turns(MOST_TURNS)
    ours, theirs = together(lambda: list(turns), lambda: list(turns))
    turns.close()
    assert sorted([*ours, *theirs]) == list(range(MOST_TURNS))
    assert ours == sorted(ours) and theirs == sorted(theirs)


def test_no_more_turns_than_a_pipe_holds() -> None:
    with pytest.raises(ValueError, match=str(MOST_TURNS + 1)):
        Turns(MOST_TURNS + 1)


def test_the_collector_is_as_before_even_after_an_error() -> None:
    before = gc.get_threshold()
    with pytest.raises(KeyError), rarely_collecting():
        assert gc.get_threshold()[0] > before[0]
        raise KeyError
    assert gc.get_threshold() == before


def test_two_processes_find_what_one_finds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in write(tmp_path, 90)[::7]:
        with (tmp_path / path).open("a", encoding="utf-8") as stream:
            stream.write("\nXem [tại đây](/khong-co.md).\n")
    alone = load(tmp_path)
    told = check_corpus(alone, now=NOW)
    for module in (engine, reading):
        monkeypatch.setattr(module, "LEAST", 2)
        monkeypatch.setattr(module, "can_copy", lambda: True)
    both = load(tmp_path)
    assert both == alone
    assert check_corpus(both, now=NOW) == told
    assert any(f.code == "LK001" for f in told.findings)
