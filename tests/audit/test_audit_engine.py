"""The audit of a whole site: who gets the seal, where findings are told, what links lead nowhere."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import pytest

from pipeline.audit import audit_files, audit_site
from pipeline.checks.registry import all_rules
from pipeline.errors import ConfigError, UsageError
from pipeline.model.finding import Report, Severity
from pipeline.model.release import BuiltPage, BuiltSite, Origin, PageRef
from pipeline.model.text import Text

NOW = datetime.fromisoformat("2026-11-22T09:00:00+07:00")
SOURCE = "content/daklak/tin-tuc/2026/11/bai.md"
ITEM = "tin-tuc/2026/11/bai/index.html"
MARKDOWN = (
    "---\nloai: tin-tuc\ntieu_de: Quy chế mới\n---\n\nĐoạn đầu.\n\nXem [quy chế](/van-ban/quy-che/) nhé.\n"
)


def page(body: str, title: str = "Bài", head: str = "", footer: str = "") -> str:
    return (
        f'<!doctype html>\n<html lang="vi"><head><title>{title}</title>{head}</head>\n'
        f"<body><main>\n<h1>{title}</h1>\n{body}\n</main><footer>\n{footer}\n</footer></body></html>\n"
    )


def built(
    folder: Path, files: Mapping[str, str], *refs: PageRef, origin: Origin = Origin.APPROVED
) -> BuiltSite:
    for name, content in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content, "utf-8")
    return BuiltSite("daklak", "daklak.gov.vn", folder, refs, origin, "c" * 40)


def item_ref() -> PageRef:
    return PageRef("/tin-tuc/2026/11/bai/", ITEM, "tin-tuc", "vi", SOURCE, 6)


def told(report: Report) -> list[tuple[str, str, int, int]]:
    return [(f.code, f.path, f.line, f.column) for f in report.findings]


def test_a_clean_site_gets_the_seal_with_a_manifest_of_every_file(tmp_path: Path) -> None:
    files = {
        "index.html": page('<a href="/a.txt">Văn bản thuần</a>', "Trang chủ"),
        "a.txt": "Điều 1.",
        "x/b.css": "",
    }
    site = built(tmp_path, files)
    report, audited = audit_site(site, now=NOW)
    assert told(report) == [] and report.pages == 1 and report.commit == "c" * 40
    assert audited and audited.built is site and audited.report == report
    expected = {name: hashlib.sha256(text.encode("utf-8")).hexdigest() for name, text in files.items()}
    assert dict(audited.manifest.files) == expected


def test_an_error_keeps_the_seal_back_and_a_warning_does_not(tmp_path: Path) -> None:
    warned = built(tmp_path / "a", {"index.html": page('<a href="/">xem thêm</a>')})
    report, audited = audit_site(warned, now=NOW)
    assert [f.severity for f in report.findings] == [Severity.WARNING] and audited
    faulty = built(tmp_path / "b", {"index.html": page('<img src="/a.png">'), "a.png": ""})
    report, audited = audit_site(faulty, now=NOW)
    assert [f.code for f in report.errors] == ["TC107"] and audited is None


def test_pages_that_nobody_announced_are_audited_too(tmp_path: Path) -> None:
    files = {"index.html": page("", "Trang chủ"), "la/trang-la.html": "<p>lạ", "LA.HTM": "<p>lạ"}
    report, audited = audit_site(built(tmp_path, files, PageRef("/", "index.html", "home", "vi")), now=NOW)
    assert report.pages == 3 and audited is None
    assert {f.path for f in report.findings} == {"la/trang-la.html", "LA.HTM"}


def test_a_link_in_the_tree_is_refused(tmp_path: Path) -> None:
    site = built(tmp_path, {"index.html": page("")})
    (tmp_path / "a.html").symlink_to("/etc/hostname")
    with pytest.raises(ConfigError, match="không phải là tệp thường"):
        audit_site(site, now=NOW)


def test_a_fault_in_an_items_text_is_told_at_the_item(tmp_path: Path) -> None:
    files = {ITEM: page('<p>Xem <a href="/van-ban/quy-che/">quy chế</a> nhé.</p>', "Quy chế mới")}
    site = built(tmp_path, files, item_ref())
    report, _ = audit_site(site, now=NOW, sources={SOURCE: MARKDOWN}.get)
    (found,) = report.findings
    assert (found.code, found.path, found.line, found.column) == ("LK101", SOURCE, 8, 6)
    assert "/tin-tuc/2026/11/bai/" in found.message.vi and "dòng 5, cột 8" in found.message.vi
    assert "line 5, column 8" in found.message.en

    report, _ = audit_site(site, now=NOW)  # without the texts: where the body begins
    assert told(report) == [("LK101", SOURCE, 6, 1)]


def test_a_fault_of_the_theme_is_told_once_at_the_built_file(tmp_path: Path) -> None:
    files = {f"{n}/index.html": page("", f"Bài {n}", footer='<a href="/mat/">Cũ</a>') for n in "abc"}
    files[ITEM] = page("", "Quy chế mới", footer='<a href="/mat/">Cũ</a>')
    report, _ = audit_site(built(tmp_path, files, item_ref()), now=NOW)
    (found,) = report.findings
    assert (found.code, found.path) == ("LK101", "a/index.html")
    assert "(Còn ở 3 trang khác.)" in found.message.vi


def test_findings_of_several_items_are_never_gathered(tmp_path: Path) -> None:
    refs = [PageRef(f"/{n}/", f"{n}/index.html", "tin-tuc", "vi", f"content/daklak/{n}.md", 3) for n in "ab"]
    files = {r.file: page('<a href="/mat/">Cũ</a>', r.file) for r in refs}
    report, _ = audit_site(built(tmp_path, files, *refs), now=NOW)
    assert told(report) == [("LK101", "content/daklak/a.md", 3, 1), ("LK101", "content/daklak/b.md", 3, 1)]


def test_fingerprint_outlives_moving_lines(tmp_path: Path) -> None:
    marks = []
    for number, before in enumerate(("", "<p>Thêm</p>\n\n")):
        files = {ITEM: page(before + '<a href="/mat/">Cũ</a>')}
        report, _ = audit_site(built(tmp_path / str(number), files, item_ref()), now=NOW)
        marks.append((report.findings[0].fingerprint, report.findings[0].message.vi))
    assert marks[0][0] == marks[1][0] and marks[0][1] != marks[1][1]


@pytest.mark.parametrize(
    ("href", "code"),
    [
        ("/", None),
        ("/en/", None),
        ("../../../../en/", None),
        ("/en", None),  # the server adds the slash
        ("https://daklak.gov.vn/en/", None),
        ("https://daklak.gov.vn.example/en/", None),
        ("//daklak.gov.vn/mat/", "LK101"),
        ("https://daklak.gov.vn/mat/", "LK101"),
        ("/en/#lien-he", None),
        ("/en/#khong-co", "LK102"),
        ("#bai", "LK102"),
        ("/tep/mau%20don.txt", None),
        ("/tep/mau%20don.txt#page=2", None),
        ("/tep/Mau%20don.txt", "LK103"),
        ("/tep/../tep/mau%20don.txt", None),
        ("/../../etc/passwd", "LK101"),
        ("/en/index.html?a=b", None),
        ("mailto:a@daklak.example", None),
        ("tel:02620000101", None),
        ("https://gialai.gov.vn/mat/", None),
        ("/a%00b", "LK101"),
        ("/" + "a" * 5000, "LK101"),
        ("/%ff", "LK101"),
    ],
)
def test_where_links_lead(tmp_path: Path, href: str, code: str | None) -> None:
    files = {
        "index.html": page("", "Trang chủ"),
        "en/index.html": page('<h2 id="lien-he">Liên hệ</h2>', "Tiếng Anh"),
        "tep/mau don.txt": "Mẫu",
        ITEM: page(f'<a href="{href}">Nơi được dẫn đến</a>'),
    }
    report, _ = audit_site(built(tmp_path, files), now=NOW)
    assert [f.code for f in report.findings if f.code.startswith("LK")] == ([code] if code else [])


def test_the_page_for_lost_addresses_answers_anywhere(tmp_path: Path) -> None:
    links = '<a href="van-ban/">Văn bản</a> <a href="/mat/">Mất</a>'
    report, _ = audit_site(built(tmp_path, {"404.html": page(links)}), now=NOW)
    assert [f.message.vi for f in report.findings] == ["Liên kết đến /mat/: không có trang này."]


def test_resources_of_the_own_host_are_no_third_party(tmp_path: Path) -> None:
    body = (
        '<img src="https://daklak.gov.vn/a.png" alt="Quốc huy"><img src="https://x.vn/a.png" alt="Quốc huy">'
    )
    report, _ = audit_site(built(tmp_path, {"index.html": page(body), "a.png": ""}), now=NOW)
    assert [(f.code, "x.vn" in f.message.vi) for f in report.findings] == [("TC118", True)]


def test_outside_links_that_were_found_dead(tmp_path: Path) -> None:
    body = '<a href="https://chinhphu.vn/a">Cổng Chính phủ</a> <a href="https://quochoi.vn/">Quốc hội</a>'
    site = built(tmp_path, {"index.html": page(body)})
    dead = {"https://chinhphu.vn/a": Text("máy chủ trả lời 404", "the server answers 404")}
    report, audited = audit_site(site, now=NOW, outside=dead)
    assert [f.code for f in report.findings] == ["LK104"] and audited
    assert "máy chủ trả lời 404" in report.findings[0].message.vi and report.remarks == ()
    report, _ = audit_site(site, now=NOW)
    assert report.findings == () and "congtinh audit --external" in report.remarks[0].vi


def test_no_remark_where_there_is_nothing_outside(tmp_path: Path) -> None:
    report, _ = audit_site(built(tmp_path, {"index.html": page("")}), now=NOW)
    assert report.remarks == ()


def test_files_and_folders_are_named_as_given(tmp_path: Path) -> None:
    built(tmp_path, {"a/index.html": page('<img src="/x.png" alt="Cờ">'), "b.html": "<h1></h1>"})
    report = audit_files([tmp_path / "a", tmp_path / "b.html"], now=NOW)
    paths = {f.path for f in report.findings}
    assert paths == {f"{tmp_path}/a/index.html", f"{tmp_path}/b.html"} and report.pages == 2
    with pytest.raises(UsageError, match="Không thấy"):
        audit_files([tmp_path / "khong-co.html"])


def test_loose_files_are_not_judged_by_addresses_from_a_root_nobody_knows(tmp_path: Path) -> None:
    body = '<a href="/van-ban/">Văn bản</a> <a href="../x/">X</a> <a href="mat.html">Mất</a>'
    built(tmp_path, {"a.html": page(body)})
    report = audit_files([tmp_path / "a.html"], now=NOW)
    assert [f.message.vi for f in report.findings] == ["Liên kết đến mat.html: không có trang này."]


def test_junk_gives_findings_and_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(bytes(range(256)) * 4000)
    (tmp_path / "b.html").write_bytes(b"")
    (tmp_path / "c.html").write_text(
        "<a href='http://[::1'>x</a><a href='//[x'>y</a><img src='http://['>" * 50
    )
    report = audit_files([tmp_path], now=NOW)
    assert {f.path.rsplit("/", 1)[-1] for f in report.findings} == {"a.html", "b.html", "c.html"}


def test_every_html_rule_says_which_criterion_it_holds() -> None:
    """Findings on pages carry success criteria, except where policy and not WCAG is the ground."""
    without = {"TC117", "TC118", "TC120", "LK101", "LK102", "LK103", "LK104"}
    cases = Path(__file__).parents[1] / "rules"
    for rule in all_rules():
        if rule.on is BuiltPage:
            files = sorted((cases / rule.code / "sai").glob("*.html"))
            found = [f for f in audit_files(files, now=NOW).findings if f.code == rule.code]
            assert found, rule.code
            assert all(bool(f.wcag) is (rule.code not in without) for f in found), rule.code
