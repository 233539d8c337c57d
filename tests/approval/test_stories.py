"""Every story is played into a real repository, with real keys and real signatures, and judged."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.storytelling.teller import Story, Teller, differences, read_stories


@pytest.mark.parametrize("story", read_stories(), ids=str)
def test_story(story: Story, tmp_path: Path, keys: Path) -> None:
    teller = Teller(story, tmp_path, keys)
    teller.tell()
    result = teller.gate()
    assert not list(differences(teller, result))
    assert result.passed == bool(story.data["expect"].get("passed", False))
    assert not (tmp_path / "da-chay").exists(), "a program named by the repository was run"


def test_there_are_stories_enough() -> None:
    stories = read_stories()
    assert len(stories) >= 30
    assert len({str(s) for s in stories}) == len(stories)
