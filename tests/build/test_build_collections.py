"""Feeds, sitemap, data and text downloads of a built site."""

from __future__ import annotations

import json
import re
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from build_ground import NOW, STEP, Ground, page, tree

from pipeline.build import api, build_site, sitemap
from pipeline.build.api import api_files
from pipeline.build.site_data import expiry, site_files
from pipeline.build.sitemap import sitemap_files
from pipeline.build.tables import table_files
from pipeline.clock.now import parse_time

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_feeds_are_atom_and_tell_real_times(filled: Ground, tmp_path: Path) -> None:
    filled.item("tin-tuc/2026/11/x.md", tieu_de="A & B < C “D” \u0001", tom_tat="]]> &amp;")
    built = filled.build(tmp_path / "xay")
    names = sorted(n for n in tree(built.directory) if n.endswith("feed.xml"))
    assert "feed.xml" in names and "tin-tuc/feed.xml" in names and "en/feed.xml" in names
    for name in names:
        root = ElementTree.parse(built.directory / name).getroot()
        ids = [e.findtext(f"{ATOM}id") for e in root.iter(f"{ATOM}entry")]
        assert root.tag == f"{ATOM}feed"
        assert len(ids) == len(set(ids))
        for stamp in root.iter(f"{ATOM}updated"):
            assert datetime.fromisoformat(stamp.text or "").tzinfo is not None
    root = ElementTree.parse(built.directory / "tin-tuc/feed.xml").getroot()
    entry = next(e for e in root.iter(f"{ATOM}entry") if (e.findtext(f"{ATOM}id") or "").endswith("/x/"))
    assert entry.findtext(f"{ATOM}title") == "A & B < C “D” "
    assert entry.findtext(f"{ATOM}summary") == "]]> &amp;"
    assert entry.findtext(f"{ATOM}published") == "2026-11-10T08:00:00+07:00"
    pages = {
        e.findtext(f"{ATOM}title")
        for e in ElementTree.parse(built.directory / "feed.xml").iter(f"{ATOM}entry")
    }
    assert "Giới thiệu chung" not in pages  # standing pages are no news


def test_the_sitemap_lists_every_living_page_once_with_its_day(filled: Ground, tmp_path: Path) -> None:
    filled.item("tin-tuc/2026/11/go.md", tieu_de="Gỡ", go_bo={"ly_do": "dang-nham", "ngay": "2026-11-20"})
    built = filled.build(tmp_path / "xay")
    rows = {
        u.findtext(f"{MAP}loc"): u.findtext(f"{MAP}lastmod")
        for u in ElementTree.parse(built.directory / "sitemap.xml").iter(f"{MAP}url")
    }
    living = {p.address for p in built.pages if p.kind not in ("not-found", "removed", "receipt")}
    assert {(loc or "").removeprefix("https://mau.gov.vn.example") for loc in rows} == living
    assert rows["https://mau.gov.vn.example/tin-tuc/2026/11/a/"] == "2026-11-10T08:00:00+07:00"
    assert rows["https://mau.gov.vn.example/"] == "2026-11-10T08:00:00+07:00"
    for unknown in ("tim-kiem/", "trang-thanh-phan/", "kha-nang-tiep-can/"):  # no item's day is theirs
        assert rows[f"https://mau.gov.vn.example/{unknown}"] is None
    assert (built.directory / "robots.txt").read_text() == "User-agent: *\nDisallow: /\n"


def test_data_has_stable_ids_and_no_office_secrets(filled: Ground, tmp_path: Path) -> None:
    built = filled.build(tmp_path / "xay")
    data = json.loads((built.directory / "api/van-ban.json").read_text(encoding="utf-8"))
    (record,) = data["items"]
    assert record["id"] == "mau/van-ban/2024/02/qd"
    assert record["url"] == "https://mau.gov.vn.example/van-ban/2024/02/qd/"
    assert record["fields"]["so_ky_hieu"] == "10/2024/QĐ-UBND"
    assert record["validity"] == "con-hieu-luc"
    text = "Toàn văn quyết định\n".encode()
    assert record["files"] == [
        {
            "title": "Toàn văn",
            "url": "https://mau.gov.vn.example/tep/qd.txt",
            "kind": "TXT",
            "bytes": len(text),
            "digest": "sha256:" + sha256(text).hexdigest(),
        }
    ]
    office = {"kenh", "do_mat", "nhuan_but", "tiep_nhan_luc"}
    assert not office & {*record, *record["fields"]}


