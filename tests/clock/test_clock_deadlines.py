"""Deadline rows of the sample profiles: which apply, when an item is due, which source gave the number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from pipeline.checks import check_corpus
from pipeline.clock.deadlines import UNVERIFIED, Deadlines, read_deadlines, read_trigger, strictest
from pipeline.clock.worktime import Unit
from pipeline.model.content import Corpus, Document, Edition, Value
from pipeline.model.finding import Severity
from pipeline.source.corpus import load
from pipeline.source.registry import load_registry
from tests.casework import NOW, ROOT
from tests.checks.ground import ARTICLE, item, repository

REGISTRY = load_registry(ROOT)[0]
DEADLINES = read_deadlines(REGISTRY)


def edition(kind: str, **meta: Value) -> Edition:
    return Edition(Document("content/x/y.md", None), "", "", {"loai": kind, **meta}, {}, "", 1)


def own(each: Edition, key: str) -> Value:
    return each.value(key)


def due(site: str, work: str, each: Edition) -> tuple[str, str] | None:
    found = strictest(DEADLINES.all_due(each, REGISTRY.sites[site], work, own))
    return (found.row.code, f"{found.at:%Y-%m-%dT%H:%M}") if found else None


NEWS = {"su_kien_luc": "2026-11-18T08:00:00+07:00", "pham_vi": "trong-nuoc"}


@pytest.mark.parametrize(
    ("site", "work", "kind", "meta", "expected"),
    [
        # S0 alone has hours; the site follows S1 as well, whose five days are later
        ("vpubnd.daklak", "dang", "tin-tuc", NEWS, ("tin-tuc.dang", "2026-11-18T20:00")),
        ("vpubnd.daklak", "cung-cap", "tin-tuc", NEWS, ("tin-tuc.trong-nuoc.cung-cap", "2026-11-19T14:30")),
        (
            "vpubnd.daklak",
            "cung-cap",
            "tin-tuc",
            {**NEWS, "pham_vi": "nuoc-ngoai"},
            ("tin-tuc.nuoc-ngoai.cung-cap", "2026-11-19T08:00"),
        ),
        ("daklak", "dang", "tin-tuc", NEWS, ("du-phong.tin-tuc", "2026-11-25T17:00")),
        ("gialai", "dang", "tin-tuc", NEWS, None),  # a rhythm of the section, no time for one item
        # G-03: drafts of legal acts two days, other consultations fifteen
        (
            "gialai",
            "dang",
            "lay-y-kien",
            {"mo_luc": "2026-11-18", "loai_du_thao": "qppl"},
            ("diem-d.du-thao", "2026-11-20T17:00"),
        ),
        (
            "gialai",
            "dang",
            "lay-y-kien",
            {"mo_luc": "2026-11-18", "loai_du_thao": "khac"},
            ("diem-k.lay-y-kien", "2026-12-09T17:00"),
        ),
        # G-02: the agency's fifteen days to the asker, the unit's five or seven to the board
        (
            "gialai",
            "tra-loi",
            "hoi-dap",
            {"hoi_luc": "2026-11-18T08:00:00+07:00"},
            ("diem-k.hoi-dap", "2026-12-09T17:00"),
        ),
        (
            "gialai",
            "phan-hoi-don-vi",
            "hoi-dap",
            {"chuyen_luc": "2026-11-18T08:00:00+07:00"},
            ("hoi-dap.mot-don-vi", "2026-11-25T17:00"),
        ),
        (
            "travinh",
            "dang",
            "van-ban",
            {"do_minh_ban_hanh": True, "ngay_ban_hanh": "2026-11-18"},
            ("van-ban.cua-minh", "2026-11-20T17:00"),
        ),
        (
            "travinh",
            "dang",
            "van-ban",
            {"do_minh_ban_hanh": False, "ngay_ban_hanh": "2026-11-18"},
            ("van-ban.co-quan-khac", "2026-12-02T17:00"),
        ),
        ("travinh", "dang", "du-an", {"ngay_phe_duyet": "x"}, None),
        ("travinh", "dang", "quang-cao", {"tu_ngay": "2026-11-18"}, None),  # no row, no deadline
        ("travinh", "dang", "du-an", {"ngay_phe_duyet": "2026-10-30"}, None),  # before the site ran here
    ],
)
def test_rows_of_the_sample_profiles(
    site: str, work: str, kind: str, meta: Mapping[str, Value], expected: tuple[str, str] | None
) -> None:
    assert due(site, work, edition(kind, **meta)) == expected


def test_claims_count_by_the_law_of_their_day() -> None:
    site = replace(REGISTRY.sites["daklak"], running_since=date(2026, 1, 1))
    for day, expected in (("2026-08-31", "2026-09-15"), ("2026-09-01", "2026-09-11")):
        claim = edition("trang", khieu_nai_luc=f"{day}T08:00:00+07:00")
        found = strictest(DEADLINES.all_due(claim, site, "tra-loi", own))
        assert found and f"{found.at:%Y-%m-%d}" == expected


def test_unverified_rows_never_pose_as_law() -> None:
    shown = {row.verified: row.sources() for row in DEADLINES.rows if row.legal}
    assert all(s.endswith(UNVERIFIED) for s in shown[False])
    assert not any(UNVERIFIED in s for s in shown[True])
    assert {r.verified for r in DEADLINES.rows if r.code.startswith("du-phong.")} == {False}


def test_every_row_of_the_data_can_be_read() -> None:
    assert len(DEADLINES.rows) == sum(
        len(p.raw.get("thoi_han", ()))  # type: ignore[arg-type]
        for p in (*REGISTRY.profiles.values(),)
    ) + len(REGISTRY.shared["thoi-han-chung"]["thoi_han"])  # type: ignore[arg-type]
    for row in DEADLINES.rows:
        assert row.code and row.work and row.types and row.legal, row
        assert set(row.types) <= {*REGISTRY.types, "*"}, row


def test_rows_of_a_wrong_shape_are_left_out_or_give_no_time() -> None:
    rows: Value = (
        "x",
        {"ma": "a", "viec": "dang", "loai": ("trang",), "trong": True, "don_vi": "ngay", "tu": "luc"},
        {"ma": "b", "viec": "dang", "loai": ("trang",), "trong": 5, "don_vi": "tuan", "tu": "luc"},
        {"ma": "c", "viec": "dang", "loai": ("trang",), "trong": 10**9, "don_vi": "ngay", "tu": "luc"},
    )
    registry = replace(REGISTRY, profiles={}, shared={"thoi-han-chung": {"thoi_han": rows}})
    found: Deadlines = read_deadlines(registry)
    assert [r.code for r in found.rows] == ["a", "b", "c"]
    page = edition("trang", luc="2026-11-18")
    assert found.all_due(page, REGISTRY.sites["daklak"], "dang", own) == ()
    assert found.rows[1].unit is Unit.DAYS


@pytest.mark.parametrize(
    "value", [None, True, 5, "", "2026-11", "2026-02-30", "2026-11-18T08:00:00", "9999-12-31T23:00:00-14:00"]
)
def test_what_is_no_trigger_gives_none(value: Value) -> None:
    assert read_trigger(value) is None


def test_the_publication_time_that_is_known_counts(tmp_path: Path) -> None:
    text = item().replace("2026-11-20T08:00:00", "2026-11-06T08:00:00")
    corpus: Corpus = load(repository(tmp_path, {ARTICLE: text}))

    def told(published: Mapping[str, datetime] | None) -> list[tuple[Severity, str]]:
        report = check_corpus(corpus, now=NOW, codes={"TH001"}, published=published)
        return [(f.severity, f.message.vi) for f in report.findings]

    assert told({ARTICLE: datetime.fromisoformat("2026-11-13T17:00:00+07:00")}) == []
    [(severity, published)] = told({ARTICLE: datetime.fromisoformat("2026-11-13T18:30:00+07:00")})
    assert severity is Severity.WARNING
    assert published == (
        "Đã đăng muộn 1 giờ 30 phút: hạn là 17:00 ngày 13/11/2026 (5 ngày làm việc, Luật TCTT 2016 Đ18 "
        "[chưa kiểm chứng]), tính từ `su_kien_luc` 08:00 ngày 06/11/2026."
    )
    [(_, waiting)] = told(None)
    assert waiting.startswith("Đã quá hạn đăng 8 ngày 16 giờ: hạn là 17:00 ngày 13/11/2026")
