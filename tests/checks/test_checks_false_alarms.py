"""Correct articles of every type get no finding of any weight."""

from __future__ import annotations

import shutil
from pathlib import Path

from pipeline.checks import check_corpus
from pipeline.model.finding import Severity
from pipeline.source.corpus import load
from tests.bench.corpus import NOW, write
from tests.casework import NOW as NOW_OF_CASES
from tests.casework import ROOT

TRICKY = Path(__file__).parent / "bai-dung"


def test_three_hundred_correct_articles_over_all_types_raise_no_alarm(tmp_path: Path) -> None:
    written = set(write(tmp_path, 300, recent=True))
    corpus = load(tmp_path)
    types = {e.type for e in corpus.editions if e.path in written}
    assert len(written) == 300 and len(types) >= 25
    report = check_corpus(corpus, now=NOW)
    assert [(f.path, f.line, f.code, f.message.vi) for f in report.findings if f.path in written] == []


def test_a_hundred_tricky_but_correct_articles_raise_neither_error_nor_warning(tmp_path: Path) -> None:
    """Scores, chemistry, names of the highlands, treasury accounts, hotlines, old dates: all as they should be."""
    for tree in (ROOT / "sites", ROOT / "content", TRICKY):
        shutil.copytree(tree, tmp_path / (tree.name if tree != TRICKY else "."), dirs_exist_ok=True)
    for site in ("gialai", "vpubnd.daklak", "travinh"):
        folder = tmp_path / "content" / site
        (folder / "tep").mkdir(exist_ok=True)
        (folder / "tep" / "mau.txt").write_text(f"Toàn văn của {site}.\n", encoding="utf-8")
        (folder / "tep" / "so-lieu.csv").write_text(f"stt,ten\n1,{site}\n", encoding="utf-8")
    written = {path.relative_to(TRICKY).as_posix() for path in TRICKY.rglob("*.md")}
    assert len(written) >= 100
    report = check_corpus(load(tmp_path), now=NOW_OF_CASES)
    told = [f for f in report.findings if f.path in written and f.severity is not Severity.NOTE]
    assert [(f.path, f.line, f.code, f.message.vi) for f in told] == []
