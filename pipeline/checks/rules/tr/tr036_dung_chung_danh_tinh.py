"""Hai người của Ban Biên tập dùng chung thư điện tử, khóa ký hoặc tài khoản.

## Vì sao
Phê duyệt phải chỉ ra đúng một người. Một khóa hay một tài khoản mang tên hai người thì không chứng minh được ai đã duyệt, và quy định
không ai tự duyệt bài của mình cũng mất tác dụng.

## Cách sửa
Mỗi người một thư điện tử, một khóa và một tài khoản riêng. Cùng một người giữ hai vai trò thì chỉ ghi một mục trong `nguoi` và hai dòng
trong `bo_nhiem`:

`- {ma: pho-truong-ban, ho_ten: …, email: pho-truong-ban@daklak.gov.vn, tai_khoan: {gitlab: 4712}, khoa: []}`
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.checks.boards import Row, people
from pipeline.checks.registry import Context, rule
from pipeline.model.board import BoardConfig
from pipeline.model.finding import Problem, Severity
from pipeline.model.openpgp import BadPacket, read_key
from pipeline.model.text import Text

_HINT = Text(
    "Ghi thư điện tử, khóa và tài khoản riêng của từng người, ví dụ: email: pho-truong-ban@daklak.gov.vn",
    "Give each person an own e-mail, key and account: email: pho-truong-ban@daklak.gov.vn",
)
_MAIL, _KEY = Text("thư điện tử", "e-mail"), Text("khóa ký", "signing key")


@rule("TR036", "dung-chung-danh-tinh", on=BoardConfig, severity=Severity.ERROR, legal=(), since="0.2")
def check(board: BoardConfig, ctx: Context) -> Iterator[Problem]:
    """Yield a problem where an e-mail, a key or an account stands with a second person."""
    owners: dict[tuple[str, str], str] = {}
    for person in people(board):
        own = person.text("ma")
        for row, key, what, value in _marks(person):
            first = owners.setdefault((what.en, value), own)
            if first != own:
                said = Text(
                    f"“{own[:60]}” và “{first[:60]}” dùng chung {what.vi}.",
                    f"“{own[:60]}” and “{first[:60]}” share one {what.en}.",
                )
                yield row.problem(key, said, _HINT)


def _names(block: str) -> frozenset[str]:
    """Return the fingerprints of an OpenPGP key and its subkeys; none where it cannot be read."""
    try:
        return read_key(block).fingerprints if block else frozenset()
    except BadPacket:
        return frozenset()


def _marks(person: Row) -> Iterator[tuple[Row, str, Text, str]]:
    """Yield (entry, key, what it is, value) of everything by which a person is recognised."""
    mail = person.text("email").casefold()
    if mail:
        yield person, "email", _MAIL, mail
    for key in person.inner("khoa"):
        parts = key.text("ssh").split(None, 2)
        if len(parts) > 1:
            yield key, "ssh", _KEY, parts[1]
        for name in _names(key.text("gpg")):
            yield key, "gpg", _KEY, name
    accounts = person.value.get("tai_khoan")
    for forge, number in accounts.items() if isinstance(accounts, Mapping) else ():
        if isinstance(number, int) and not isinstance(number, bool):
            what = Text(f"tài khoản {forge[:40]}", f"account of {forge[:40]}")
            yield person, f"tai_khoan.{forge}", what, str(number)
