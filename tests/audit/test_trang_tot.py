"""Good public pages of many styles stay silent: procedures, news, tables, forms, in Vietnamese and English."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.audit import audit_files

PAGES = sorted((Path(__file__).parent / "trang").glob("*.html"))
# Rules of the house that a page of another house need not follow: own files only, nothing inline.
OF_THE_HOUSE = {"TC117", "TC118"}


def test_there_are_enough_pages() -> None:
    assert len(PAGES) >= 30


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_a_good_page_gives_no_finding(page: Path) -> None:
    found = [f for f in audit_files([page]).findings if f.code not in OF_THE_HOUSE]
    assert [f"{f.line} {f.code} {f.message.vi}" for f in found] == []
