"""What the audit keeps of unchanged pages: the same report as from nothing, without reading them again."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest
from test_audit_engine import ITEM, MARKDOWN, NOW, SOURCE, built, item_ref, page, told

from pipeline.audit import audit_site, engine
from pipeline.checks.registry import all_rules
from pipeline.model.release import BuiltPage, BuiltSite, PageRef

FILES = {
    "index.html": page(
        '<a href="/tin-tuc/2026/11/bai/#muc">Bài về quy chế</a> <img src="/x.png">', "Trang chủ"
    ),
    ITEM: page(
        '<p id="muc">Xem <a href="/van-ban/quy-che/">quy chế</a> và <a href="https://mau.example/">nơi khác</a></p>'
    ),
    "van-ban/quy-che/index.html": page("<p>Điều 1.</p>", "Bài"),  # a title that two pages have
    "tep/a.txt": "Điều 1.",
}


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that were read as pages, in order."""
    files: list[str] = []
    plain = engine.read_page

    def counted(path: Path, ref: PageRef) -> BuiltPage:
        files.append(ref.file)
        return plain(path, ref)

    monkeypatch.setattr(engine, "read_page", counted)
    return files


def audit(site: BuiltSite, kept: Path | None, text: str = MARKDOWN) -> object:
    return audit_site(site, now=NOW, sources={SOURCE: text}.get, kept=kept)


def test_the_second_audit_says_the_same_and_reads_only_what_the_tree_concerns(
    tmp_path: Path, reads: list[str]
) -> None:
    kept = tmp_path / "giu.json"
    law = PageRef("/van-ban/quy-che/", "van-ban/quy-che/index.html", "van-ban", "vi")
    site = built(tmp_path / "trang", FILES, item_ref(), law)
    from_nothing = audit(site, None)
    first = audit(site, kept)
    assert first == from_nothing
    report = first[0]  # type: ignore[index]
    assert len(told(report)) > 2
    reads.clear()
    assert audit(site, kept) == first
    assert sorted(reads) == [
        "index.html",
        ITEM,
        "van-ban/quy-che/index.html",
    ]  # a lost picture, a shared title
    clean = {name: text for name, text in FILES.items() if name != "van-ban/quy-che/index.html"}
    clean |= {"index.html": page("<p>Chào</p>", "Trang chủ"), ITEM: page("<p>Nội dung</p>")}
    other = built(tmp_path / "sach", clean, item_ref())
    audit(other, tmp_path / "sach.json")
    reads.clear()
    audit(other, tmp_path / "sach.json")
    assert reads == []


def test_a_changed_page_or_text_is_read_again(tmp_path: Path, reads: list[str]) -> None:
    kept = tmp_path / "giu.json"
    files = {"index.html": page("<p>Chào</p>", "Trang chủ"), ITEM: page("<p><b>Xem</b> quy chế</p>")}
    site = built(tmp_path / "trang", files, item_ref())
    audit(site, kept)
    built(tmp_path / "trang", {"index.html": page('<p>Chào <a href="/x/">bạn</a></p>', "Trang chủ")})
    reads.clear()
    assert audit(site, kept) == audit(site, None)
    assert reads[0] == "index.html" and ITEM not in reads[:1]
    reads.clear()
    audit(site, kept, MARKDOWN + "\nThêm một dòng.\n")
    assert reads[0] == ITEM
    moved = built(tmp_path / "trang", {}, PageRef("/tin-tuc/2026/11/bai/", ITEM, "tin-tuc", "vi", SOURCE, 9))
    reads.clear()
    audit(moved, kept)
    assert ITEM in reads


def test_a_target_that_goes_is_missed_on_pages_that_stay(tmp_path: Path) -> None:
    kept = tmp_path / "giu.json"
    files = {"index.html": page('<a href="/van-ban/#so-10">Văn bản</a>', "Trang chủ")}
    site = built(tmp_path / "trang", files | {"van-ban/index.html": page('<p id="so-10">10</p>', "Văn bản")})
    assert told(audit(site, kept)[0]) == []  # type: ignore[index]
    built(tmp_path / "trang", {"van-ban/index.html": page("<p>10</p>", "Văn bản")})
    assert [f[0] for f in told(audit(site, kept)[0])] == ["LK102"]  # type: ignore[index]
    (tmp_path / "trang/van-ban/index.html").unlink()
    assert [f[0] for f in told(audit(site, kept)[0])] == ["LK101"]  # type: ignore[index]
    assert audit(site, kept) == audit(site, None)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"base": 1}', '{"base": "", "pages": {}}', "\u0000", None])
def test_a_spoilt_file_is_as_good_as_none(tmp_path: Path, text: str | None) -> None:
    kept = tmp_path / "giu.json"
    site = built(tmp_path / "trang", FILES, item_ref())
    expected = audit(site, kept)
    if text is None:  # rows of another form under the right head
        kept.write_text(kept.read_text("utf-8").replace('"links": [[', '"links": [[9999999, '), "utf-8")
    else:
        kept.write_text(text, "utf-8")
    assert audit(site, kept) == expected
    kept.unlink()
    kept.mkdir()  # and where nothing can be written, nothing is kept
    assert audit(site, kept) == expected


def test_rules_on_pages_look_at_no_clock() -> None:
    for rule in all_rules():
        if rule.on is BuiltPage:
            source = inspect.getsource(inspect.getmodule(rule.check))  # type: ignore[arg-type]
            assert "ctx.now" not in source and "ctx.today" not in source, rule.code
