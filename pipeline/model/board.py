"""The editorial board of a site as its files say: the field table that gate and rules share, and the files as read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.model.text import Text

if TYPE_CHECKING:
    from pipeline.model.content import Fault, Mark, Value

BOARD_FILE, DELEGATION_FILE = "ban-bien-tap.yml", "uy-quyen.yml"
HEAD, DEPUTY, STANDING = "truong-ban", "pho-truong-ban", "thuong-truc"
ROLES: Mapping[str, Text] = {
    HEAD: Text("Trưởng Ban", "head"),
    DEPUTY: Text("Phó Trưởng Ban", "deputy head"),
    STANDING: Text("Thường trực", "standing member"),
    "thu-ky": Text("Thư ký", "secretary"),
    "thanh-vien": Text("Thành viên", "member"),
    "to-ky-thuat": Text("Tổ Kỹ thuật", "technical team"),
    "quan-tri": Text("Quản trị", "administrator"),
    "cong-tac-vien": Text("Cộng tác viên", "contributor"),
}
REASONS = ("phan-cong", "di-vang", "uy-quyen")

BOARD_KEYS = ("co_quan_thuong_truc", "nguoi", "bo_nhiem", "uy_quyen")
PERSON_KEYS = ("ma", "ho_ten", "email", "tai_khoan", "khoa")
KEY_KEYS = ("ssh", "gpg", "tu", "den", "thu_hoi")  # the key itself is one of the first two
APPOINTMENT_KEYS = ("nguoi", "vai_tro", "quyet_dinh", "tu", "den", "duyet")
DELEGATION_KEYS = ("tu_nguoi", "cho", "ly_do", "loai", "tu", "den", "van_ban")


@dataclass(frozen=True, slots=True)
class BoardFile:
    """One file of a board as it was written; places are named like `bo_nhiem[0].den`."""

    path: str
    value: Value
    marks: Mapping[str, Mark]
    faults: tuple[Fault, ...] = ()

    def mark(self, place: str) -> tuple[int, int]:
        """Return line and column of a key or entry, or of its nearest parent, or of the file's start."""
        while place:
            if place in self.marks:
                return self.marks[place].line, self.marks[place].column
            cut = max(place.rfind("."), place.rfind("["))
            place = place[:cut] if cut > 0 else ""
        return 1, 1


@dataclass(frozen=True, slots=True)
class BoardConfig:
    """The board of one site: ban-bien-tap.yml and, where there is one, uy-quyen.yml."""

    site_id: str
    board: BoardFile
    delegations: BoardFile | None = None

    @property
    def path(self) -> str:
        """Return the repository path of ban-bien-tap.yml."""
        return self.board.path

    @property
    def files(self) -> tuple[BoardFile, ...]:
        """Return the files that are there."""
        return (self.board, self.delegations) if self.delegations else (self.board,)
