"""One folder of signing keys for a whole run: making them is the slow part of a story."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder that the keys are made in."""
    return tmp_path_factory.mktemp("khoa")
