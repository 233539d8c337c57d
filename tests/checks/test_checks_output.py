"""What people and machines read of a report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline import __version__
from pipeline.errors import UsageError
from pipeline.model.finding import Report
from pipeline.model.text import Text
from pipeline.output import FORMATS, render
from tests.checks.ground import ARTICLE, item, report, repository

ONE_FAULT = item("Xem lịch [tại đây](https://lich.example/thang).\n")


def test_the_human_form_names_place_fault_mending_and_law(tmp_path: Path) -> None:
    told = render(report(repository(tmp_path, {ARTICLE: ONE_FAULT})), "human")
    assert told == (
        f"{ARTICLE}\n"
        "  17:10  LỖI TC004  Chữ của liên kết “tại đây” không cho biết dẫn đến đâu.\n"
        "      Cách sửa: Dùng tên của nơi được dẫn đến, ví dụ: "
        "[Quyết định số 10/2024/QĐ-UBND](https://lich.example/thang)\n"
        "      Căn cứ: S1 Đ5 k2 d; TT 32/2017 Đ18 k1 d\n"
        "\n"
        "Đã kiểm tra 1 tin, bài và 0 trang: 1 lỗi, 0 cảnh báo, 0 lưu ý.\n"
    )


def test_the_human_form_speaks_english_too(tmp_path: Path) -> None:
    told = render(report(repository(tmp_path, {ARTICLE: ONE_FAULT})), "human", "en")
    assert "ERROR TC004" in told and "How to mend: Use the name" in told
    assert told.endswith("Checked 1 items and 0 pages: 1 errors, 0 warnings, 0 notes.\n")


def test_the_json_form_is_schema_one_with_unescaped_letters(tmp_path: Path) -> None:
    text = render(report(repository(tmp_path, {ARTICLE: ONE_FAULT}), commit="abc"), "json")
    assert "liên kết" in text and "\\u" not in text and text.endswith("}\n")
    told = json.loads(text)
    assert set(told) == {"schema", "tool", "commit", "checked", "remarks", "findings"}
    assert told["schema"] == 1 and told["tool"] == {"name": "congtinh", "version": __version__}
    assert told["commit"] == "abc" and told["checked"] == {"items": 1, "pages": 0}
    (finding,) = told["findings"]
    assert finding["code"] == "TC004" and finding["name"] == "chu-lien-ket-chung-chung"
    assert (finding["severity"], finding["path"]) == ("error", ARTICLE)
    assert (finding["line"], finding["column"]) == (17, 10)
    assert finding["legal"] == ["S1 Đ5 k2 d", "TT 32/2017 Đ18 k1 d"]
    assert len(finding["fingerprint"]) == 64 and finding["message"] and finding["hint"]
    assert finding["wcag"] == ["2.4.4"]


def test_remarks_are_printed_by_both() -> None:
    told = Report(0, 0, (), remarks=(Text("Chưa xem liên kết ngoài.", "Links were not followed."),))
    assert "Chưa xem liên kết ngoài.\n" in render(told, "human")
    assert json.loads(render(told, "json", "en"))["remarks"] == ["Links were not followed."]


def test_an_unknown_form_is_a_usage_error() -> None:
    with pytest.raises(UsageError) as raised:
        render(Report(0, 0, ()), "xml")
    assert "xml" in raised.value.message.vi and all(f in raised.value.hint.vi for f in FORMATS)