def test_the_text_download_reads_like_the_page(filled: Ground, tmp_path: Path) -> None:
    text = (filled.build(tmp_path / "xay").directory / "tin-tuc/2026/11/a/noi-dung.txt").read_text(
        encoding="utf-8"
    )
    for part in (
        "Tin có ảnh\n==========",
        "Tác giả: Phòng Tổng hợp",
        "Phần một",
        "Xem quyết định.",
        "Việc | Số\nMột | 1\n",
    ):
        assert part in text, part
    assert "Ảnh: Trụ sở nhìn từ cổng (nguồn ảnh: Ban Biên tập)" in text
    assert "<" not in text


def test_the_text_download_has_what_stands_in_boxes_and_tables(land: Ground, tmp_path: Path) -> None:
    land.site(lien_he={"dien_thoai": "0262 0000 101"})
    land.item(
        "lay-y-kien/2026/11/y.md",
        loai="lay-y-kien",
        tieu_de="Dự thảo",
        han_gop_y="2026-12-20",
        dia_chi_nhan="Số 1 đường Mẫu",
        dinh_chinh=[{"ngay": "2026-11-15", "noi_dung": "Sửa hạn."}],
    )
    land.item(
        "hoi-dap/2026/11/h.md",
        loai="hoi-dap",
        tieu_de="Hỏi",
        hoi_luc="2026-11-02T08:00:00+07:00",
        han_tra_loi="2026-11-30",
    )
    land.file("tep/bang.csv", "Xã,Số hộ\nMột,12000\n")
    land.item("thong-ke/2026/11/s.md", loai="thong-ke", tieu_de="Số hộ", tep_so_lieu="/tep/bang.csv")
    folder = land.build(tmp_path / "xay").directory
    parts = {
        "lay-y-kien/2026/11/y": (
            "Đính chính (15/11/2026). Sửa hạn.",
            "Cách gửi góp ý:\n- Gửi qua bưu chính hoặc nộp trực tiếp tại: Số 1 đường Mẫu\n- Gọi điện thoại",
        ),
        "hoi-dap/2026/11/h": (
            "Tiến độ trả lời:\n- Nhận câu hỏi: 08:00 ngày 02/11/2026\n- Hạn trả lời: 30/11/2026\n",
        ),
        "thong-ke/2026/11/s": ("Số hộ\nXã | Số hộ\nMột | 12.000\n",),
    }
    for name, wanted in parts.items():
        text = (folder / name / "noi-dung.txt").read_text("utf-8")
        for part in wanted:
            assert text.count(part) == 1, (part, text)
        assert text.count("08:00 ngày 02/11/2026") <= 1  # a step is not told again as a fact


