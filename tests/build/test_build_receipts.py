"""Approval receipts and /phe-duyet.json: what they tell, what they leave out, and when they change."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from build_ground import NOW, STEP, Ground, page, tree

import pipeline.build.site as site_module
from pipeline.build import build_site
from pipeline.build.inputs import site_input
from pipeline.build.site import build_input
from pipeline.clock.now import parse_time
from pipeline.model.approval import Approval, ApprovedCorpus, Approver, LedgerEntry, LedgerState, Mode
from pipeline.model.release import BuiltSite

ITEM = "/tin-tuc/2026/11/a/"
RECEIPT = ITEM + "phieu-duyet/"
APPROVED_AT = "2026-11-20T09:30:00+07:00"
STATE = LedgerState("t" * 64, 5, "SHA256:khoa", STEP, parse_time(APPROVED_AT), {"mau": 4, "_chung": 2})


@pytest.fixture
def signed(filled: Ground) -> Ground:
    """The filled province, one item of it approved by a deputy after the merge, the rest from the anchor."""
    path, at = "content/mau/tin-tuc/2026/11/a.md", parse_time(APPROVED_AT)
    person = Approver(
        "nguyen-van-mau", "pho-truong-ban", "E1", at, "01/QĐ-TD", "12/UQ-TD", late=True, proof="f" * 64
    )
    entry = LedgerEntry(4, "d" * 64, "sha256:" + "c" * 64, "0.2")
    filled.approvals[path] = Approval("b" * 40, at, at, (person,), entry)
    return filled


def corpus(land: Ground, **changes: Any) -> ApprovedCorpus:
    return replace(land.approved(), ledger=replace(STATE, **changes))


def build(land: Ground, workdir: Path, **changes: Any) -> BuiltSite:
    return build_input(site_input(corpus(land, **changes), "mau", NOW, land.root, None, 300), workdir)


def data(built: BuiltSite, address: str = RECEIPT) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(
        (built.directory / address.lstrip("/") / "phieu-duyet.json").read_text()
    )
    return told


def test_what_a_demonstration_made_is_stamped_on_every_page_and_receipt(
    signed: Ground, tmp_path: Path
) -> None:
    whole = corpus(signed)
    demo = replace(whole, gate=replace(whole.gate, mode=Mode.DEMO))
    for source, stamped in ((demo, True), (whole, False)):
        given = site_input(source, "mau", NOW, signed.root, None, 300)
        built = build_input(given, tmp_path / f"xay-{stamped}")
        pages = sorted(built.directory.rglob("*.html")) + sorted(built.directory.rglob("*.da-go"))
        assert len(pages) > 10
        odd = [f.name for f in pages if ("KHÔNG CÓ GIÁ TRỊ PHÁP LÝ" in f.read_text("utf-8")) != stamped]
        assert not odd
        for name in (RECEIPT + "phieu-duyet.json", "/phe-duyet.json"):
            told = json.loads((built.directory / name.lstrip("/")).read_text("utf-8"))
            assert told.get("stamp") == ("KHÔNG CÓ GIÁ TRỊ PHÁP LÝ" if stamped else None)


def test_an_item_tells_role_decision_delegation_time_and_links_to_its_receipt(
    signed: Ground, tmp_path: Path
) -> None:
    html = page(build(signed, tmp_path / "xay"), ITEM)
    for said in ("01/QĐ-TD", "ủy quyền 12/UQ-TD", APPROVED_AT, "phê duyệt bổ sung", f'href="{RECEIPT}"'):
        assert said in html, said
    assert 'href="/phe-duyet.json"' in html


def test_a_receipt_is_complete_and_names_nobody(signed: Ground, tmp_path: Path) -> None:
    built = build(signed, tmp_path / "xay")
    told, html = data(built), page(built, RECEIPT)
    text = (built.directory / "tin-tuc/2026/11/a/noi-dung.txt").read_bytes()
    source = (signed.root / "content/mau/tin-tuc/2026/11/a.md").read_bytes()
    assert told["text"]["sha256"] == hashlib.sha256(text).hexdigest()
    assert told["source"]["sha256"] == hashlib.sha256(source).hexdigest()
    assert told["ledger"] == {"line": 4, "sha256": "d" * 64, "rules": "0.2"}
    assert (told["state"], told["commit"], told["change"]) == ("approved", "b" * 40, "sha256:" + "c" * 64)
    assert (told["late"], told["checks"]["rules"], told["checks"]["errors"]) == (True, 300, 0)
    (approval,) = told["approvals"]
    assert (approval["role"], approval["decision"]) == ("pho-truong-ban", "01/QĐ-TD")
    assert approval["evidence"] == {"level": "E1", "sha256": "f" * 64}
    for said in (
        told["text"]["sha256"],
        told["source"]["sha256"],
        "d" * 64,
        "c" * 64,
        "f" * 64,
        "01/QĐ-TD",
        "12/UQ-TD",
        "Mức E1",
        "phê duyệt bổ sung",
        "300 quy tắc",
        "sha256sum noi-dung.txt",
        "congtinh ledger verify --tip",
    ):
        assert said in html, said
    assert not [n for n, raw in tree(built.directory).items() if b"nguyen-van-mau" in raw]


def test_what_was_there_at_the_anchor_says_so(signed: Ground, tmp_path: Path) -> None:
    built = build(signed, tmp_path / "xay")
    address = "/gioi-thieu/chung/phieu-duyet/"
    told = data(built, address)
    assert (told["state"], told["commit"], told["ledger"]) == ("before-ledger", STEP, None)
    assert "Trước khi có sổ cái" in page(built, address)
    assert "trước khi có sổ cái" in page(built, "/gioi-thieu/chung/")
    english = page(built, "/en/gioi-thieu/chung/phieu-duyet/")
    assert "Before the ledger" in english
    assert "<h1>Approval receipt: About</h1>" in english


def test_a_preview_claims_no_approval(filled: Ground, tmp_path: Path) -> None:
    built = filled.build(tmp_path / "xay")
    words = "Bản xem trước, không có giá trị phê duyệt."
    told = json.loads((built.directory / "phe-duyet.json").read_text())
    assert (told["preview"], told["note"]) == (True, words)
    assert (data(built)["state"], data(built)["note"], data(built)["approvals"]) == ("preview", words, [])
    assert words in page(built, RECEIPT)
    assert words in page(built, ITEM)


def test_a_removal_shows_who_approved_it_and_nothing_of_the_item(signed: Ground, tmp_path: Path) -> None:
    removal = {"ly_do": "quyen-rieng-tu", "ngay": "2026-11-20", "nguoi_quyet_dinh": "Trưởng Ban"}
    signed.item("tin-tuc/2026/11/a.md", tieu_de="Tên người", go_bo=removal)
    built = build(signed, tmp_path / "xay")
    html = page(built, RECEIPT)
    assert "Việc gỡ bỏ nội dung đã được phê duyệt." in html
    assert "01/QĐ-TD" in html and "Tên người" not in html
    assert "Phê duyệt việc gỡ bỏ:" in page(built, ITEM)
    told = data(built)
    assert (told["item"]["removed"], told["text"], told["checks"]) == (True, None, None)


def test_receipts_stay_out_of_lists_and_search_engines(signed: Ground, tmp_path: Path) -> None:
    signed.site(trinh_dien=False)
    built = build(signed, tmp_path / "xay")
    for name, raw in tree(built.directory).items():
        if name.endswith("feed.xml") or name.startswith("sitemap"):
            assert b"phieu-duyet" not in raw, name
    html = page(built, RECEIPT)
    assert '<meta name="robots" content="noindex, nofollow">' in html
    assert 'rel="canonical"' not in html
    assert '<meta name="robots"' not in page(built, ITEM)


def test_the_tip_file_names_ledger_anchor_commit_and_rules(signed: Ground, tmp_path: Path) -> None:
    told = json.loads((build(signed, tmp_path / "xay").directory / "phe-duyet.json").read_text())
    assert told["ledger"] == {"tip": "t" * 64, "lines": 5, "key": "SHA256:khoa", "at": APPROVED_AT}
    assert (told["site"], told["commit"], told["anchor"], told["preview"]) == ("mau", STEP, STEP, False)
    assert told["rules"]["count"] == 300
    assert told["verify"] == f"congtinh ledger verify --tip {'t' * 64}"


def test_a_tip_moved_by_others_changes_nothing_and_an_own_step_one_file(
    signed: Ground, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = tmp_path / "xay"
    first = tree(build(signed, work).directory)
    with monkeypatch.context() as patched:
        patched.setattr(site_module, "_make", _must_not_run)
        others = {"mau": 4, "_chung": 2, "so.mau": 6}
        assert tree(build(signed, work, tip="u" * 64, lines=6, newest=others).directory) == first
        governed = {**others, "_chung": 7}
        moved = tree(build(signed, work, tip="v" * 64, lines=7, newest=governed).directory)
        assert [n for n in moved if moved[n] != first.get(n)] == ["phe-duyet.json"]
        assert b"v" * 64 in moved["phe-duyet.json"]
        # and the changed file is part of what stands from now on
        assert tree(build(signed, work, tip="v" * 64, lines=7, newest=governed).directory) == moved
    whole = tree(build(signed, tmp_path / "moi", tip="v" * 64, lines=7, newest=governed).directory)
    assert whole == moved


def _must_not_run(*_: object) -> None:
    raise AssertionError("rebuilt without need")


def test_no_page_holds_the_moving_tip(signed: Ground, tmp_path: Path) -> None:
    files = tree(build(signed, tmp_path / "xay").directory)
    assert [n for n, raw in files.items() if b"t" * 64 in raw] == ["phe-duyet.json"]


def test_without_a_ledger_a_receipt_leaves_the_line_out(filled: Ground, tmp_path: Path) -> None:
    filled.approve("content/mau/tin-tuc/2026/11/a.md", APPROVED_AT)
    built = build_site(filled.approved(), "mau", tmp_path / "xay", NOW, root=filled.root)
    told = data(built)
    assert (told["state"], told["ledger"], told["checks"]) == ("approved", None, None)
    assert "ledger" not in json.loads((built.directory / "phe-duyet.json").read_text())
