"""The six merge requests that the demonstration plays, each on a site of its own."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources

from pipeline.model.text import Text


@dataclass(frozen=True, slots=True)
class Request:
    """One merge request: what it brings, who writes, who merges, and what should come of it."""

    number: int
    site: str
    story: Text  # for the table
    file: str  # below pipeline/demo/yeu_cau
    path: str  # below the site's content folder
    author: str
    approver: str | None  # None: the checks stop it before anybody approves

    @property
    def content(self) -> bytes:
        """Return the article as the editor submits it."""
        return (resources.files("pipeline.demo") / "yeu_cau" / self.file).read_bytes()

    @property
    def target(self) -> str:
        """Return the repository path of the article."""
        return f"content/{self.site}/{self.path}"


REQUESTS = (
    Request(
        1,
        "daklak",
        Text("Trưởng Ban Biên tập duyệt", "The head of the editorial board approves"),
        "1_truong_ban_duyet.md",
        "tin-tuc/2026/11/tra-cuu-van-ban-tren-cong-moi.md",
        "thu-ky-daklak",
        "truong-ban-daklak",
    ),
    Request(
        2,
        "gialai",
        Text("Phó Trưởng Ban duyệt, có ủy quyền", "The deputy head approves, with a delegation"),
        "2_pho_co_uy_quyen.md",
        "tin-tuc/2026/11/nhan-ket-qua-ho-so-qua-buu-chinh.md",
        "thu-ky-gialai",
        "pho-truong-ban-gialai",
    ),
    Request(
        3,
        "travinh",
        Text("Phó Trưởng Ban hợp nhất, không có ủy quyền", "The deputy head merges, without a delegation"),
        "3_pho_khong_uy_quyen.md",
        "tin-tuc/2026/11/han-bao-cao-hoat-dong-trang-thanh-phan.md",
        "thu-ky-travinh",
        "pho-truong-ban-travinh",
    ),
    Request(
        4,
        "krongpac.daklak",
        Text("Trưởng Ban tự viết, tự hợp nhất", "The head merges what the head wrote"),
        "4_tu_duyet.md",
        "tin-tuc/2026/11/phan-cong-bien-tap-tin-bai.md",
        "truong-ban-krongpac",
        "truong-ban-krongpac",
    ),
    Request(
        5,
        "vpubnd.daklak",
        Text("Bài trích dẫn thiếu nguồn", "An article quotes without a source"),
        "5_thieu_nguon.md",
        "tin-tuc/2026/11/diem-bao-ve-cong-thong-tin-dien-tu.md",
        "cong-tac-vien-vpubnd",
        None,
    ),
    Request(
        6,
        "songoaivu.gialai",
        Text("Phần đầu bài viết hỏng", "An article's front matter is broken"),
        "6_dau_bai_hong.md",
        "tin-tuc/2026/11/lich-tiep-nhan-ho-so-doan-ra-doan-vao.md",
        "thu-ky-songoaivu-gialai",
        None,
    ),
)
# The delegation that request 2 rests on: the head's own act, signed by the head alone.
DELEGATION_SITE = "gialai"
DELEGATION = """\
uy_quyen:
  - tu_nguoi: truong-ban-gialai
    cho: pho-truong-ban-gialai
    ly_do: di-vang
    loai: [tin-tuc]
    tu: 2026-11-20
    den: 2026-11-30
    van_ban: {so: 01/UQ-TD, ngay: 2026-11-19}
"""
