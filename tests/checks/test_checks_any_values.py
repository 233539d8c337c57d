"""Each field of each type with each wrong kind of value: checking ends in findings, never in a traceback."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

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


def test_any_value_under_any_key_of_a_site(tmp_path: Path) -> None:
    """Sites declare each other their parents and domains, so one bad file must not end the check of the rest."""
    shutil.copytree(ROOT / "sites" / "_chung", tmp_path / "sites" / "_chung")
    sound = (ROOT / "sites" / "daklak" / "site.yml").read_text(encoding="utf-8")
    keys = [*dict.fromkeys(line.split(":")[0] for line in sound.splitlines() if line[:1].isalpha())]
    assert {"ten", "cap", "quy_che", "lien_he", "don_vi", "muc", "dien_mao"} <= set(keys)
    for key in keys:
        for number, value in enumerate(WRONG):
            folder = tmp_path / "sites" / f"{key.replace('_', '-')}-{number}"
            folder.mkdir()
            rest = [p for p in _entries(sound) if not p.startswith(f"{key}:")]
            (folder / "site.yml").write_text("".join([*rest, f"{key}: {value}\n"]), encoding="utf-8")
    report = check_corpus(load(tmp_path), now=NOW, stage=Stage.PUBLISH)
    told = {(f.path, f.code) for f in report.findings}
    for key in ("ten", "cap", "co_quan", "ten_mien", "quy_che", "lien_he", "don_vi", "muc", "tu"):
        number = WRONG.index("[~, 2, {a: b}]")
        assert (f"sites/{key.replace('_', '-')}-{number}/site.yml", "TR009") in told, key


def _entries(sound: str) -> list[str]:
    """Return the top-level entries of a YAML mapping, each with the lines that belong to it."""
    entries: list[str] = []
    for line in sound.splitlines(keepends=True):
        if line[:1].isalpha():
            entries.append(line)
        elif entries:
            entries[-1] += line
    return entries
