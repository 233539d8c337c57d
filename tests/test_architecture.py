"""The house holds: imports point down only, each outside tool has one room, seals stay with their makers."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "pipeline"
MODULES = sorted(PACKAGE.rglob("*.py"))

# What each part may import of ours, besides itself. Stages know those below them, never each other.
BELOW = {
    "model": set(),
    "errors": {"model"},
    "clock": {"model", "errors"},
    "source": {"model", "errors"},
    "history": {"model", "errors"},
    "checks": {"model", "errors", "clock"},
    "since": {"model", "errors", "clock", "source", "history", "checks"},
    "output": {"model", "errors"},
    "approval": {"model", "errors", "clock", "source", "history"},
    "build": {"model", "errors", "clock", "source"},
    "audit": {"model", "errors", "clock", "checks"},
    "publish": {"model", "errors", "clock"},
    "editor": {"model", "errors", "clock", "source"},
    "flow": {"model", "errors", "history", "checks", "approval", "build", "audit", "publish"},
    "demo": None,  # plays the whole house, as a user would
    "cli": None,
}
# Outside packages that are named in one place only.
ROOMS = {
    "git": "pipeline/history/",
    "mkdocs": "pipeline/build/render.py",
    "frontmatter": "pipeline/source/",
    "nh3": "pipeline/build/",
    "jinja2": "pipeline/build/",
    "yaml": "pipeline/source/",
    "playwright": "tests/",
    "linkcheck": "pipeline/audit/",
    "pypdf": "pipeline/source/attachments/",
    "olefile": "pipeline/source/attachments/",
    "gitlab": "pipeline/approval/forges/",
    "requests": "pipeline/approval/forges/",
}
SEALS = {"pipeline.model.approval": "pipeline/approval/", "pipeline.model.release": "pipeline/audit/"}


def part_of(module: Path) -> str:
    inside = module.relative_to(PACKAGE).parts
    return inside[0].removesuffix(".py")


def imports(module: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            for name in node.names:
                yield name.name, ()
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: relative import"
            yield node.module or "", tuple(n.name for n in node.names)


@pytest.mark.parametrize("module", MODULES, ids=lambda m: m.relative_to(ROOT).as_posix())
def test_imports_point_down_only(module: Path) -> None:
    part = part_of(module)
    if part == "__init__":
        return
    allowed = BELOW[part]
    for name, names in imports(module):
        if name.split(".")[0] != "pipeline":
            continue
        targets = [name.split(".")[1]] if "." in name else [n for n in names if not n.startswith("__")]
        for target in targets:
            assert allowed is None or target == part or target in allowed, f"{part} imports {target}"


@pytest.mark.parametrize("module", MODULES, ids=lambda m: m.relative_to(ROOT).as_posix())
def test_each_outside_package_is_named_in_one_room(module: Path) -> None:
    place = module.relative_to(ROOT).as_posix()
    for name, _ in imports(module):
        room = ROOMS.get(name.split(".")[0])
        assert room is None or place.startswith(room), f"{place} imports {name}, which belongs to {room}"


@pytest.mark.parametrize("module", sorted((PACKAGE / "model").glob("*.py")), ids=lambda m: m.name)
def test_the_model_is_standard_library_only(module: Path) -> None:
    for name, _ in imports(module):
        assert name.split(".")[0] in {*sys.stdlib_module_names, "pipeline"}, name


@pytest.mark.parametrize("module", MODULES, ids=lambda m: m.relative_to(ROOT).as_posix())
def test_seals_are_used_by_their_makers_alone(module: Path) -> None:
    place = module.relative_to(ROOT).as_posix()
    for name, names in imports(module):
        if "SEAL" in names or "_Seal" in names:
            assert place.startswith(SEALS[name]), f"{place} takes the seal of {name}"
    text = module.read_text(encoding="utf-8")
    if "SEAL" in text:
        assert place.startswith((*SEALS.values(), "pipeline/model/")), f"{place} speaks of a seal"


@pytest.mark.parametrize("module", MODULES, ids=lambda m: m.relative_to(ROOT).as_posix())
def test_no_shell_and_no_unsafe_yaml(module: Path) -> None:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            for word in node.keywords:
                shell = word.arg == "shell" and not (
                    isinstance(word.value, ast.Constant) and word.value.value is False
                )
                assert not shell, f"{module}:{node.lineno}"
            called = ast.unparse(node.func)
            assert called not in {"os.system", "os.popen", "yaml.load", "yaml.unsafe_load", "eval", "exec"}, (
                f"{module}:{node.lineno} calls {called}"
            )


def test_files_are_about_one_thing() -> None:
    long = {
        m.relative_to(ROOT).as_posix(): n for m in MODULES if (n := len(m.read_text().splitlines())) > 350
    }
    assert not long, long
