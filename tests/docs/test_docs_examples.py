"""The examples of the handbook work: articles pass the checks, boards can be read, tables are complete."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from pipeline.approval.reasons import REASONS
from pipeline.approval.report import gate_json
from pipeline.approval.roster import parse_delegations, parse_roster
from pipeline.checks import check_corpus
from pipeline.checks.kinds import KINDS
from pipeline.cli.releases import as_dict as releases_as_dict
from pipeline.clock.now import parse_time
from pipeline.model.approval import GateResult, Reason
from pipeline.model.finding import Finding, Severity
from pipeline.output import json_report
from pipeline.source.corpus import load
from tests.docs import papers
from tests.docs.papers import HANDBOOK, ROOT

EDITORS, REVIEWERS, OPERATORS = (HANDBOOK / f"{n}.md" for n in ("bien-tap-vien", "nguoi-duyet", "van-hanh"))
NOW = parse_time("2026-11-22T09:00:00+07:00")
ARTICLE = "content/daklak/tin-tuc/2026/11/lich-tra-loi-phan-anh.md"
ENGLISH = "content/daklak/en/tin-tuc/2026/11/replies-to-petitions.md"
_TOP_KEY = re.compile(r"^([a-z_]+):", re.MULTILINE)


def example() -> str:
    (only,) = papers.fences(EDITORS, "markdown")
    return only.text


def with_fragment(article: str, fragment: str) -> str:
    """The article with the top-level keys of a fragment of front matter in place of its own."""
    _, head, body = article.split("---\n", 2)
    own = re.split(r"(?m)^(?=[a-z_]+:)", head)
    replaced = set(_TOP_KEY.findall(fragment))
    kept = [block for block in own if block.split(":", 1)[0] not in replaced]
    return f"---\n{''.join(kept)}{fragment}---\n{body}"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """The sample province alone, with room for one more article."""
    shutil.copytree(ROOT / "sites", tmp_path / "sites")
    shutil.copytree(ROOT / "content" / "daklak", tmp_path / "content" / "daklak")
    return tmp_path


def check(tree: Path, path: str, article: str) -> tuple[Finding, ...]:
    (tree / path).parent.mkdir(parents=True, exist_ok=True)
    (tree / path).write_text(article, encoding="utf-8")
    return check_corpus(load(tree), now=NOW, paths=[path]).findings


def test_the_example_article_has_no_findings_at_all(tree: Path) -> None:
    assert ARTICLE in papers.text(EDITORS)
    assert [f.message.vi for f in check(tree, ARTICLE, example())] == []


def fragments() -> list[str]:
    return [f.text for f in papers.fences(EDITORS, "yaml")]


@pytest.mark.parametrize("fragment", fragments(), ids=lambda f: f.split(":")[0])
def test_a_fragment_of_front_matter_fits_the_example_article(tree: Path, fragment: str) -> None:
    if fragment.startswith("- quy_tac"):  # an entry of mien-tru.yml, not of an article
        (tree / "sites" / "daklak" / "mien-tru.yml").write_text(fragment, encoding="utf-8")
        told = check_corpus(load(tree), now=NOW, paths=["sites/daklak"]).findings
        assert [f.message.vi for f in told if f.code == "TR013"] == []
        return
    path = ENGLISH if "ban_goc" in fragment else ARTICLE
    # a translation is shown by its keys alone: the words of the example stay Vietnamese
    spared = {"TC013", "TC014", "MH007"} if path == ENGLISH else set()
    found = check(tree, path, with_fragment(example(), fragment))
    assert [f.message.vi for f in found if f.severity is Severity.ERROR and f.code not in spared] == []


def test_a_spoilt_example_would_be_noticed(tree: Path) -> None:
    assert check(tree, ARTICLE, example().replace("2026-11-22T08:30:00+07:00", "22/11/2026"))


def test_the_roster_and_the_delegation_of_the_reviewers_can_be_read() -> None:
    board, delegation = (f.text for f in papers.fences(REVIEWERS, "yaml"))
    roster = parse_roster("daklak", "", board.encode())
    (appointment,) = roster.of("truong-ban-daklak")
    (person,) = roster.people
    assert appointment.role == "truong-ban" and len(person.keys) == 1
    known = {"truong-ban-gialai", "pho-truong-ban-gialai"}
    (given,) = parse_delegations("gialai", delegation.encode(), known)
    assert given.types == frozenset({"tin-tuc"}) and given.paper == "01/UQ-TD"


@pytest.mark.parametrize("reason", list(Reason), ids=lambda r: r.value)
def test_every_reason_code_stands_in_the_reviewers_table_with_its_sentences(reason: Reason) -> None:
    told = REASONS[reason]
    row = f"| `{reason.value}` | {told.what.vi} | {told.remedy.vi} |"
    assert row in papers.text(REVIEWERS).splitlines()


def test_the_table_of_reasons_is_in_the_order_in_which_they_are_told() -> None:
    listed = re.findall(r"^\| `([A-Z_]+)` \|", papers.text(REVIEWERS), re.MULTILINE)
    assert listed == [r.value for r in Reason]


def test_every_kind_of_field_is_explained() -> None:
    paper = ROOT / "docs" / "quyet-dinh" / "0003-kieu-truong.md"
    told = set(re.findall(r"^ *\| `([a-z-]+)` \|", papers.text(paper), re.MULTILINE))
    used = set()
    for file in (ROOT / "sites" / "_chung" / "loai").glob("*.yml"):
        used |= set(re.findall(r"^ *kieu: ([a-z-]+)$", file.read_text("utf-8"), re.MULTILINE))
    assert used and used <= told
    assert set(KINDS) <= told


def test_the_json_forms_are_described_key_by_key(tree: Path) -> None:
    described = {
        row.split("|")[1].strip(): row for row in papers.text(OPERATORS).splitlines() if row[:2] == "| "
    }
    findings = check(tree, ARTICLE, example().replace("tin-tuc", "tin-tuk", 1))
    report = check_corpus(load(tree), now=NOW, paths=[ARTICLE])
    said = json_report.as_dict(report, "vi")
    assert findings and said["findings"]
    gate = gate_json(GateResult("a", "b", (), {}))
    forms = {
        "check, audit": {*said, *said["checked"], *said["findings"][0]},
        "gate": set(gate),
        "releases": set(releases_as_dict("x", (), "vi")),
    }
    for command, keys in forms.items():
        for key in keys - {"schema"}:
            assert f"`{key}`" in described[command], (command, key)
