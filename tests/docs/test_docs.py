"""The papers say what stands: commands, options, paths, links and codes that they name exist."""

from __future__ import annotations

import argparse
import re
import shlex
import unicodedata
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from pipeline.checks import all_rules
from pipeline.cli.main import build_parser
from tests.docs import papers
from tests.docs.papers import HANDBOOK, ROOT, WRITTEN

# Options of other programs that the papers speak of.
OTHER_OPTIONS = {"--no-ff", "--ff-only", "--depth", "--require-hashes"}
# Files that a reader is told to write.
TO_BE_WRITTEN = {
    "content/daklak/tin-tuc/2026/11/lich-tra-loi-phan-anh.md",
    "sites/gialai/uy-quyen.yml",
}
# Whom an address in the papers may lead to; package hosts and machines are nobody's business here.
HOSTS = {"keepachangelog.com", "semver.org"}
# Absolute paths: where an operator installs things, and addresses from the root of a site.
HOST_FOLDERS = {"opt", "srv", "etc", "usr"}
SITE_FOLDERS = {"anh", "phe-duyet", "tep", "van-ban"}
_OURS = ("content/", "sites/", "pipeline/", "docs/", "tests/", "theme/", ".ci/", ".forgejo/")
_COMMAND = re.compile(r"(?:^|[\s;&|/])congtinh ((?!-)[a-z][^|&;]*)")


def commands() -> dict[str, argparse.ArgumentParser]:
    for action in build_parser()._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    raise AssertionError("no subcommands")


def options(parser: argparse.ArgumentParser) -> set[str]:
    return {option for action in parser._actions for option in action.option_strings}


def typed() -> list[tuple[str, str]]:
    """Every congtinh command in a fenced block of a paper or in a CI file, as (where, arguments)."""
    found = []
    for paper in WRITTEN:
        for line in papers.command_lines(paper):
            found += [(papers.name(paper), m.strip()) for m in _COMMAND.findall(line)]
    for file in [ROOT / ".gitlab-ci.yml", *sorted((ROOT / ".forgejo").rglob("*.yml"))]:
        for line in file.read_text("utf-8").splitlines():
            if "congtinh " in line and not line.lstrip().startswith("#"):
                found += [(file.name, m.strip()) for m in _COMMAND.findall(line)]
    return found


@pytest.mark.parametrize(("where", "arguments"), typed(), ids=lambda v: v[:60])
def test_a_command_in_an_example_can_be_typed(where: str, arguments: str) -> None:
    try:
        build_parser().parse_args(shlex.split(arguments))
    except SystemExit as left:
        pytest.fail(f"{where}: congtinh {arguments} ({left})")


def test_the_examples_hold_commands_at_all() -> None:
    named = {arguments.split()[0] for _, arguments in typed()}
    assert named == set(commands()) - {"demo"}, "every command is shown in some example (demo: make demo)"


@pytest.mark.parametrize("paper", WRITTEN, ids=papers.name)
def test_commands_and_options_in_the_text_exist(paper: Path) -> None:
    known = commands()
    everywhere = set().union(*map(options, known.values())) | OTHER_OPTIONS
    for span in papers.spans(paper):
        words = span.split()
        if words[0] == "congtinh" and len(words) > 1 and not words[1].startswith(("-", "…")):
            assert words[1] in known, span
            assert {w for w in words[2:] if w.startswith("--")} <= options(known[words[1]]), span
        elif re.match(r"--\w", words[0]):
            assert words[0] in everywhere, span


