"""The demonstration's repository, played once for all tests of the whole way."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.demo.scenario import CLOCK, Scene, fresh_folder, play
from pipeline.flow import FlowResult, Workplace, run
from pipeline.history.repository import Repository

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("trinh-dien")


@pytest.fixture(scope="session")
def scene(folder: Path) -> Scene:
    fresh_folder(folder)
    return play(ROOT, folder)


@pytest.fixture(scope="session")
def place(folder: Path) -> Workplace:
    return Workplace(folder / "var")


@pytest.fixture(scope="session")
def result(scene: Scene, place: Workplace) -> FlowResult:
    with Repository.open(scene.repository) as repository:
        return run(repository, scene.anchor, "main", place, CLOCK)
