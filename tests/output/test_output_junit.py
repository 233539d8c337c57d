"""JUnit: well-formed whatever authors wrote, a case per finding, a passing one when clean."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from hypothesis import given, settings

from pipeline.model.finding import Report, Severity
from pipeline.model.text import Text
from pipeline.output import render
from tests.output import sample


def parsed(report: Report, lang: str = "vi") -> ET.Element:
    raw = render(report, "junit", lang).encode("utf-8")
    assert raw.startswith(b"<?xml") and raw.endswith(b"</testsuites>\n")
    return ET.fromstring(raw)


def test_a_clean_report_is_one_passing_case() -> None:
    root = parsed(sample.report())
    (case,) = root.iter("testcase")
    assert list(case) == [] and case.get("name", "").startswith("Đã kiểm tra 3 tin, bài")
    for element in (root, root[0]):
        assert {k: element.get(k) for k in ("tests", "failures", "errors", "skipped")} == {
            "tests": "1",
            "failures": "0",
            "errors": "0",
            "skipped": "0",
        }


def test_a_suite_per_file_and_a_case_per_finding() -> None:
    found = [
        sample.finding(path="content/a.md", anchor="1"),
        sample.finding(path="content/a.md", anchor="2", line=30),
        sample.finding(path="content/b.md", severity=Severity.WARNING),
        sample.finding(path="content/b.md", severity=Severity.NOTE, code="TC001"),
    ]
    root = parsed(sample.report(*found))
    assert [(s.get("name"), s.get("tests"), s.get("failures"), s.get("skipped")) for s in root] == [
        ("content/a.md", "2", "2", "0"),
        ("content/b.md", "2", "0", "2"),
    ]
    assert (root.get("tests"), root.get("failures"), root.get("skipped")) == ("4", "2", "2")
    names = [(c.get("classname"), c.get("name")) for c in root.iter("testcase")]
    assert len(set(names)) == 4, "GitLab drops the second case of a name"
    assert names[1][1] == f"{names[0][1]} (2)"


def test_a_failure_holds_all_that_is_needed() -> None:
    (case,) = parsed(sample.report(sample.finding(hint="Sửa thành:\nloai: tin-tuc"))).iter("testcase")
    assert (case.get("classname"), case.get("file")) == (sample.PATH, sample.PATH)
    failure = case.find("failure")
    assert failure is not None and failure.get("type") == "chu-lien-ket-chung-chung"
    assert failure.get("message", "").startswith("LỖI TC004: Chữ của liên kết")
    assert failure.text == (
        f"{sample.PATH}:17:10\n"
        "Chữ của liên kết “tại đây” không cho biết dẫn đến đâu.\n"
        "Cách sửa: Sửa thành:\nloai: tin-tuc\n"
        "Căn cứ: S1 Đ5 k2 d"
    )


def test_warnings_alone_fail_nothing_and_speak_english() -> None:
    root = parsed(sample.report(sample.finding(severity=Severity.WARNING)), "en")
    assert root.get("failures") == "0"
    told = next(root.iter("skipped"))
    assert told.get("message", "").startswith("WARNING TC004: EN ") and "How to mend: EN " in (
        told.text or ""
    )


def test_characters_that_xml_forbids_are_shown_as_replaced() -> None:
    case = next(parsed(sample.report(sample.finding("a\x00\x1b]]>\ufffe<b>&\udc80"))).iter("testcase"))
    assert case.get("name") == "TC004: a\ufffd\ufffd]]>\ufffd<b>&\ufffd"


def test_remarks_stand_in_the_output() -> None:
    cut = Text("Chỉ nêu 200 chỗ đầu.", "The first 200 are told.")
    assert parsed(sample.report(remarks=(cut,))).findtext("testsuite/system-out") == cut.vi


@settings(deadline=None, max_examples=60)
@given(sample.REPORTS, sample.LANGS)
def test_any_text_gives_well_formed_xml(report: Report, lang: str) -> None:
    root = parsed(report, lang)
    cases = list(root.iter("testcase"))
    assert len(cases) == max(1, len(report.current))
    assert len({(c.get("classname"), c.get("name")) for c in cases}) == len(cases)
    assert len(list(root.iter("failure"))) == len(report.errors) == int(root.get("failures", "-1"))
