from __future__ import annotations

from pathlib import Path

import pytest
from build_ground import Ground, ground


@pytest.fixture
def land(tmp_path: Path) -> Ground:
    """A fresh repository with two sites and no items."""
    return ground(tmp_path / "kho")
