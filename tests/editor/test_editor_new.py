"""`congtinh new`: every type on every sample site, right in form before it is filled in."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.checks import check_corpus
from pipeline.cli.main import main
from pipeline.clock.now import VIETNAM
from pipeline.editor.mending import mend
from pipeline.editor.skeleton import Skeleton, skeleton
from pipeline.errors import UsageError
from pipeline.model.finding import Stage
from pipeline.source.corpus import load
from pipeline.source.items import read_item
from pipeline.source.registry import load_registry
from tests.casework import NOW, ROOT
from tests.checks.ground import repository

REGISTRY = load_registry(ROOT)[0]
SITES = ("daklak", "krongpac.daklak")
PLACES = [(t.slug, section) for t in REGISTRY.types.values() for section in t.sections]
# Only the editor can supply files, keywords, trigger dates, documents that a register knows.
CONTENT_MISSING = ("LK", "VB", "TH", "SD013", "SD015")
FORM = {"SD001", "SD002", "SD003", "SD004", "SD005", "SD008", "SD009", "SD010", "SD014"}


def made(site: str) -> dict[tuple[str, str], Skeleton]:
    return {(k, s): skeleton(REGISTRY, k, site, NOW, section=s, name=k) for k, s in PLACES}


def switched_on(text: str, kind: str) -> str:
    keys = {f.key for f in REGISTRY.fields_of(kind)}
    return re.sub(r"^# ([a-z_]+):(?= )", lambda m: f"{m[1]}:" if m[1] in keys else m[0], text, flags=re.M)


def codes(texts: dict[str, str]) -> dict[str, set[str]]:
    """Return the codes of the findings of items, all judged together."""
    editions = tuple(read_item(path, text.encode()) for path, text in texts.items())
    corpus = replace(load(ROOT, []), editions=editions)
    report = check_corpus(corpus, now=NOW, stage=Stage.SUBMIT, paths=list(texts))
    found: dict[str, set[str]] = {path: set() for path in texts}
    for finding in report.findings:
        found.setdefault(finding.path, set()).add(finding.code)
    return found


@pytest.fixture(scope="module", params=SITES)
def site(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def as_generated(site: str) -> dict[str, set[str]]:
    return codes({new.path: new.text for new in made(site).values()})


@pytest.fixture(scope="module")
def all_keys_on(site: str) -> dict[str, set[str]]:
    return codes({new.path: switched_on(new.text, kind) for (kind, _), new in made(site).items()})


@pytest.mark.parametrize(("kind", "section"), PLACES)
def test_a_skeleton_is_right_in_form(
    as_generated: dict[str, set[str]], site: str, kind: str, section: str
) -> None:
    new = skeleton(REGISTRY, kind, site, NOW, section=section, name=kind)
    edition = read_item(new.path, new.text.encode())
    assert edition.type == kind
    assert not edition.faults
    assert not mend(new.text.encode()).changed
    assert [c for c in as_generated[new.path] if not c.startswith(CONTENT_MISSING)] == []
    assert "SD015" in as_generated[new.path]  # an unfilled skeleton never gets through


@pytest.mark.parametrize(("kind", "section"), PLACES)
def test_a_commented_key_can_be_switched_on(
    all_keys_on: dict[str, set[str]], site: str, kind: str, section: str
) -> None:
    new = skeleton(REGISTRY, kind, site, NOW, section=section, name=kind)
    whole = switched_on(new.text, kind)
    assert set(read_item(new.path, whole.encode()).meta) > set(read_item(new.path, new.text.encode()).meta)
    assert all_keys_on[new.path] & FORM == set()


def test_a_wrong_skeleton_would_be_seen() -> None:
    new = skeleton(REGISTRY, "tin-tuc", "daklak", NOW)
    wrong = new.text.replace("\nkenh: email", "\nkenh: thu").replace("\npham_vi:", "\npham:")
    assert {"SD002", "SD004"} <= codes({new.path: wrong})[new.path]


def test_the_keys_stand_in_the_order_of_the_type_with_hints_and_choices() -> None:
    text = skeleton(REGISTRY, "tin-tuc", "daklak", NOW).text
    keys = re.findall(r"^(?:# )?([a-z_]+): ", text, re.M)
    order = [f.key for f in REGISTRY.fields_of("tin-tuc") if f.key in keys]
    assert keys == order
    assert (
        "# Kênh tiếp nhận (bắt buộc). Bài gửi đến bằng cách nào.\n#   Chọn một: email (Thư điện tử); " in text
    )
    assert "\ntiep_nhan_luc: 2026-11-22T09:00:00+07:00\n" in text
    assert "\ndo_mat: khong-mat\n" in text
    assert "\n# nguon: {" in text
    assert "go_bo" not in text


def test_a_condition_that_holds_on_this_site_is_filled_in() -> None:
    assert "\nloai_nhuan_but: " in skeleton(REGISTRY, "tin-tuc", "krongpac.daklak", NOW).text
    assert "\n# loai_nhuan_but: " in skeleton(REGISTRY, "tin-tuc", "daklak", NOW).text


def test_filled_in_it_passes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = repository(tmp_path, {})
    title = "Bộ phận một cửa đổi giờ nhận hồ sơ: từ thứ Bảy"
    call = [
        "new",
        "tin-tuc",
        "--site",
        "daklak",
        "--title",
        title,
        "--root",
        str(root),
        "--now",
        NOW.isoformat(),
    ]
    assert main(call) == 0
    path = "content/daklak/tin-tuc/2026/11/bo-phan-mot-cua-doi-gio-nhan-ho-so-tu-thu-bay.md"
    assert capsys.readouterr().out.startswith(f"Đã tạo {path}\n")
    text = (root / path).read_text(encoding="utf-8")
    for reminder, real in {
        '"[Thay: tóm tắt]"': "Từ đầu tháng mười hai, bộ phận một cửa nhận hồ sơ cả sáng thứ Bảy.",
        '"[Thay: tác giả]"': "Phòng Tổng hợp",
        "# tu_khoa: ": "tu_khoa: ",
    }.items():
        assert text.count(reminder) == 1
        text = text.replace(reminder, real)
    assert "[Thay" not in text
    (root / path).write_text(text, encoding="utf-8")
    assert main(["check", path, "--root", str(root), "--now", NOW.isoformat()]) == 0
    assert title in capsys.readouterr().out or read_item(path, text.encode()).title == title


def test_it_never_overwrites(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = repository(tmp_path, {"content/daklak/van-ban/2026/11/bai-moi.md": "cũ"})
    call = ["new", "van-ban", "--site", "daklak", "--root", str(root), "--now", NOW.isoformat()]
    assert main(call) == 2
    assert "không ghi đè" in capsys.readouterr().err
    assert (root / "content/daklak/van-ban/2026/11/bai-moi.md").read_text() == "cũ"
    assert main([*call, "--slug", "bai-hai"]) == 0
    assert (root / "content/daklak/van-ban/2026/11/bai-hai.md").is_file()


def test_it_does_not_write_through_a_link(tmp_path: Path) -> None:
    root = repository(tmp_path / "kho", {})
    outside = tmp_path / "ngoai"
    outside.mkdir()
    (root / "content" / "daklak").mkdir(parents=True, exist_ok=True)
    (root / "content" / "daklak" / "van-ban").symlink_to(outside)
    assert main(["new", "van-ban", "--site", "daklak", "--root", str(root), "--now", NOW.isoformat()]) == 2
    assert list(outside.rglob("*")) == []


@pytest.mark.parametrize(
    ("kind", "site", "more", "said"),
    [
        ("khong-co", "daklak", {}, "Không có loại bài"),
        ("tin-tuc", "khong-co", {}, "Không có trang"),
        ("tin-tuc", "../x", {}, "Không có trang"),
        ("trang", "daklak", {}, "nhiều mục"),
        ("trang", "daklak", {"section": "tin-tuc"}, "Không có mục"),
        ("tin-tuc", "daklak", {"name": "../Tên"}, "không hợp lệ"),
        ("tin-tuc", "daklak", {"name": "a" * 81}, "không hợp lệ"),
        ("tin-tuc", "daklak", {"title": "x" * 201}, "200"),
        ("tin-tuc", "daklak", {"title": "  "}, "200"),
        ("tin-tuc", "daklak", {"title": "Giờ\x07 mới"}, "ký tự ẩn"),
        ("tin-tuc", "daklak", {"title": "Giờ \udcff"}, "ký tự ẩn"),
    ],
)
def test_what_cannot_be_is_said(kind: str, site: str, more: dict[str, str], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        skeleton(REGISTRY, kind, site, NOW, **more)


def test_the_month_is_that_of_the_clock_in_viet_nam_and_a_long_title_is_cut_at_a_word() -> None:
    late = NOW.replace(month=12, day=1, hour=0).astimezone(VIETNAM)
    new = skeleton(REGISTRY, "tin-tuc", "daklak", late, title="Đổi giờ làm việc " * 10)
    assert new.path.startswith("content/daklak/tin-tuc/2026/12/doi-gio-lam-viec-")
    assert len(Path(new.path).stem) <= 80
    assert Path(new.path).stem.rsplit("-", 1)[-1] in {"doi", "gio", "lam", "viec"}
