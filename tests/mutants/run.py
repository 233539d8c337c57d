"""Running the mutants: each is loaded in place of its module and judged by the cases of the rules that use it."""

from __future__ import annotations

import ast
import hashlib
import json
import random
import resource
import signal
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from types import FrameType, ModuleType
from typing import Any

from pipeline.checks import inventory
from pipeline.checks.registry import Rule, all_rules
from tests.casework import ROOT, RULES
from tests.mutants.ground import Prepared, prepare
from tests.mutants.operators import VERSION, Mutant, mutants

KEPT = ROOT / "var" / "mutants"
PACKAGE = "pipeline.checks.rules."
_MEMORY = 3 << 30  # bytes; a mutant that grows without end meets MemoryError
_SLOW = 4.0  # seconds for the cases of one mutant, beyond what the sound rule takes


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one mutant."""

    module: str  # below pipeline.checks.rules
    line: int
    name: str
    killed: bool


class Unsound(Exception):
    """A case fails without any change, so that nothing can be said of mutants."""


class _TooSlow(BaseException):
    """Raised by the alarm; no `except Exception` of a rule catches it."""


def modules(codes: set[str] | None = None) -> list[str]:
    """Return the modules below `pipeline.checks.rules` that have anything to change, the shared ones last."""
    own = {r.module: r.code for r in all_rules()}
    shared = sorted(m for m in sys.modules if m.startswith(PACKAGE) and m not in own and _source(m).strip())
    shared = [m for m in shared if _path(m).name != "__init__.py"]
    if codes is not None:
        return [m for m, code in own.items() if code in codes or code[:2] in codes]
    return [*own, *shared]


def run(names: list[str], *, workers: int, sample: int, seed: int, fresh: bool) -> Iterator[list[Outcome]]:
    """Yield the outcomes of each module, from what was kept where neither it nor its cases changed."""
    with ProcessPoolExecutor(workers, initializer=_limit) as pool:
        waiting = [pool.submit(of_module, name, sample, seed, fresh) for name in names]
        for future in waiting:
            try:
                yield future.result()
            except Unsound as fault:
                print(fault, file=sys.stderr)
                yield [Outcome("unsound", 0, str(fault), False)]


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def of_module(name: str, sample: int, seed: int, fresh: bool) -> list[Outcome]:
    """Return the outcomes of one module's mutants; with `sample` of so many drawn ones only."""
    file, digest = KEPT / f"{name.removeprefix(PACKAGE)}.json", _digest(name)
    if not fresh and not sample and file.exists():
        kept = json.loads(file.read_text(encoding="utf-8"))
        if kept["digest"] == digest:
            return [Outcome(**row) for row in kept["outcomes"]]
    outcomes = _judged(name, sample, seed)
    if not sample:
        KEPT.mkdir(parents=True, exist_ok=True)
        rows = {"digest": digest, "outcomes": [asdict(o) for o in outcomes]}
        file.write_text(json.dumps(rows, ensure_ascii=False, indent=0), encoding="utf-8")
    return outcomes


def _judged(name: str, sample: int, seed: int) -> list[Outcome]:
    module, source = sys.modules[name], _source(name)
    users = _users(name)
    prepared = [(rule, case) for rule in users for case in _prepared(rule.code)]
    for rule, case in prepared:
        if case.noticed(rule.check):
            raise Unsound(f"{case.case.folder.relative_to(ROOT)} fails already: {case.places(rule.check)}")
    began = time.monotonic()
    for rule, case in prepared:
        case.places(rule.check)
    limit = _SLOW + 10 * (time.monotonic() - began)
    total = sum(1 for _ in mutants(source)) if sample else 0
    drawn = set(random.Random(f"{seed} {name}").sample(range(total), min(sample, total)))
    short = name.removeprefix(PACKAGE)
    outcomes = []
    for number, (mutant, tree) in enumerate(mutants(source)):
        if not sample or number in drawn:
            killed = _killed(module, tree, prepared, limit)
            outcomes.append(Outcome(short, mutant.line, mutant.name, killed))
    return outcomes