@pytest.mark.parametrize("paper", WRITTEN, ids=papers.name)
def test_make_targets_exist(paper: Path) -> None:
    targets = set(re.findall(r"^([a-z0-9-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    lines = [*papers.spans(paper), *papers.command_lines(paper)]
    for line in lines:
        if found := re.match(r"(?:DEMO_SERVE=0 )?make ([a-z0-9-]+)", line):
            assert found[1] in targets, line


@pytest.mark.parametrize("paper", WRITTEN, ids=papers.name)
def test_paths_that_a_paper_names_exist(paper: Path) -> None:
    for span in papers.spans(paper):
        path = span.split()[0]
        if path.startswith(_OURS) and not set("<…*@") & set(path) and path not in TO_BE_WRITTEN:
            assert (ROOT / path).exists(), path


@pytest.mark.parametrize("paper", WRITTEN, ids=papers.name)
def test_settings_that_a_paper_names_are_read_somewhere(paper: Path) -> None:
    sources = "".join(f.read_text("utf-8") for f in (ROOT / "pipeline").rglob("*.py"))
    for variable in set(re.findall(r"\bCONGTINH_[A-Z]+\b", papers.text(paper))):
        assert f'"{variable}"' in sources, variable


@pytest.mark.parametrize("paper", WRITTEN, ids=papers.name)
def test_rule_codes_that_a_paper_names_exist(paper: Path) -> None:
    codes = {r.code for r in all_rules()}
    for code in re.findall(r"\b(?:SD|NG|TC|MH|BM|LK|VB|TH|TR|GB)\d{3}\b", papers.text(paper)):
        assert code in codes, code


@pytest.mark.parametrize("paper", WRITTEN, ids=papers.name)
def test_links_between_papers_lead_somewhere(paper: Path) -> None:
    for target in papers.links(paper):
        if urlsplit(target).scheme:
            continue
        path, _, fragment = target.partition("#")
        file = (paper.parent / path).resolve() if path else paper
        assert file.exists(), target
        assert file.is_relative_to(ROOT), target
        if fragment:
            assert fragment in papers.anchors(file), target


@pytest.mark.parametrize("paper", WRITTEN, ids=papers.name)
def test_text_is_in_normal_form_and_ends_with_a_line_feed(paper: Path) -> None:
    text = papers.text(paper)
    assert unicodedata.is_normalized("NFC", text)
    assert text.endswith("\n") and "\r" not in text and "\t" not in text


@pytest.mark.parametrize("paper", WRITTEN, ids=papers.name)
def test_addresses_are_examples_or_standards(paper: Path) -> None:
    for address in re.findall(r"https?://[^\s)>`\"|,]+", papers.text(paper)):
        host = urlsplit(address).hostname or ""
        allowed = host.endswith((".example", ".gov.vn")) or host in HOSTS or host == "127.0.0.1"
        assert allowed, address


@pytest.mark.parametrize("paper", WRITTEN, ids=papers.name)
def test_folders_of_machines_are_those_of_a_publishing_host(paper: Path) -> None:
    code = "\n".join([*papers.spans(paper), *(f.text for f in papers.fences(paper))])
    first = set(re.findall(r"(?:^|[\s\"'=(])/([\w-]+)", code, re.MULTILINE))
    assert first <= HOST_FOLDERS | SITE_FOLDERS


def test_the_index_of_decisions_lists_every_decision_once() -> None:
    folder = ROOT / "docs" / "quyet-dinh"
    listed = [t for t in papers.links(folder / "README.md") if re.match(r"\d{4}-", t)]
    found = sorted(p.name for p in folder.glob("[0-9]*.md"))
    assert listed == found
    assert [int(n[:4]) for n in found] == list(range(1, len(found) + 1))


@pytest.mark.parametrize("paper", sorted((ROOT / "docs/quyet-dinh").glob("0*.md")), ids=papers.name)
def test_a_decision_has_its_three_parts(paper: Path) -> None:
    headings = re.findall(r"^## (.+)$", papers.text(paper), re.MULTILINE)
    assert headings == ["Bối cảnh", "Quyết định", "Hệ quả"]
    assert papers.text(paper).startswith(f"# {paper.name[:4]}. ")


@pytest.mark.parametrize("paper", sorted(HANDBOOK.glob("*.md")), ids=papers.name)
def test_a_handbook_page_lists_its_sections(paper: Path) -> None:
    listed = [t[1:] for t in papers.links(paper) if t.startswith("#")]
    sections = [papers.anchor(h) for h in re.findall(r"^## (.+)$", papers.prose(paper), re.MULTILINE)]
    assert [s for s in sections if s not in listed] in ([], ["vài-từ-cần-biết"])
