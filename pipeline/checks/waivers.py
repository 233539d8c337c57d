"""Setting findings aside that a site's mien-tru.yml covers, for as long as its lines hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from pipeline.checks.severity import Weights
from pipeline.model.address import CONTENT, SITES
from pipeline.model.finding import Finding, Waiver
from pipeline.model.site import SiteConfig, WaiverRow


@dataclass(frozen=True, slots=True)
class Found:
    """What the other rules found, and the sites of which all files were judged by all rules."""

    findings: tuple[Finding, ...]
    whole: frozenset[str]

    def needs(self, row: WaiverRow) -> bool:
        """Return whether a line covers some finding."""
        return any(f.code == row.rule and covers(row, f.path) for f in self.findings)


def apply_waivers(
    findings: Iterable[Finding], configs: Iterable[SiteConfig], weights: Weights, today: date
) -> tuple[Finding, ...]:
    """Return the findings, those marked that a line covers which holds today."""
    by_rule: dict[str, list[tuple[SiteConfig, WaiverRow]]] = {}
    for config in configs:
        for row in config.waivers.rows if config.waivers else ():
            if holds(row, config, weights, today):
                by_rule.setdefault(row.rule, []).append((config, row))
    if not by_rule:
        return tuple(findings)
    return tuple(_marked(f, by_rule.get(f.code, ())) for f in findings)


def holds(row: WaiverRow, config: SiteConfig, weights: Weights, today: date) -> bool:
    """Return whether a line sets anything aside: not expired, own site, a rule that may be waived."""
    return (
        row.until is not None
        and today <= row.until
        and own_path(row.path, config.site_id)
        and weights.waivable(row.rule)
    )


def own_path(path: str, site: str) -> bool:
    """Return whether a path is plainly written and lies within a site's own folders."""
    parts = path.rstrip("/").split("/")
    if any(p in ("", ".", "..") for p in parts):
        return False
    return len(parts) >= 2 and parts[0] in (CONTENT, SITES) and parts[1] == site


def covers(row: WaiverRow, path: str) -> bool:
    """Return whether a line's path is the file, or a folder above it."""
    place = row.path.rstrip("/")
    return path == place or path.startswith(place + "/")


def _marked(finding: Finding, rows: Iterable[tuple[SiteConfig, WaiverRow]]) -> Finding:
    for _, row in rows:
        if covers(row, finding.path) and row.until is not None:
            return replace(finding, waived=Waiver(row.reason, row.responsible, row.until))
    return finding
