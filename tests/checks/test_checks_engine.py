"""The engine: what is told, of which file, at which stage, and under which identity."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.checks import all_rules, check_corpus, check_parts, registry
from pipeline.checks.engine import MOST_TOLD
from pipeline.model.content import Edition
from pipeline.model.finding import Problem, Severity, Stage
from pipeline.model.release import BuiltPage
from pipeline.model.text import Text
from pipeline.source.corpus import load
from tests.casework import NOW
from tests.checks.ground import ARTICLE, BODY, FRONT, item, report, repository

FIVE_FAULTS = item(
    "## Giờ mới\n\n"
    "Xem lịch [tại đây](https://lich.example/thang).\n\n"
    "#### Buổi sáng\n\n"
    "Mở cửa lúc 7 giờ, xem thêm [nội quy](/tep/khong-co.txt).\n",
    FRONT.replace(
        "noi-bo",
        "trich-dan\nnguon: {ten: Báo Nhân Dân, tac_gia: Ban Thời sự, dia_chi: https://nhandan.vn/bai}",
    ).replace("khong-mat", "mat"),
)


def test_five_faults_give_five_findings_each_on_its_line_with_a_hint(tmp_path: Path) -> None:
    found = report(repository(tmp_path, {ARTICLE: FIVE_FAULTS})).findings
    lines = FIVE_FAULTS.split("\n")
    assert [(f.code, lines[f.line - 1].split(" ")[0]) for f in found] == [
        ("NG003", "nguon:"),
        ("BM002", "do_mat:"),
        ("TC004", "Xem"),
        ("TC003", "####"),
        ("LK001", "Mở"),
    ]
    assert len({f.line for f in found}) == 5
    for f in found:
        assert f.path == ARTICLE and f.severity is Severity.ERROR
        assert f.hint.vi.strip() and f.hint.en.strip() and f.legal
    assert "khong-mat" in found[1].hint.vi and "ngay_dang: 2026-11-18" in found[0].hint.vi
    assert found[2].column == len("Xem lịch ") + 1


def test_a_right_article_is_silent_and_counted(tmp_path: Path) -> None:
    told = report(repository(tmp_path, {ARTICLE: item()}))
    assert told.findings == () and told.items == 1 and told.clean and told.remarks == ()


def test_only_the_wanted_paths_are_told_but_all_serve_as_background(tmp_path: Path) -> None:
    other = "content/daklak/tin-tuc/2026/11/bai-kia.md"
    linked = item("Xem [bài kia](bai-kia.md).\n")
    root = repository(tmp_path, {ARTICLE: linked, other: item("## A\n\n#### B\n\nHết.\n")})
    corpus = load(root)
    assert check_corpus(corpus, now=NOW, paths=[ARTICLE]).findings == ()
    folder = check_corpus(corpus, now=NOW, paths=["content/daklak/tin-tuc/"])
    assert {f.path for f in folder.findings} == {other} and folder.items == 2
    assert check_corpus(corpus, now=NOW, paths=["content/daklak/tin"]).items == 0


def test_only_the_wanted_codes_run(tmp_path: Path) -> None:
    root = repository(tmp_path, {ARTICLE: FIVE_FAULTS})
    assert [f.code for f in report(root, codes={"TC003", "TC004"}).findings] == ["TC004", "TC003"]


def test_an_identity_survives_moved_lines_and_tells_twins_apart(tmp_path: Path) -> None:
    twice = "Xem [tại đây](https://a.example) và [tại đây](https://a.example).\n"
    first = report(repository(tmp_path / "a", {ARTICLE: item(twice)})).findings
    moved = report(repository(tmp_path / "b", {ARTICLE: item("Thêm một đoạn.\n\n" + twice)})).findings
    assert [f.fingerprint for f in first] == [f.fingerprint for f in moved]
    assert len({f.fingerprint for f in first}) == 2
    assert [f.line for f in moved] == [f.line + 2 for f in first]


def test_a_mangled_file_is_not_told_without_end(tmp_path: Path) -> None:
    told = report(repository(tmp_path, {ARTICLE: item("Xem [tại đây](https://a.example).\n" * 1000)}))
    assert [f.code for f in told.findings] == ["TC004"] * MOST_TOLD
    assert len(told.remarks) == 1 and ARTICLE in told.remarks[0].vi and "TC004" in told.remarks[0].en
    assert not told.clean


def test_findings_come_in_reading_order(tmp_path: Path) -> None:
    files = {f"content/daklak/tin-tuc/2026/11/bai-{n}.md": FIVE_FAULTS for n in (3, 1, 2)}
    found = report(repository(tmp_path, files)).findings
    assert [f.order for f in found] == sorted(f.order for f in found) and len(found) == 15


def test_parts_of_a_corpus_are_told_as_each_by_itself(tmp_path: Path) -> None:
    other = ARTICLE.replace("/daklak/", "/gialai/")
    root = repository(
        tmp_path, {ARTICLE: FIVE_FAULTS, other: item("Xem [tại đây](https://a.example).\n" * 300)}
    )
    corpus = load(root)
    parts = {site: [f"content/{site}", f"sites/{site}"] for site in ("daklak", "gialai")}
    told = check_parts(
        corpus, parts, now=NOW, stage=Stage.PUBLISH, published={}, commits={"daklak": "c0ffee"}
    )
    for site, paths in parts.items():
        commit = "c0ffee" if site == "daklak" else None
        alone = check_corpus(corpus, now=NOW, stage=Stage.PUBLISH, paths=paths, published={}, commit=commit)
        assert told[site] == alone, site
    assert told["gialai"].remarks and not told["daklak"].remarks


def test_a_rule_of_a_later_stage_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def check(edition: Edition, ctx: registry.Context) -> Iterator[Problem]:
        yield Problem(1, 1, Text("a", "b"), Text("c", "d"))

    late = registry.Rule("SD998", "muon", Edition, Stage.PUBLISH, Severity.ERROR, (), "0.1", check, "m", "d")
    monkeypatch.setattr("pipeline.checks.engine.source_rules", lambda: (late,))
    root = repository(tmp_path, {ARTICLE: item()})
    assert report(root, Stage.DRAFT).findings == report(root, Stage.SUBMIT).findings == ()
    assert [f.code for f in report(root, Stage.PUBLISH).findings] == ["SD998"]


def test_codes_are_one_of_a_kind_and_named_by_their_files() -> None:
    rules = all_rules()
    assert len({r.code for r in rules}) == len(rules) == len({(r.name, r.on) for r in rules})
    for rule in rules:
        file = rule.module.rsplit(".", 1)[-1]
        assert file == f"{rule.code.lower()}_{rule.name.replace('-', '_')}", rule.code
        assert rule.module.split(".")[-2] == rule.family.lower()


def test_a_check_loads_all_rules_but_those_of_built_pages() -> None:
    assert registry.source_rules() == tuple(r for r in all_rules() if r.on is not BuiltPage)
    assert registry.all_codes() == {r.code for r in all_rules()}


def test_a_code_used_twice_is_a_bug(monkeypatch: pytest.MonkeyPatch) -> None:
    rules = all_rules()
    monkeypatch.setattr(registry, "_rules_of", lambda module: iter((rules[0],)))
    with pytest.raises(AssertionError, match=rules[0].code):
        registry.all_rules.__wrapped__()


def test_one_fault_is_told_once(tmp_path: Path) -> None:
    """Faults that two rules could claim: each belongs to one of them."""
    once = {
        "trich-dan without source": (item(front=FRONT.replace("noi-bo", "trich-dan")), ["NG001"]),
        "two empty keys of a picture": (
            item(front=FRONT + "hinh_anh: [{tep: /anh/a.svg, mo_ta: Sân trụ sở}]\n"),
            ["LK002", "NG005"],
        ),
        "removal without ground": (item(front=FRONT + "go_bo: {}\n"), ["SD001"] * 4),
        "removal of nothing": (item(front=FRONT + "go_bo:\n"), ["GB001"]),
        "closed portal without encryption": (
            item("Nộp ở [cổng tỉnh](http://dvc.daklak.gov.vn).\n"),
            ["LK004"],
        ),
        "bare address": (item("Nộp ở https://dichvucong.gov.vn/p/home hôm nay.\n"), ["TC005"]),
        "generic text twice": (
            item("[tại đây](https://a.example), [tại đây](https://b.example)\n"),
            ["TC004"] * 2,
        ),
        "forbidden scheme": (item("[Giá vàng](javascript:alert(1))\n"), ["LK003"]),
        "picture from elsewhere": (item('![Sân trụ sở](https://a.example/s.png "Ảnh: Báo A")\n'), ["LK002"]),
        "lapsed basis": (item(front=FRONT + "can_cu: [13/2023/NĐ-CP]\n"), ["VB004"]),
        "body only": (BODY, ["SD007"]),
    }
    for number, (name, (text, codes)) in enumerate(once.items()):
        found = report(repository(tmp_path / str(number), {ARTICLE: text})).findings
        assert sorted(f.code for f in found) == sorted(codes), (name, [f.message.vi for f in found])
