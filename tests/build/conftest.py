from __future__ import annotations

from pathlib import Path

import pytest
from build_ground import Ground, ground


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for compiled templates."""
    return tmp_path_factory.mktemp("jinja")


@pytest.fixture
def land(tmp_path: Path, templates: Path) -> Ground:
    """A fresh repository with two sites and no items."""
    made = ground(tmp_path / "kho")
    made.templates = templates
    return made
