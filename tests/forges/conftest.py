"""The keys of the stories, for the tests here, too."""

from __future__ import annotations

from tests.approval.conftest import keys

__all__ = ["keys"]
