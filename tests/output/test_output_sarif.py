"""SARIF: valid against the schema of OASIS, and what viewers need is in its place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import jsonschema
import pytest
from hypothesis import given, settings

from pipeline import __version__
from pipeline.checks import all_rules
from pipeline.model.finding import Report, Severity
from pipeline.model.text import Text
from pipeline.output import render
from tests.checks import ground
from tests.output import sample

_SCHEMA = json.loads((Path(__file__).parent / "schemas/sarif-2.1.0-rtm.5.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft4Validator(_SCHEMA)


def valid(report: Report, lang: str = "vi") -> dict[str, Any]:
    """Return the only run of a report's log, which is valid and can be written as UTF-8."""
    text = render(report, "sarif", lang)
    log = json.loads(text.encode("utf-8"))
    VALIDATOR.validate(log)
    (run,) = log["runs"]
    return run


def test_the_schema_itself_refuses_what_is_no_sarif() -> None:
    log = json.loads(render(sample.report(sample.finding()), "sarif"))
    log["runs"][0]["results"][0]["level"] = "blocker"
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(log)


def test_a_real_report_is_told_whole(tmp_path: Path) -> None:
    body = ground.item("Xem lịch [tại đây](https://chinhphu.vn/lich).\n")
    report = ground.report(ground.repository(tmp_path, {ground.ARTICLE: body}), commit="abc")
    run = valid(report)
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["semanticVersion"]) == ("congtinh", __version__)
    assert run["properties"] == {"commit": "abc", "checked": {"items": 1, "pages": 0}}
    (rule,) = driver["rules"]
    page = next(r for r in all_rules() if r.code == "TC004").doc.strip()
    assert (rule["id"], rule["name"]) == ("TC004", "chu-lien-ket-chung-chung")
    assert rule["shortDescription"]["text"] == page.split("\n")[0]
    assert rule["help"]["markdown"].startswith("## Vì sao") and rule["help"]["markdown"] in page
    assert rule["defaultConfiguration"] == {"level": "error"}
    (result,) = run["results"]
    assert (result["ruleId"], result["ruleIndex"], result["level"]) == ("TC004", 0, "error")
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": ground.ARTICLE, "uriBaseId": "%SRCROOT%"}
    assert place["region"] == {"startLine": 17, "startColumn": 10}
    assert result["partialFingerprints"] == {"congtinh/v1": report.findings[0].fingerprint}
    assert result["properties"]["legal"] == ["S1 Đ5 k2 d", "TT 32/2017 Đ18 k1 d"]
    assert result["properties"]["wcag"] == ["2.4.4"]
    assert "Cách sửa: Dùng tên" in result["message"]["text"]


def test_links_and_placeholders_of_authors_are_inert() -> None:
    (result,) = valid(sample.report(sample.finding("[a](https://xau.example) {0} \\")))["results"]
    assert result["message"]["text"].startswith("\\[a\\](https://xau.example) {{0}} \\\\\n")


def test_levels_and_rules_of_several_findings() -> None:
    found = [
        sample.finding(code="TC004", anchor="a"),
        sample.finding(code="NG001", severity=Severity.WARNING),
        sample.finding(code="TC004", severity=Severity.NOTE, anchor="b"),
    ]
    run = valid(sample.report(*found))
    rules = run["tool"]["driver"]["rules"]
    assert [r["id"] for r in rules] == ["NG001", "TC004"]
    assert [r["level"] for r in run["results"]] == ["error", "warning", "note"]
    assert [rules[r["ruleIndex"]]["id"] for r in run["results"]] == ["TC004", "NG001", "TC004"]


@pytest.mark.parametrize(
    ("path", "address"),
    [
        (
            "content/đổi giờ.md",
            {"uri": "content/%C4%91%E1%BB%95i%20gi%E1%BB%9D.md", "uriBaseId": "%SRCROOT%"},
        ),
        ("a:b#c?d.md", {"uri": "a%3Ab%23c%3Fd.md", "uriBaseId": "%SRCROOT%"}),
        ("/srv/trang/a.html", {"uri": "file:///srv/trang/a.html"}),
        ("tep-\udcff.md", {"uri": "tep-%FF.md", "uriBaseId": "%SRCROOT%"}),
    ],
    ids=["vietnamese", "reserved", "absolute", "no-utf-8"],
)
def test_addresses_are_uris(path: str, address: dict[str, str]) -> None:
    (result,) = valid(sample.report(sample.finding(path=path)))["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == address


def test_a_clean_run_tells_its_remarks_and_no_result() -> None:
    run = valid(sample.report(remarks=(Text("Chưa xem liên kết ngoài.", "Links were not followed."),)), "en")
    assert run["results"] == [] and run["tool"]["driver"]["rules"] == []
    (told,) = run["invocations"][0]["toolExecutionNotifications"]
    assert told == {"level": "note", "message": {"text": "Links were not followed."}}
    assert run["language"] == "en"


def test_what_concerns_the_whole_repository_has_no_place() -> None:
    (result,) = valid(sample.report(sample.finding(path="")))["results"]
    assert "locations" not in result


@settings(deadline=None, max_examples=60)
@given(sample.REPORTS, sample.LANGS)
def test_any_text_gives_a_valid_log(report: Report, lang: str) -> None:
    run = valid(report, lang)
    assert len(run["results"]) == len(report.findings)
    for found, result in zip(report.findings, run["results"], strict=True):
        for location in result.get("locations", ()):
            uri = location["physicalLocation"]["artifactLocation"]["uri"]
            assert uri.isascii() and uri.isprintable() and " " not in uri
            if not found.path.startswith("/"):
                assert not urlsplit(uri).scheme and not urlsplit(uri).netloc
                named = unquote(uri, errors="surrogateescape")
                assert named == found.path or any("\ud800" <= c <= "\udfff" for c in found.path)