def test_a_long_sitemap_is_parted_by_year(land: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(5):
        land.item(f"tin-tuc/2026/11/a{number}.md", tieu_de=f"Tin {number}")
    land.item("tin-tuc/2025/01/cu.md", tieu_de="Tin cũ", tiep_nhan_luc="2025-01-10T08:00:00+07:00")
    ctx = land.context()
    pages = list(land.pages().values())
    (whole,) = [text for _, text in sitemap_files(ctx, pages)]
    monkeypatch.setattr(sitemap, "PART", 3)
    files = dict(sitemap_files(ctx, pages))
    parts = {n: text for n, text in files.items() if n != "sitemap.xml"}
    assert {"sitemap-2025.xml", "sitemap-2026.xml", "sitemap-2026-2.xml", "sitemap-chung.xml"} <= parts.keys()
    listed = {}
    for name, text in parts.items():
        urls = list(ElementTree.fromstring(text).iter(f"{MAP}url"))
        assert 0 < len(urls) <= 3
        listed.update({u.findtext(f"{MAP}loc"): name for u in urls})
    assert set(listed) == {u.text for u in ElementTree.fromstring(whole).iter(f"{MAP}loc")}
    assert listed["https://mau.gov.vn.example/tin-tuc/2025/01/cu/"] == "sitemap-2025.xml"
    index = ElementTree.fromstring(files["sitemap.xml"])
    days = {s.findtext(f"{MAP}loc"): s.findtext(f"{MAP}lastmod") for s in index}
    assert days.keys() == {f"https://mau.gov.vn.example/{name}" for name in parts}
    assert days["https://mau.gov.vn.example/sitemap-2025.xml"] == "2025-01-10T08:00:00+07:00"
    before = parts["sitemap-2025.xml"]
    land.item("tin-tuc/2026/11/them.md", tieu_de="Tin thêm")
    assert dict(sitemap_files(land.context(), list(land.pages().values())))["sitemap-2025.xml"] == before


def test_data_of_a_type_is_whole_by_year_and_newest_in_one(
    land: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api, "NEWEST", 2)
    for day in (1, 2, 3):
        at = f"2026-11-0{day}T08:00:00+07:00"
        land.item(f"tin-tuc/2026/11/a{day}.md", tieu_de=f"Tin {day}", tiep_nhan_luc=at)
    land.item("tin-tuc/2025/01/cu.md", tieu_de="Tin cũ", tiep_nhan_luc="2025-01-10T08:00:00+07:00")
    files = {name: json.loads(text) for name, text in api_files(land.context())}
    assert files.keys() == {"api/tin-tuc.json", "api/tin-tuc/2025.json", "api/tin-tuc/2026.json"}
    main = files["api/tin-tuc.json"]
    assert (main["count"], main["complete"]) == (4, False)
    assert [i["id"] for i in main["items"]] == ["mau/tin-tuc/2026/11/a3", "mau/tin-tuc/2026/11/a2"]
    assert [(y["year"], y["count"]) for y in main["years"]] == [(2026, 3), (2025, 1)]
    assert main["years"][1]["url"] == "https://mau.gov.vn.example/api/tin-tuc/2025.json"
    assert [i["title"] for i in files["api/tin-tuc/2026.json"]["items"]] == ["Tin 1", "Tin 2", "Tin 3"]


def test_data_is_of_the_form_that_the_schema_tells(filled: Ground, tmp_path: Path) -> None:
    filled.file("tep/bang.csv", "Năm,Số\n2026,1\n")
    filled.item(
        "thong-ke/2026/11/s.md",
        loai="thong-ke",
        tieu_de="Số liệu",
        tep_so_lieu="/tep/bang.csv",
        thong_ke_tu="2026-01",
        thong_ke_den="2026-06",
    )
    folder = filled.build(tmp_path / "xay").directory
    schema = json.loads((folder / "api/schema.json").read_text("utf-8"))
    names = sorted(
        n for n in tree(folder) if n.startswith("api/") and "items" in (folder / n).read_text("utf-8")
    )
    names.remove("api/schema.json")
    assert {"api/tin-tuc.json", "api/tin-tuc/2026.json", "api/van-ban.json", "api/thong-ke.json"} <= set(
        names
    )
    for name in names:
        document = json.loads((folder / name).read_text("utf-8"))
        assert _strays(document, schema["$defs"]["list"], schema) == [], name
    site = json.loads((folder / "api/site.json").read_text("utf-8"))
    assert _strays(site, schema["$defs"]["site"], schema) == []
    assert _strays(site | {"until": 5}, schema["$defs"]["site"], schema) == ["$.until is of no form"]
    (row,) = json.loads((folder / "api/thong-ke.json").read_text("utf-8"))["items"]
    address = "https://mau.gov.vn.example/thong-ke/2026/11/s/so-lieu-1.json"
    assert row["data"] == ["https://mau.gov.vn.example/tep/bang.csv", address]
    made = (folder / "thong-ke/2026/11/s/so-lieu-1.json").read_bytes()
    (listed,) = [f for f in row["files"] if f["url"] == address]
    assert (listed["kind"], listed["bytes"]) == ("JSON", len(made))
    assert listed["digest"] == "sha256:" + sha256(made).hexdigest()
    table = json.loads(made)
    assert (table["columns"], table["rows"]) == (["Năm", "Số"], [["2026", "1"]])
    assert table["source"] == "https://mau.gov.vn.example/tep/bang.csv"
    assert _strays({**document, "la": 1, "schema": "2"}, schema["$defs"]["list"], schema)


_KINDS = {
    "string": str,
    "integer": int,
    "boolean": bool,
    "array": list,
    "object": dict,
    "null": type(None),
}


def _strays(value: object, form: dict[str, Any], root: dict[str, Any], place: str = "$") -> list[str]:
    """Return where a value is not of a form; what the form does not name counts as well."""
    if "$ref" in form:
        form = root["$defs"][form["$ref"].rpartition("/")[2]]
    wrong = []
    if "anyOf" in form and all(_strays(value, each, root, place) for each in form["anyOf"]):
        return [f"{place} is of no form"]
    if "type" in form and not isinstance(value, _KINDS[form["type"]]):
        return [f"{place} is no {form['type']}"]
    if "const" in form and value != form["const"]:
        wrong.append(f"{place} is not {form['const']}")
    if "enum" in form and value not in form["enum"]:
        wrong.append(f"{place} is none of {form['enum']}")
    if "pattern" in form and not re.fullmatch(form["pattern"], str(value)):
        wrong.append(f"{place} is not like {form['pattern']}")
    if isinstance(value, dict) and "properties" in form:
        wrong += [f"{place}.{k} is missing" for k in form["required"] if k not in value]
        wrong += [f"{place}.{k} is not told of" for k in value if k not in form["properties"]]
        for key in value.keys() & form["properties"].keys():
            wrong += _strays(value[key], form["properties"][key], root, f"{place}.{key}")
    if isinstance(value, list) and "items" in form:
        for number, each in enumerate(value):
            wrong += _strays(each, form["items"], root, f"{place}[{number}]")
    return wrong


def test_a_site_describes_itself(filled: Ground, tmp_path: Path) -> None:
    folder = filled.build(tmp_path / "xay").directory
    told = json.loads((folder / "api/site.json").read_text("utf-8"))
    assert (told["id"], told["level"], told["parent"]) == ("mau", "tinh", None)
    assert told["languages"] == ["vi", "en"]
    counts = {(s["section"], s["lang"]): s["count"] for s in told["sections"]}
    assert counts["tin-tuc", "vi"] == 1
    assert counts["gioi-thieu", "en"] == 1
    base = "https://mau.gov.vn.example/"
    addresses = [*told["links"].values(), *(t["url"] for t in told["types"])]
    addresses += [s[key] for s in told["sections"] for key in ("url", "feed")]
    for address in [*addresses, *(n["url"] for n in told["newest"])]:
        assert address.startswith(base)
        name = address.removeprefix(base)
        assert (folder / (name + "index.html" if name.endswith("/") or not name else name)).is_file(), name


def test_whom_to_tell_of_a_weakness(filled: Ground, tmp_path: Path) -> None:
    folder = filled.build(tmp_path / "xay").directory
    lines = (folder / ".well-known/security.txt").read_text("utf-8").splitlines()
    assert lines == [
        "Contact: mailto:bbt@mau.example",
        "Expires: 2027-10-01T00:00:00+07:00",
        "Preferred-Languages: vi, en",
        "Canonical: https://mau.gov.vn.example/.well-known/security.txt",
    ]


@pytest.mark.parametrize(
    ("now", "end"),
    [
        ("2026-11-01T00:00:00+07:00", "2027-10-01T00:00:00+07:00"),
        ("2026-11-30T23:59:59+07:00", "2027-10-01T00:00:00+07:00"),
        ("2026-11-30T17:00:00+00:00", "2027-11-01T00:00:00+07:00"),
        ("2026-01-31T00:00:00+07:00", "2026-12-01T00:00:00+07:00"),
        ("2026-02-01T00:00:00+07:00", "2027-01-01T00:00:00+07:00"),
    ],
)
def test_the_contact_holds_for_whole_months(now: str, end: str) -> None:
    assert expiry(parse_time(now)) == end


def test_a_site_without_mail_names_its_contact_page(land: Ground) -> None:
    land.site(lien_he={})
    text = dict(site_files(land.context()))[".well-known/security.txt"]
    assert "Contact: https://mau.gov.vn.example/lien-he/\n" in text


def test_the_search_is_offered_to_browsers(filled: Ground, tmp_path: Path) -> None:
    built = filled.build(tmp_path / "xay")
    space = "{http://a9.com/-/spec/opensearch/1.1/}"
    for lang, name, target in (
        ("vi", "opensearch.xml", "/tim-kiem/"),
        ("en", "en/opensearch.xml", "/en/search/"),
    ):
        root = ElementTree.parse(built.directory / name).getroot()
        assert root.tag == f"{space}OpenSearchDescription"
        assert len(root.findtext(f"{space}ShortName") or "") <= 16
        url = root.find(f"{space}Url")
        assert url is not None
        assert url.get("template") == f"https://mau.gov.vn.example{target}?q={{searchTerms}}"
        home = page(built, "/en/" if lang == "en" else "/")
        assert 'type="application/opensearchdescription+xml" title="' in home
        assert f'href="/{name}"' in home


def test_the_text_download_names_number_dates_source_address_and_approval(
    land: Ground, tmp_path: Path
) -> None:
    path = land.document(
        "van-ban/2024/02/qd.md",
        "10/2024/QĐ-UBND",
        tieu_de="Quyết định mẫu",
        nguon_tin="co-quan",
        nguon={"ten": "Sở Mẫu"},
    )
    land.approve(path, "2026-11-11T10:00:00+07:00")
    built = build_site(land.approved(), "mau", tmp_path / "xay", NOW, root=land.root)
    text = (built.directory / "van-ban/2024/02/qd/noi-dung.txt").read_text("utf-8")
    for part in (
        "Quyết định mẫu\n====",
        "10/2024/QĐ-UBND",
        "23/02/2024",
        "Nguồn: Sở Mẫu",
        "Đăng lúc: ",
        "11/11/2026",
        "Phê duyệt: ",
        "01/QĐ-TD",
        f"phiên bản {STEP[:10]}",
        "https://mau.gov.vn.example/van-ban/2024/02/qd/",
    ):
        assert part in text, part


@pytest.mark.parametrize(
    ("data", "rows"),
    [
        (b"a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
        ("\ufeffNăm;Số\r\n2026;1,5\r\n".encode(), [["Năm", "Số"], ["2026", "1,5"]]),
        (b'a\tb\n"x\ty\nz"\t2\n\n', [["a", "b"], ["x\ty\nz", "2"]]),
        (b"a,b\n", None),
        (b"a\n1\n", None),
        (b"a,b\n1\n", None),
        (b"", None),
        (b"\xff\xfea,b\n1,2\n", None),
        (b"a,b\n1," + b"x" * 200_000 + b"\n", None),
    ],
)
def test_tables_that_are_plain_become_json_and_others_stay(
    land: Ground, data: bytes, rows: list[list[str]] | None
) -> None:
    land.file("tep/bang.csv", data)
    land.item(
        "thong-ke/2026/11/s.md", loai="thong-ke", tieu_de="Số", tep_so_lieu=["/tep/mat.csv", "/tep/bang.csv"]
    )
    made = {name: json.loads(text) for name, text in table_files(land.context())}
    if rows is None:
        assert made == {}
        return
    (table,) = made.values()
    assert made.keys() == {"thong-ke/2026/11/s/so-lieu-2.json"}
    assert [table["columns"], *table["rows"]] == rows
    land.item("thong-ke/2026/11/s.md", loai="thong-ke", tieu_de="Số", tep_so_lieu="/tep/bang.csv", go_bo={})
    assert list(table_files(land.context())) == []