def _killed(module: ModuleType, tree: ast.Module, cases: list[tuple[Rule, Prepared]], limit: float) -> bool:
    """Return whether some case notices: another place, an error, an empty message, or no end."""
    signal.signal(signal.SIGALRM, _ring)
    signal.setitimer(signal.ITIMER_REAL, limit)
    try:
        with _installed(module, tree) as replaced:
            for rule, case in cases:
                if case.noticed(replaced.get(id(rule.check), rule.check)):
                    return True
        return False
    except (Exception, _TooSlow, SystemExit):
        return True
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _ring(number: int, frame: FrameType | None) -> None:
    raise _TooSlow


@contextmanager
def _installed(module: ModuleType, tree: ast.Module) -> Iterator[dict[int, Callable[..., Any]]]:
    """Put the changed module's objects where the sound ones are used; yield the new ones by the id of the old."""
    new = ModuleType(module.__name__)
    new.__file__ = module.__file__
    asked, of_all, bits = len(inventory._QUESTIONS), len(inventory._OF_ALL), inventory._BITS
    signs = {part: dict(wanted) for part, wanted in inventory._SIGNS.items()}
    # dataclasses look their module up by name while they are made.
    sys.modules[module.__name__] = new
    undo: list[tuple[dict[str, Any], str, Any]] = []
    try:
        exec(compile(tree, str(module.__file__), "exec"), new.__dict__)
        pairs = {
            id(old): new.__dict__[key]
            for key, old in vars(module).items()
            if key in new.__dict__ and not key.startswith("__") and getattr(old, "__module__", "") != "typing"
        }
        for user in _importers(module.__name__):
            for key, value in list(vars(user).items()):
                if key in vars(module) and vars(module)[key] is value and id(value) in pairs:
                    undo.append((vars(user), key, value))
                    vars(user)[key] = pairs[id(value)]
        yield pairs
    finally:
        sys.modules[module.__name__] = module
        # Questions on words that the changed module has put must reach no other rule.
        del inventory._QUESTIONS[asked:], inventory._OF_ALL[of_all:]
        inventory._BITS = bits
        inventory._SIGNS.clear()
        inventory._SIGNS.update(signs)
        inventory._ANSWERS.clear()
        inventory.answer.cache_clear()
        inventory.of_text.cache_clear()
        for names, key, value in undo:
            names[key] = value


@cache
def _importers(name: str) -> tuple[ModuleType, ...]:
    said = f"from {name} import"
    return tuple(
        m for n, m in sys.modules.items() if n.startswith("pipeline.") and m.__file__ and said in _source(n)
    )


def _users(name: str) -> list[Rule]:
    """Return the rules whose cases concern a module: its own, or those that import from it, however far."""
    concerned, new = {name}, [name]
    while new:
        found = {m.__name__ for n in new for m in _importers(n)} - concerned
        concerned |= found
        new = sorted(found)
    users = [r for r in all_rules() if r.module in concerned]
    return sorted(users, key=lambda r: r.module != name)


@cache
def _prepared(code: str) -> tuple[Prepared, ...]:
    try:
        return prepare(next(r for r in all_rules() if r.code == code))
    except Exception as fault:
        raise Unsound(f"{code}: {fault!r}") from fault


def _path(name: str) -> Path:
    return Path(str(sys.modules[name].__file__))


@cache
def _source(name: str) -> str:
    return _path(name).read_text(encoding="utf-8")


def _digest(name: str) -> str:
    """Of the module's source, the operators, and every file of the cases that concern it."""
    hashed = hashlib.sha256(f"{VERSION}\n{_source(name)}".encode())
    for rule in _users(name):
        for file in sorted(p for p in (RULES / rule.code).rglob("*") if p.is_file()):
            hashed.update(f"{file.relative_to(RULES)}\n".encode() + file.read_bytes())
    return hashed.hexdigest()


__all__ = ["KEPT", "Mutant", "Outcome", "modules", "of_module", "run"]
