"""A small repository for the tests of the build: two sites of a province, items written on demand."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from pipeline.build import build_site
from pipeline.build.context import BuildContext
from pipeline.build.inputs import site_input
from pipeline.build.pages import PlannedPage, context_of, pages_of
from pipeline.clock.now import parse_time
from pipeline.model.approval import (
    SEAL,
    Approval,
    ApprovedCorpus,
    ApprovedSite,
    Approver,
    GateResult,
    PreviewCorpus,
)
from pipeline.model.release import BuiltSite
from pipeline.source.corpus import load

ROOT = Path(__file__).resolve().parents[2]
NOW = parse_time("2026-11-22T09:00:00+07:00")
STEP = "a" * 40
# the only scripts of a site: receipts compute a digest with one, the search page reads its index with the other
RECEIPT_SCRIPT = '<script src="/assets/portal/receipt.js" defer></script>'
SEARCH_SCRIPT = '<script src="/assets/portal/search.js" type="module"></script>'
PICTURE = {"tep": "/anh/a.svg", "mo_ta": "Trụ sở nhìn từ cổng", "nguon": "Ban Biên tập"}

_SITE: dict[str, Any] = {
    "ten": "Cổng thông tin điện tử tỉnh Mẫu",
    "ten_en": "Mau Portal",
    "cap": "tinh",
    "co_quan": "Ủy ban nhân dân tỉnh Mẫu",
    "truc_thuoc": None,
    "ten_mien": "mau.gov.vn",
    "quy_che": ["daklak"],
    "ngon_ngu": ["vi", "en"],
    "lien_he": {"dia_chi": "1 đường Mẫu", "dien_thoai": "0262 0000 101", "thu_dien_tu": "bbt@mau.example"},
    "chiu_trach_nhiem": {"chuc_danh": "Trưởng Ban Biên tập"},
    "trich_dan": "Cổng thông tin điện tử tỉnh Mẫu (mau.gov.vn)",
    "don_vi": [{"ma": "van-phong", "ten": "Văn phòng", "ten_en": "Office", "tu": "2024-01-01"}],
    "muc": ["gioi-thieu", "tin-tuc", "van-ban", "lay-y-kien", "lich-lam-viec", "lien-he"],
    "muc_trong": {"lien-he": "Đang cập nhật thông tin giao dịch."},
    "hoat_dong_tu": "2024-01-01",
    "dien_mao": {"mau": "#9b1c1c", "bieu_trung": None},
    "trinh_dien": True,
}
_ITEM: dict[str, Any] = {
    "loai": "tin-tuc",
    "tieu_de": "Tin mẫu",
    "tom_tat": "Một câu nói bài viết gì.",
    "don_vi": "van-phong",
    "tac_gia": "Phòng Tổng hợp",
    "nguon_tin": "noi-bo",
    "tiep_nhan_luc": "2026-11-10T08:00:00+07:00",
    "kenh": "email",
    "do_mat": "khong-mat",
    "nhuan_but": "khong",
}
_DOCUMENT: dict[str, Any] = {
    "loai": "van-ban",
    "hinh_thuc": "quyet-dinh",
    "phan_loai": "qppl",
    "co_quan_ban_hanh": "Ủy ban nhân dân tỉnh Mẫu",
    "ngay_ban_hanh": "2024-02-23",
    "ngay_hieu_luc": "2024-03-12",
    "trich_yeu": "Ban hành Quy chế mẫu",
    "nguoi_ky": "Nguyễn Văn Mẫu",
    "chuc_vu_nguoi_ky": "Chủ tịch",
}


@dataclass
class Ground:
    """A repository in a temporary folder; `mau` is a province, `so.mau` one of its departments."""

    root: Path
    approvals: dict[str, Approval] = field(default_factory=dict)
    templates: Path | None = None

    def site(self, site_id: str = "mau", **changes: Any) -> None:
        """Write a site.yml."""
        folder = self.root / "sites" / site_id
        folder.mkdir(parents=True, exist_ok=True)
        # JSON is YAML, and it is written without a second library
        (folder / "site.yml").write_text(
            json.dumps({**_SITE, **changes}, ensure_ascii=False), encoding="utf-8"
        )

    def item(self, path: str, body: str = "Nội dung của bài.\n", site: str = "mau", **changes: Any) -> str:
        """Write an item below content/<site>/ and return its repository path."""
        meta = {k: v for k, v in {**_ITEM, **changes}.items() if v is not None}
        return self.file(path, f"---\n{json.dumps(meta, ensure_ascii=False)}\n---\n\n{body}", site)

    def document(self, path: str, number: str, site: str = "mau", **changes: Any) -> str:
        """Write a document of the register."""
        return self.item(path, site=site, **{**_DOCUMENT, "so_ky_hieu": number, "tieu_de": number, **changes})

    def file(self, path: str, text: str | bytes, site: str = "mau") -> str:
        """Write any file below content/<site>/ and return its repository path."""
        name = f"content/{site}/{path}"
        place = self.root / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text.encode() if isinstance(text, str) else text)
        return name

    def approve(self, path: str, at: str, modified: str | None = None) -> None:
        """Note that an item was approved at a time."""
        time = parse_time(at)
        approver = Approver("nguoi-1", "truong-ban", "E1", time, "01/QĐ-TD")
        self.approvals[path] = Approval(STEP, time, parse_time(modified or at), (approver,))

    def preview(self) -> PreviewCorpus:
        """Return the working tree as it stands."""
        return PreviewCorpus(load(self.root), NOW)

    def approved(self) -> ApprovedCorpus:
        """Return everything as approved; items without a noted approval count from the anchor."""
        corpus = load(self.root)
        anchor = parse_time("2026-10-01T08:00:00+07:00")
        sites = {}
        for site_id in corpus.registry.sites:
            paths = [e.path for e in corpus.of_site(site_id)]
            given = {p: self.approvals.get(p, Approval(None, anchor, anchor)) for p in paths}
            sites[site_id] = ApprovedSite(site_id, STEP, corpus, given)
        return ApprovedCorpus(sites, GateResult(STEP, STEP, (), dict.fromkeys(sites, STEP)), SEAL)

    def context(self, site: str = "mau", now: datetime = NOW, *, approved: bool = False) -> BuildContext:
        """Return the context of a site's views."""
        source = self.approved() if approved else self.preview()
        return context_of(site_input(source, site, now, self.root))

    def pages(
        self, site: str = "mau", now: datetime = NOW, *, approved: bool = False
    ) -> dict[str, PlannedPage]:
        """Return a site's pages by address."""
        return {p.ref.address: p for p in pages_of(self.context(site, now, approved=approved))}

    def build(self, workdir: Path, site: str = "mau", now: datetime = NOW, **options: Any) -> BuiltSite:
        """Build a site; compiled templates are shared among the tests of a session."""
        workdir.mkdir(parents=True, exist_ok=True)
        if self.templates and not (workdir / ".jinja").exists():
            (workdir / ".jinja").symlink_to(self.templates)
        return build_site(self.preview(), site, workdir, now, root=self.root, **options)


def ground(folder: Path) -> Ground:
    """Return a repository with shared data and two sites, without items."""
    made = Ground(folder)
    shared = Path("sites", "_chung")
    shutil.copytree(ROOT / shared / "loai", folder / shared / "loai")
    for name in ("muc.yml", "quy-che/daklak.yml"):
        (folder / shared / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / shared / name, folder / shared / name)
    made.site()
    made.site(
        "so.mau",
        ten="Trang thông tin điện tử Sở Mẫu",
        ten_en="Mau Department",
        cap="so-nganh",
        truc_thuoc="mau",
        ten_mien="so.mau.gov.vn",
    )
    return made


def tree(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file below a folder."""
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()
    }


def page(built: BuiltSite, address: str) -> str:
    """Return the HTML of a built page."""
    file = next(p.file for p in built.pages if p.address == address)
    return (built.directory / file).read_text(encoding="utf-8")
