"""Khóa ký không ghi ngày hết hạn hoặc thuộc loại yếu.

## Vì sao
Khóa bị lộ mà không có ngày hết hạn thì còn dùng được mãi cho tới khi có người phát hiện. Khóa RSA ngắn và các loại khóa cũ không đủ an
toàn để ký phê duyệt.

## Cách sửa
Ghi ngày hết hạn cho khóa, thường không quá hai năm, và dùng khóa `ssh-ed25519`:

`- {ssh: "ssh-ed25519 AAAA…", tu: 2026-01-01, den: 2027-12-31, thu_hoi: null}`
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator

from pipeline.checks.boards import Row, key_name, people
from pipeline.checks.registry import Context, rule
from pipeline.model.board import BoardConfig
from pipeline.model.finding import Problem, Severity
from pipeline.model.text import Text

_LEAST_RSA = 3072  # bits; below that a key is no longer advised for signatures
_STRONG = (
    "ssh-ed25519",
    "sk-ssh-ed25519@openssh.com",
    "ecdsa-sha2-nistp256",
    "ecdsa-sha2-nistp384",
    "ecdsa-sha2-nistp521",
    "sk-ecdsa-sha2-nistp256@openssh.com",
)
_LONGEST = 20_000  # characters of a key that are looked at


@rule("TR035", "khoa-ky-yeu", on=BoardConfig, severity=Severity.NOTE, legal=(), since="0.2")
def check(board: BoardConfig, ctx: Context) -> Iterator[Problem]:
    """Yield a problem for every key in use that has no end, and for every one of a weak kind."""
    today = ctx.facts["today"]
    for person in people(board):
        name = person.text("ma")[:60]
        for key in person.inner("khoa"):
            last = key.day("den")
            if key.value.get("thu_hoi") is not None or (last is not None and last < today):
                continue
            if key.value.get("den") is None:
                yield key.problem(
                    "den" if "den" in key.value else "",
                    Text(
                        f"Khóa {key_name(key)} của “{name}” không ghi ngày hết hạn.",
                        f"The key {key_name(key)} of “{name}” has no end.",
                    ),
                    Text(
                        "Ghi ngày hết hạn của khóa, ví dụ: den: 2027-12-31",
                        "Give the key an end: den: 2027-12-31",
                    ),
                )
            weak = _weakness(key)
            if weak:
                yield key.problem(
                    "ssh",
                    Text(f"Khóa của “{name}” {weak.vi}.", f"The key of “{name}” {weak.en}."),
                    Text(
                        "Tạo khóa mới bằng ssh-keygen -t ed25519 rồi ghi: ssh: ssh-ed25519 AAAA…",
                        "Make a new key with ssh-keygen -t ed25519 and enrol it: ssh: ssh-ed25519 AAAA…",
                    ),
                )


def _weakness(key: Row) -> Text | None:
    kind = key_name(key)
    if not kind or kind in _STRONG or key.text("gpg"):  # weak OpenPGP keys make the whole file unreadable
        return None
    if kind != "ssh-rsa":
        return Text(f"thuộc loại {kind}, không được dùng để phê duyệt", f"is of the kind {kind}")
    bits = _rsa_bits(key.text("ssh"))
    if bits is None or bits >= _LEAST_RSA:
        return None
    return Text(f"là RSA {bits} bit, ngắn hơn {_LEAST_RSA} bit", f"is RSA of {bits} bits, under {_LEAST_RSA}")


def _rsa_bits(text: str) -> int | None:
    """Return the length of an RSA key's modulus, None where the text is no such key."""
    parts = text[:_LONGEST].split(None, 2)
    try:
        blob = base64.b64decode(parts[1], validate=True)
    except (IndexError, ValueError, binascii.Error):
        return None
    numbers: list[bytes] = []
    at = 0
    while at + 4 <= len(blob) and len(numbers) < 3:  # kind, exponent, modulus
        end = at + 4 + int.from_bytes(blob[at : at + 4], "big")
        if end > len(blob):
            return None
        numbers.append(blob[at + 4 : end])
        at = end
    return int.from_bytes(numbers[2], "big").bit_length() if len(numbers) == 3 else None
