"""Small audited sites to publish: a page in Vietnamese, a style sheet, a file in a folder of its own."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from pipeline.model.finding import Report
from pipeline.model.release import SEAL, AuditedSite, BuiltSite, Manifest, Origin

NOW = datetime.fromisoformat("2026-11-22T09:00:00+07:00")
DOMAIN = "daklak.gov.vn"


@dataclass(frozen=True)
class Ground:
    """The folders of one test."""

    public: Path
    locks: Path
    work: Path

    @property
    def folder(self) -> Path:
        return self.public / DOMAIN

    def served(self, path: str = "index.html") -> str:
        return (self.folder / "current" / path).read_text("utf-8")

    def names(self) -> list[str]:
        return sorted(p.name for p in (self.folder / "releases").iterdir())


@pytest.fixture
def ground(tmp_path: Path) -> Ground:
    return Ground(tmp_path / "public", tmp_path / "lock", tmp_path / "work")


Make = Callable[..., AuditedSite]


@pytest.fixture
def make(ground: Ground) -> Make:
    """Return a maker of audited sites; `text` is what the home page says."""
    return maker_for(ground)


def maker_for(ground: Ground) -> Make:
    """Return a maker whose built trees lie on this ground."""

    def maker(
        text: str,
        *,
        domain: str = DOMAIN,
        origin: Origin = Origin.APPROVED,
        more: dict[str, str] | None = None,
    ) -> AuditedSite:
        files = {
            "index.html": f"<!doctype html><html lang=vi><title>Cổng</title><h1>{text}</h1>",
            "404.html": "<!doctype html><html lang=vi><title>Không thấy</title><h1>Không tìm thấy trang</h1>",
            "tin-tuc/2026/bai-viet/index.html": f"<!doctype html><html lang=vi><h1>Bài về {text}</h1>",
            "assets/kieu.css": "body { color: black }",
        } | (more or {})
        folder = ground.work / f"{domain}-{len(list(ground.work.glob('*')))}"
        for path, content in files.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(content, "utf-8")
        listed = {p: hashlib.sha256(c.encode("utf-8")).hexdigest() for p, c in files.items()}
        built = BuiltSite("daklak", domain, folder, (), origin, "a" * 40)
        return AuditedSite(built, Manifest(listed), Report(0, 2, ()), SEAL)

    return maker
