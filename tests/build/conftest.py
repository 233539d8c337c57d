from __future__ import annotations

from pathlib import Path

import pytest
from build_ground import PICTURE, Ground, ground


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


@pytest.fixture
def filled(land: Ground) -> Ground:
    """The province with a few items of several kinds, in two languages."""
    land.file("anh/a.svg", "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 12 7'/>")
    land.file("anh/b.svg", "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'/>")
    land.file("anh/thua.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    land.file("tep/qd.txt", "Toàn văn quyết định\n")
    land.item("gioi-thieu/chung.md", loai="trang", tieu_de="Giới thiệu chung")
    land.item("en/gioi-thieu/chung.md", loai="trang", tieu_de="About", ban_goc="gioi-thieu/chung.md")
    land.item(
        "tin-tuc/2026/11/a.md",
        "## Phần một\n\nXem [quyết định](/van-ban/2024/02/qd.md).\n\n![Bản vẽ](/anh/b.svg)\nẢnh: Ban Biên tập\n\n"
        "| Việc | Số |\n|---|--:|\n| Một | 1 |\n",
        tieu_de="Tin có ảnh",
        hinh_anh=PICTURE,
    )
    files = [{"tep": "/tep/qd.txt", "ten": "Toàn văn"}]
    land.document("van-ban/2024/02/qd.md", "10/2024/QĐ-UBND", tieu_de="Quyết định mẫu", tep=files)
    return land
