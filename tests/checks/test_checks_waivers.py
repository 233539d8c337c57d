"""Waivers and weights: data of the sites and of the operator, within bounds."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.checks import all_rules, check_corpus
from pipeline.checks.release import as_tasks
from pipeline.checks.severity import Weights
from pipeline.errors import ConfigError
from pipeline.model.finding import Severity, Stage
from pipeline.model.site import Registry
from pipeline.output import FORMATS, render
from pipeline.source.corpus import load
from pipeline.source.registry import load_registry
from tests.casework import NOW, ROOT
from tests.checks.ground import ARTICLE, FRONT, item, report, repository

VAGUE = item("Xem lịch [tại đây](https://daklak.example/lich).\n")
WAIVERS = "sites/daklak/mien-tru.yml"
ROW = (
    "- {quy_tac: TC004, duong_dan: content/daklak/tin-tuc/, ly_do: Chờ đơn vị, "
    "nguoi_chiu_trach_nhiem: Chánh Văn phòng, den_ngay: 2026-11-22}\n"
)


def test_a_waived_finding_stops_nothing_and_is_told_with_its_reason(tmp_path: Path) -> None:
    told = report(repository(tmp_path, {ARTICLE: VAGUE, WAIVERS: ROW}), codes={"TC004"})
    (finding,) = told.findings
    assert told.clean and finding.severity is Severity.ERROR
    assert finding.waived is not None and finding.waived.responsible == "Chánh Văn phòng"
    for form in set(FORMATS) - {"gitlab", "junit", "markdown"}:
        assert "Chờ đơn vị" in render(told, form), form
    assert '"until": "2026-11-22"' in render(told, "json")


@pytest.mark.parametrize(
    "row",
    [
        ROW.replace("2026-11-22", "2026-11-21"),
        ROW.replace("content/daklak/tin-tuc/", "content/"),
        ROW.replace("content/daklak/tin-tuc/", "content/daklak/../daklak/tin-tuc"),
        ROW.replace("content/daklak/tin-tuc/", "content/daklak/tin"),
        ROW.replace("ly_do: Chờ đơn vị, ", ""),
        ROW.replace("TC004", "TC003"),
    ],
)
def test_a_line_that_does_not_hold_sets_nothing_aside(tmp_path: Path, row: str) -> None:
    assert not report(repository(tmp_path, {ARTICLE: VAGUE, WAIVERS: row})).clean


@pytest.mark.parametrize("path", ["sites/daklak/ban-bien-tap.yml", WAIVERS, "sites/daklak/"])
def test_a_line_may_speak_of_any_file_of_its_site(tmp_path: Path, path: str) -> None:
    row = ROW.replace("TC004", "TR030").replace("content/daklak/tin-tuc/", path)
    told = report(repository(tmp_path, {WAIVERS: row}), paths=["sites/daklak"], codes={"TR013"})
    assert told.findings == ()


def test_what_the_law_forbids_cannot_be_waived(tmp_path: Path) -> None:
    secret = item(front=FRONT.replace("khong-mat", "mat"))
    told = report(repository(tmp_path, {ARTICLE: secret, WAIVERS: ROW.replace("TC004", "BM002")}))
    assert [f.code for f in told.errors] == ["BM002"]
    weights = Weights(load_registry(ROOT)[0])
    assert not any(weights.waivable(c) for c in ("BM001", "BM002", "BM006", "GB003", "GB005", "TR013"))
    assert weights.waivable("TC004")


def table(**data: object) -> Weights:
    return Weights(Registry({}, {}, (), {}, {}, {}, {"muc-do": data}))  # type: ignore[dict-item]


def test_a_row_moves_a_rule_one_step_within_its_bounds() -> None:
    rules = {r.code: r for r in all_rules()}
    rows = ({"ma": ("TC004", "LK005", "TH001", "BM001"), "muc": "luu-y", "ly_do": "x"},)
    bound = ({"ma": ("TH001",), "cao_nhat": "canh-bao", "ly_do": "x"},)
    lowered = table(muc_do=rows, gioi_han=bound, khong_mien_tru=({"ma": ("BM001",), "ly_do": "x"},))
    assert lowered.of(rules["TC004"], ARTICLE, Stage.SUBMIT) is Severity.WARNING
    assert lowered.of(rules["BM001"], ARTICLE, Stage.SUBMIT) is Severity.ERROR
    raised = table(muc_do=({**rows[0], "muc": "loi"},), gioi_han=bound)
    assert raised.of(rules["LK005"], ARTICLE, Stage.SUBMIT) is Severity.WARNING
    assert raised.of(rules["TH001"], ARTICLE, Stage.SUBMIT) is Severity.WARNING


@pytest.mark.parametrize(
    "row",
    [
        {"ma": ("XX001",), "muc": "loi", "ly_do": "x"},
        {"ma": ("TC004",), "muc": "nang", "ly_do": "x"},
        {"ma": ("TC004",), "muc": "loi"},
        {"ma": ("TC004",), "muc": "loi", "ly_do": "x", "giai_doan": ("mai",)},
        {"ma": ("TC004",), "muc": "loi", "ly_do": "x", "quy_che": ("khong-co",)},
        {"ma": ("TC004",), "muc": "loi", "ly_do": "x", "giai_doan": (1,)},
        {"ma": ("TC004",), "muc": "loi", "ly_do": "x", "giai_doann": ("draft",)},
        "TC004",
    ],
)
def test_a_row_that_cannot_be_meant_stops_the_run(row: object) -> None:
    with pytest.raises(ConfigError):
        table(muc_do=(row,))


def test_a_misspelt_list_stops_the_run() -> None:
    with pytest.raises(ConfigError, match="khong_mien_tu"):
        table(khong_mien_tu=({"ma": ("BM001",), "ly_do": "x"},))


def test_on_main_only_changes_stop_and_a_removal_never_waits(tmp_path: Path) -> None:
    removal = "go_bo: {ly_do: dang-nham, ngay: 2026-11-22, nguoi_quyet_dinh: Trưởng Ban, can_cu: Điều 22}\n"
    gone, new = ARTICLE.replace("doi-gio", "go"), ARTICLE.replace("doi-gio", "moi")
    removed = VAGUE.replace("---\n\n", f"{removal}---\n\n", 1)
    corpus = load(repository(tmp_path, {ARTICLE: VAGUE, gone: removed, new: VAGUE}))
    told = check_corpus(corpus, now=NOW, stage=Stage.PUBLISH, paths=["content"], codes={"TC004"})
    assert len(told.errors) == 3
    eased = as_tasks(told, corpus, {gone, new})
    assert [f.path for f in eased.errors] == [new]
    assert {f.path for f in eased.tasks} == {ARTICLE, gone}
    assert all(f.owner and f.owner.code == "van-phong-ubnd-tinh" for f in eased.tasks)
    assert as_tasks(told, corpus, {gone}).clean
    assert {f.path for f in as_tasks(told, corpus, None).errors} == {ARTICLE, new}
