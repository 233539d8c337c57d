"""SSH public keys and SSHSIG signatures as bytes: what key a signature claims, before it is verified."""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass

# Certificates are left out on purpose: they would move the decision who may sign to another place.
KINDS = frozenset(
    {
        "ssh-ed25519",
        "sk-ssh-ed25519@openssh.com",
        "ecdsa-sha2-nistp256",
        "ecdsa-sha2-nistp384",
        "ecdsa-sha2-nistp521",
        "sk-ecdsa-sha2-nistp256@openssh.com",
        "ssh-rsa",
    }
)
_BEGIN, _END = "-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----"
_MAGIC = b"SSHSIG"


class BadKey(Exception):
    """Why a text is no public key or no signature that can be used."""


@dataclass(frozen=True, slots=True)
class SignatureClaim:
    """What an armoured signature says of itself."""

    fingerprint: str
    kind: str
    namespace: str


def fingerprint_of(text: str) -> str:
    """Return the fingerprint ("SHA256:…") of one line of an SSH public key; raises `BadKey`."""
    parts = text.split()
    if "\n" in text.strip() or len(parts) < 2 or parts[0] not in KINDS:
        raise BadKey("không phải khóa công khai SSH được chấp nhận")
    blob = _base64(parts[1])
    if _string(blob, 0)[0] != parts[0].encode():
        raise BadKey("loại khóa không khớp với nội dung")
    return _fingerprint(blob)


def read_signature(armour: str) -> SignatureClaim:
    """Return what an armoured SSH signature claims; raises `BadKey`."""
    lines = armour.strip().split("\n")
    if len(lines) < 3 or lines[0] != _BEGIN or lines[-1] != _END:
        raise BadKey("không phải chữ ký SSH")
    blob = _base64("".join(line.strip() for line in lines[1:-1]))
    if not blob.startswith(_MAGIC) or blob[6:10] != b"\0\0\0\1":
        raise BadKey("không phải chữ ký SSH")
    key, at = _string(blob, 10)
    namespace, _ = _string(blob, at)
    kind, _ = _string(key, 0)
    return SignatureClaim(
        _fingerprint(key), kind.decode("ascii", "replace"), namespace.decode("utf-8", "replace")
    )


def _fingerprint(blob: bytes) -> str:
    return "SHA256:" + base64.b64encode(hashlib.sha256(blob).digest()).decode("ascii").rstrip("=")


def _base64(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise BadKey("không giải mã được base64") from None


def _string(blob: bytes, at: int) -> tuple[bytes, int]:
    """Return the length-prefixed string at an offset and the offset behind it."""
    if at + 4 > len(blob):
        raise BadKey("bị cắt cụt")
    end = at + 4 + int.from_bytes(blob[at : at + 4], "big")
    if end > len(blob):
        raise BadKey("bị cắt cụt")
    return blob[at + 4 : end], end
