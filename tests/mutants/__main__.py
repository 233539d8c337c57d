"""`make mutants`: how many small changes of the rules their cases notice, by family and rule.

Ends with 1 below 85 %. What was found out is kept in var/mutants until the rule or its cases change.
"""

from __future__ import annotations

import argparse
import sys
import time

from tests.mutants.run import Outcome, modules, run
from tests.mutants.told import ENOUGH, PAGE, page, score, summary


def main(arguments: list[str]) -> int:
    """Run the mutants; return 0 when enough of them were noticed."""
    asked = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    asked.add_argument("codes", nargs="*", help="only these rules or families, e.g. BM009 or SD")
    asked.add_argument("--sample", type=int, default=0, metavar="N", help="only N mutants of each module")
    asked.add_argument("--seed", type=int, default=1, metavar="S", help="another sample")
    asked.add_argument("--workers", type=int, default=2, metavar="N")
    asked.add_argument("--fresh", action="store_true", help="do not use what was kept")
    asked.add_argument("--survivors", action="store_true", help="print every mutant that nobody noticed")
    asked.add_argument("--write", action="store_true", help=f"write the survivors to {PAGE.name}")
    given = asked.parse_args(arguments)
    names = modules(set(given.codes) or None)
    if not names:
        asked.error("no such rule or family")
    began, outcomes = time.monotonic(), []
    for number, of_one in enumerate(
        run(names, workers=given.workers, sample=given.sample, seed=given.seed, fresh=given.fresh), 1
    ):
        outcomes += of_one
        if sys.stderr.isatty():
            print(f"\r{number}/{len(names)} {score(outcomes):.1f} %", end="", file=sys.stderr, flush=True)
    if given.survivors:
        _survivors(outcomes)
    print(summary(outcomes))
    print(f"{time.monotonic() - began:.0f} s")
    if given.write and not given.codes and not given.sample:
        PAGE.write_text(page(outcomes), encoding="utf-8")
    return 0 if score(outcomes) >= ENOUGH else 1


def _survivors(outcomes: list[Outcome]) -> None:
    for outcome in outcomes:
        if not outcome.killed:
            print(f"{outcome.module}:{outcome.line}: {outcome.name}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
