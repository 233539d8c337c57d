"""What reaches the builder: each site from its own proven commit, each item with its approval."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from pipeline.approval.corpus import Prepared, approved_corpus, prepare
from pipeline.approval.gate import judge
from pipeline.clock.now import parse_time
from pipeline.errors import ConfigError
from pipeline.model.approval import ApprovedCorpus, GateResult
from tests.storytelling.teller import Story, Teller

NEWS = "content/daklak/tin-tuc/2026/11"
OLD = "content/daklak/tin-tuc/2026/10/cu.md"
ANCHOR_AT = parse_time("2026-11-01T08:00:00+07:00")


def tell(story: Mapping[str, Any], folder: Path, keys: Path) -> tuple[Teller, Prepared, GateResult]:
    teller = Teller(Story("", {"story": "", **story}), folder, keys)
    teller.tell()
    with teller.play.reader() as repo:
        result = judge(repo, teller.labels["anchor"], "main", parse_time("2026-11-22T09:00:00+07:00"))
        return teller, prepare(repo, result, folder / "nguon"), result


def commit(branch: str, files: Mapping[str, Any], by: str = "phong-vien") -> dict[str, Any]:
    return {"commit": {"branch": branch, "by": by, "files": files}}


def merge(branch: str, label: str, on: str, by: str = "truong-ban.daklak") -> dict[str, Any]:
    return {"merge": {"branch": branch, "by": by, "as": label, "on": on}}


def at(text: str) -> datetime:
    return parse_time(text)


def test_items_carry_the_step_that_made_their_content_public(tmp_path: Path, keys: Path) -> None:
    teller, prepared, _ = tell(
        {
            "files": {OLD: {"loai": "tin-tuc"}},
            "play": [
                commit("a", {f"{NEWS}/bài.md": {"loai": "tin-tuc", "tieu_de": "Một"}}),
                merge("a", "m1", "2026-11-20T09:00:00+07:00"),
                commit(
                    "b",
                    {
                        f"{NEWS}/bài.md": {"loai": "tin-tuc", "tieu_de": "Hai"},
                        f"{NEWS}/b.md": {"loai": "tin-tuc"},
                    },
                ),
                merge("b", "m2", "2026-11-21T09:00:00+07:00"),
            ],
        },
        tmp_path,
        keys,
    )
    site = prepared.corpus.sites["daklak"]
    assert site.commit == teller.labels["m2"]
    assert {e.path for e in site.corpus.editions} == {OLD, f"{NEWS}/bài.md", f"{NEWS}/b.md"}
    edited = site.approvals[f"{NEWS}/bài.md"]
    assert edited.step == teller.labels["m2"]
    assert (edited.published_at, edited.modified_at) == (
        at("2026-11-20T09:00:00+07:00"),
        at("2026-11-21T09:00:00+07:00"),
    )
    assert [(a.person, a.role, a.decision) for a in edited.approvers] == [
        ("truong-ban.daklak", "truong-ban", "01/QĐ-daklak")
    ]
    old = site.approvals[OLD]
    assert (old.step, old.published_at, old.modified_at, old.approvers) == (None, ANCHOR_AT, ANCHOR_AT, ())


def test_a_refused_step_reaches_nobody_and_keeps_nobody_else_back(tmp_path: Path, keys: Path) -> None:
    teller, prepared, _ = tell(
        {
            "files": {OLD: {"loai": "tin-tuc", "tieu_de": "Cũ"}},
            "play": [
                commit("la", {OLD: {"loai": "tin-tuc", "tieu_de": "Lạ"}, "content/daklak/tep/la.txt": "x"}),
                merge("la", "m1", "2026-11-20T09:00:00+07:00", by="nguoi-la"),
                commit("g", {"content/gialai/tin-tuc/2026/11/g.md": {"loai": "tin-tuc"}}),
                merge("g", "m2", "2026-11-20T10:00:00+07:00", by="truong-ban.gialai"),
            ],
        },
        tmp_path,
        keys,
    )
    sites = prepared.corpus.sites
    assert [e.title for e in sites["daklak"].corpus.editions] == ["Cũ"]
    assert not sites["daklak"].corpus.attachments
    assert not (prepared.root / "content/daklak/tep").exists()
    assert (prepared.root / OLD).read_text("utf-8").count("Cũ") == 1
    gialai = sites["gialai"]
    assert gialai.commit == teller.labels["m2"]
    assert gialai.approvals["content/gialai/tin-tuc/2026/11/g.md"].step == teller.labels["m2"]


def test_content_brought_back_keeps_its_first_approval(tmp_path: Path, keys: Path) -> None:
    path, item = f"{NEWS}/a.md", {"loai": "tin-tuc", "tieu_de": "Một"}
    teller, prepared, _ = tell(
        {
            "play": [
                commit("a", {path: item}),
                merge("a", "m1", "2026-11-18T09:00:00+07:00"),
                {"commit": {"by": "phong-vien", "files": {path: {**item, "tieu_de": "Lạ"}}, "as": "d1"}},
                commit("b", {f"{NEWS}/b.md": item}),
                merge("b", "m2", "2026-11-19T09:00:00+07:00"),
                commit("tra", {path: item}),
                merge("tra", "m3", "2026-11-21T09:00:00+07:00"),
            ],
        },
        tmp_path,
        keys,
    )
    site = prepared.corpus.sites["daklak"]
    assert site.commit == teller.labels["m3"]
    assert site.approvals[path].step == teller.labels["m1"]
    assert site.approvals[path].published_at == at("2026-11-18T09:00:00+07:00")
    # approved on the 19th, but held back with its site until the 21st
    late = site.approvals[f"{NEWS}/b.md"]
    assert (late.step, late.published_at) == (teller.labels["m2"], at("2026-11-21T09:00:00+07:00"))


def test_an_item_that_comes_back_after_its_removal_is_published_anew(tmp_path: Path, keys: Path) -> None:
    path, item = f"{NEWS}/a.md", {"loai": "tin-tuc"}
    _, prepared, _ = tell(
        {
            "play": [
                commit("a", {path: item}),
                merge("a", "m1", "2026-11-18T09:00:00+07:00"),
                commit("b", {path: None}),
                merge("b", "m2", "2026-11-19T09:00:00+07:00"),
                commit("c", {path: item}),
                merge("c", "m3", "2026-11-20T09:00:00+07:00"),
            ],
        },
        tmp_path,
        keys,
    )
    assert prepared.corpus.sites["daklak"].approvals[path].published_at == at("2026-11-20T09:00:00+07:00")


@pytest.mark.parametrize(
    ("embargo", "expected"),
    [
        ("2026-11-25T07:00:00+07:00", "2026-11-25T07:00:00+07:00"),
        ("2026-11-10T07:00:00+07:00", "2026-11-20T09:00:00+07:00"),
        ("ngày mai", "2026-11-20T09:00:00+07:00"),
    ],
)
def test_an_embargo_counts_when_it_is_later(tmp_path: Path, keys: Path, embargo: str, expected: str) -> None:
    path = f"{NEWS}/a.md"
    _, prepared, _ = tell(
        {
            "play": [
                commit("a", {path: {"loai": "tin-tuc", "dang_luc": embargo}}),
                merge("a", "m1", "2026-11-20T09:00:00+07:00"),
            ]
        },
        tmp_path,
        keys,
    )
    approval = prepared.corpus.sites["daklak"].approvals[path]
    assert approval.published_at == approval.modified_at == at(expected)


def test_the_registry_is_the_newest_proven_one(tmp_path: Path, keys: Path) -> None:
    board = {"$board": "gialai", "patch": {"truong-ban.moi@gialai": {}}}
    _, prepared, _ = tell(
        {
            "policy": {"quan-tri": {"so_nguoi": 1}},
            "play": [
                commit(
                    "q",
                    {
                        "sites/_chung/quy-che/gialai.yml": "ma: gialai\nten: Mới\n",
                        "sites/gialai/ban-bien-tap.yml": board,
                    },
                ),
                merge("q", "m1", "2026-11-19T09:00:00+07:00", by="quan-tri.daklak"),
                {
                    "commit": {
                        "by": "phong-vien",
                        "files": {"sites/_chung/quy-che/gialai.yml": "ma: gialai\nten: Lạ\n"},
                    }
                },
                commit("t", {"sites/daklak/site.yml": "ten: Tên lạ\n"}),
                merge("t", "m3", "2026-11-20T09:00:00+07:00", by="nguoi-la"),
            ],
        },
        tmp_path,
        keys,
    )
    registry = prepared.corpus.sites["daklak"].corpus.registry
    assert registry.profiles["gialai"].name == "Mới"
    assert registry.sites["daklak"].name == "daklak"
    assert "truong-ban.moi" in (prepared.root / "sites/gialai/ban-bien-tap.yml").read_text("utf-8")


def test_an_export_is_used_again_as_long_as_nothing_proven_changed(tmp_path: Path, keys: Path) -> None:
    teller, prepared, result = tell(
        {"play": [{"commit": {"by": "phong-vien", "files": {f"{NEWS}/la.md": {"loai": "tin-tuc"}}}}]},
        tmp_path,
        keys,
    )
    stamp = (prepared.root / "sites/daklak/site.yml").stat().st_mtime_ns
    with teller.play.reader() as repo:
        again = prepare(repo, result, tmp_path / "nguon")
        assert isinstance(approved_corpus(repo, result, tmp_path / "nguon"), ApprovedCorpus)
    assert again.root == prepared.root
    assert (again.root / "sites/daklak/site.yml").stat().st_mtime_ns == stamp
    assert [p.name for p in (tmp_path / "nguon").iterdir()] == [prepared.root.name]


def test_links_in_the_trusted_state_are_not_followed(tmp_path: Path, keys: Path) -> None:
    story = {"files": {"content/daklak/tep/x.txt": {"$link": "/etc/passwd"}}, "play": []}
    with pytest.raises(ConfigError):
        tell(story, tmp_path, keys)


def test_nobody_else_can_make_an_approved_corpus() -> None:
    with pytest.raises(TypeError):
        ApprovedCorpus({}, GateResult("", "", (), {}), object())  # type: ignore[arg-type]
