"""Reports for the tests of output: a real one, hostile ones, and a strategy for all others."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from pipeline.model.finding import Finding, Owner, Report, RuleNote, Severity, Waiver, fingerprint
from pipeline.model.text import Text

PATH = "content/daklak/tin-tuc/2026/11/đổi giờ.md"


def finding(
    message: str = "Chữ của liên kết “tại đây” không cho biết dẫn đến đâu.",
    *,
    hint: str = "Dùng tên của nơi được dẫn đến.",
    code: str = "TC004",
    severity: Severity = Severity.ERROR,
    path: str = PATH,
    line: int = 17,
    anchor: str = "a",
    wcag: tuple[str, ...] = (),
) -> Finding:
    return Finding(
        code=code,
        name="chu-lien-ket-chung-chung",
        severity=severity,
        path=path,
        line=line,
        column=10,
        message=Text(message, f"EN {message}"),
        hint=Text(hint, f"EN {hint}"),
        legal=("S1 Đ5 k2 d",),
        fingerprint=fingerprint(code, path, anchor, 1),
        wcag=wcag,
    )


def report(*findings: Finding, remarks: tuple[Text, ...] = ()) -> Report:
    return Report(3, 1, findings, "abc", remarks)


# Letters that mean something to JSON, XML, Markdown, HTML, terminals or addresses, and whole phrases.
_SPECIAL = (
    "`*_[]()<>&\"'\\#@!~$%{}|/:.-+=^\n\r\t \x00\x07\x1b\x7f\x85\u2028\u202e\u200b\ufeff\ufffe\udc80\ud800ậ😀"
)
PHRASES = (
    "@ban-bien-tap",
    "[tại đây](https://xau.example/)",
    "![](https://xau.example/a.png)",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "https://xau.example www.xau.example a@b.example",
    "]]>",
    "-->",
    "\n/merge\n",
    "\n```\n# a\n",
    "\n\n---\n\n",
    "`" * 12,
    "&#64;all &lt;b&gt;",
    "{0} {{x}}",
    "\x1b[31m",
)
WILD = st.lists(
    st.one_of(st.text(max_size=20), st.text(_SPECIAL, max_size=20), st.sampled_from(PHRASES)), max_size=5
).map("".join)
FINDINGS = st.builds(
    Finding,
    code=WILD,
    name=WILD,
    severity=st.sampled_from(Severity),
    path=WILD,
    line=st.integers(1, 10**6),
    column=st.integers(1, 10**6),
    message=st.builds(Text, WILD, WILD),
    hint=st.builds(Text, WILD, WILD),
    legal=st.lists(WILD, max_size=2).map(tuple),
    fingerprint=WILD,
    wcag=st.lists(WILD, max_size=2).map(tuple),
    old=st.none() | st.booleans(),
    owner=st.none() | st.builds(Owner, WILD, WILD, st.builds(Text, WILD, WILD)),
    waived=st.none() | st.builds(Waiver, WILD, WILD, st.dates(date(2020, 1, 1))),
)
NOTES = st.builds(
    RuleNote,
    code=WILD,
    name=WILD,
    summary=WILD,
    help=WILD,
    severity=st.sampled_from(Severity),
    legal=st.lists(WILD, max_size=2).map(tuple),
)
REPORTS = st.builds(
    Report,
    items=st.integers(0, 99),
    pages=st.integers(0, 99),
    findings=st.lists(FINDINGS, max_size=6).map(tuple),
    commit=st.none() | st.just("abc"),
    remarks=st.lists(st.builds(Text, WILD, WILD), max_size=12).map(tuple),
    rules=st.lists(NOTES, max_size=2, unique_by=lambda n: n.code).map(tuple),
)
LANGS = st.sampled_from(("vi", "en"))
