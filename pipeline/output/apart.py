"""What is told apart from the findings of a change: old ones by owner, and those that a waiver covers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import groupby

from pipeline.model.finding import Finding, Owner, Report
from pipeline.model.text import Text
from pipeline.output.plain import one_line

OLD = Text(
    "Phát hiện cũ, không do thay đổi này gây ra, theo đơn vị:",
    "Old findings, not caused by this change, by owner:",
)
WAIVED = Text("Được miễn trừ:", "Waived:")
NOBODY = Owner("", "", Text("Chưa rõ đơn vị", "Owner unknown"))


def by_owner(findings: Iterable[Finding]) -> list[tuple[Owner, list[Finding]]]:
    """Return findings by owner, those of a site together, in listing order."""

    def key(finding: Finding) -> tuple[str, str, str]:
        owner = finding.owner or NOBODY
        return owner.site, owner.code, owner.name.vi

    ordered = sorted(findings, key=lambda f: (key(f), f.order))
    return [((f := list(found))[0].owner or NOBODY, f) for _, found in groupby(ordered, key=key)]


def owner_name(owner: Owner, lang: str) -> str:
    """Return an owner in words: the unit's name with its code and site."""
    place = f" ({owner.site}/{owner.code})" if owner.code else f" ({owner.site})" if owner.site else ""
    return f"{owner.name.say(lang)}{place}"


def counted(findings: Iterable[Finding]) -> Text:
    """Return how many findings of each weight there are."""
    count = Counter(f.severity.value for f in findings)
    errors, warnings, notes = count["error"], count["warning"], count["note"]
    return Text(
        f"{errors} lỗi, {warnings} cảnh báo, {notes} lưu ý",
        f"{errors} errors, {warnings} warnings, {notes} notes",
    )


def told_besides(report: Report, lang: str) -> list[str]:
    """Return what forms without a place for it tell in lines of their own: how much stands apart, and the remarks."""
    tasks, waived = len(report.tasks), len(report.waived)
    apart = Text(
        f"Không nêu ở đây: {tasks} phát hiện cũ, {waived} phát hiện được miễn trừ.",
        f"Not told here: {tasks} old findings, {waived} waived findings.",
    )
    said = [*([apart] if tasks or waived else []), *report.remarks]
    return [line for line in (one_line(text.say(lang)) for text in said) if line]
