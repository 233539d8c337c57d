"""The score and the page of the survivors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import yaml

from tests.mutants.run import Outcome

ENOUGH = 85.0  # per cent
HERE = Path(__file__).resolve().parent
PAGE, REASONS = HERE / "song-sot.md", HERE / "ly-do"


def score(outcomes: Sequence[Outcome]) -> float:
    """Return the share of mutants that were noticed, in per cent; of none, 100."""
    return 100 * sum(o.killed for o in outcomes) / len(outcomes) if outcomes else 100.0


def summary(outcomes: Sequence[Outcome], below: float = ENOUGH) -> str:
    """Return a table by family, then the modules below `below` per cent, the weakest in numbers first."""
    lines = [_row(name, of_one) for name, of_one in sorted(_by(outcomes, _family).items())]
    weak = {
        name: of_one for name, of_one in _by(outcomes, lambda o: o.module).items() if score(of_one) < below
    }
    by_loss = sorted(weak.items(), key=lambda pair: -sum(not o.killed for o in pair[1]))
    lines += ["", *(_row(name, of_one) for name, of_one in by_loss)] if weak else []
    return "\n".join([*lines, "", _row("all", outcomes)])


def page(outcomes: Sequence[Outcome]) -> str:
    """Return the page of the survivors, each with its reason from the folder ly-do."""
    general, by_module = reasons()
    alive = [o for o in outcomes if not o.killed]
    lines = [
        "# Đột biến còn sống",
        "",
        "Trang này do `make mutants` ghi; lý do viết trong thư mục `ly-do`. Cách làm: "
        "[quyết định 0015](../../docs/quyet-dinh/0015-dot-bien-quy-tac.md).",
        "",
        f"{len(outcomes)} đột biến, phát hiện {len(outcomes) - len(alive)} ({score(outcomes):.1f} %).",
        "",
        "| Họ | Đột biến | Phát hiện | % |",
        "|---|---:|---:|---:|",
    ]
    for name, of_one in sorted(_by(outcomes, _family).items()):
        lines.append(f"| {name} | {len(of_one)} | {sum(o.killed for o in of_one)} | {score(of_one):.1f} |")
    for module, of_one in sorted(_by(alive, lambda o: o.module).items()):
        lines += ["", f"## `{module}`", ""]
        told = [(o, reason(o, general, by_module.get(module, {}))) for o in of_one]
        for o, why in told:
            if why:
                shown = o.name.replace("`", "'")
                lines.append(f"- dòng {o.line}: `{shown}` – {why}")
        bare = [str(o.line) for o, why in told if not why]
        if bare:
            lines.append(f"- chưa có ca kiểm thử, dòng: {', '.join(bare)}")
    return "\n".join(lines) + "\n"


def reasons() -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """Return the reasons by kind of change, and those of each module: part of a mutant's name → reason."""
    general: dict[str, str] = yaml.safe_load((REASONS / "chung.yml").read_text(encoding="utf-8"))
    by_module: dict[str, dict[str, str]] = {}
    for file in sorted(REASONS.glob("*.yml")):
        if file.name != "chung.yml":
            by_module |= yaml.safe_load(file.read_text(encoding="utf-8")) or {}
    return general, by_module


def reason(outcome: Outcome, general: dict[str, str], of_module: dict[str, str]) -> str:
    """Return why a survivor is left alive: what is said of it, else of its kind, "" where nobody has said."""
    name = f"{outcome.name} dòng {outcome.line}."
    by_part = [*of_module.items(), *general.items()]
    return next((text for part, text in by_part if part in name or f"{part}." in name), "")


def _by(outcomes: Iterable[Outcome], key: object) -> dict[str, list[Outcome]]:
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        assert callable(key)
        groups[key(outcome)].append(outcome)
    return groups


def _family(outcome: Outcome) -> str:
    return outcome.module.partition(".")[0].upper() if "." in outcome.module else "chung"


def _row(name: str, outcomes: Sequence[Outcome]) -> str:
    return f"{name:42} {sum(o.killed for o in outcomes):5} / {len(outcomes):5}  {score(outcomes):5.1f} %"
