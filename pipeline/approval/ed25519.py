"""Ed25519 signatures in SSH's armour, verified without a process: a yes that ssh-keygen would give as well.

Starting ssh-keygen costs several milliseconds, for a history of ten thousand steps most of a minute. Here only
the plainest case is answered, and only with yes: an ssh-ed25519 key, the armour exactly as ssh-keygen writes it,
and the equation of RFC 8032, section 5.1.7 in its strict form (no cofactor, S below the group's order, one
encoding for each point). Everything else, and so every no, is for ssh-keygen to say.
"""

from __future__ import annotations

import base64
import binascii
import functools
import hashlib

from Crypto.PublicKey.ECC import EccPoint
from Crypto.Signature import eddsa

_KIND = b"ssh-ed25519"
_BEGIN, _END, _WIDTH = "-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----", 70
_MAGIC, _VERSION = b"SSHSIG", b"\0\0\0\1"
_HASHES = {b"sha256": hashlib.sha256, b"sha512": hashlib.sha512}
_ORDER = 2**252 + 27742317777372353535851937790883648493
_BASE = EccPoint(
    15112221349535400772501151409588531511454012693041857206046113283949847762202,
    46316835694926478169428394003475163141307993866256225615783033603165251855960,
    "Ed25519",
)


def surely_holds(signed: bytes, armour: str, namespace: str, key: str | None) -> bool:
    """Return True only where a signature is right beyond doubt, and made by `key` where one is given.

    False means that nothing is known; the caller asks ssh-keygen.
    """
    blob = _unwrapped(armour)
    try:
        public, at = _string(blob, len(_MAGIC) + len(_VERSION))
        told_namespace, at = _string(blob, at)
        reserved, at = _string(blob, at)
        hash_name, at = _string(blob, at)
        signature, at = _string(blob, at)
        point, raw = _only(public, 32), _only(signature, 64)
        wanted = None if key is None else base64.b64decode(key.split()[1], validate=True)
    except (ValueError, IndexError, binascii.Error):
        return False
    fits = (
        blob.startswith(_MAGIC + _VERSION)
        and at == len(blob)
        and told_namespace == namespace.encode()
        and reserved == b""
        and hash_name in _HASHES
        and wanted in (None, public)
    )
    if not fits:
        return False
    parts = (told_namespace, reserved, hash_name, _HASHES[hash_name](signed).digest())
    return _equation(point, _MAGIC + b"".join(len(p).to_bytes(4, "big") + p for p in parts), raw)


def _unwrapped(armour: str) -> bytes:
    """Return the bytes in an armour that is exactly as ssh-keygen writes it, otherwise none."""
    lines = armour.rstrip("\n").split("\n")
    try:
        blob = base64.b64decode("".join(lines[1:-1]), validate=True)
    except (binascii.Error, ValueError):
        return b""
    text = base64.b64encode(blob).decode("ascii")
    as_written = [_BEGIN, *(text[n : n + _WIDTH] for n in range(0, len(text), _WIDTH)), _END]
    return blob if lines == as_written else b""


def _string(blob: bytes, at: int) -> tuple[bytes, int]:
    """Return the length-prefixed string at an offset and the offset behind it; raises `ValueError`."""
    end = at + 4 + int.from_bytes(blob[at : at + 4], "big")
    if at + 4 > len(blob) or end > len(blob):
        raise ValueError("cut off")
    return blob[at + 4 : end], end


def _only(blob: bytes, size: int) -> bytes:
    """Return what stands behind the kind of key in a blob of exactly these two; raises `ValueError`."""
    kind, at = _string(blob, 0)
    value, end = _string(blob, at)
    if kind != _KIND or len(value) != size or end != len(blob):
        raise ValueError("another kind")
    return value


def _equation(public: bytes, message: bytes, signature: bytes) -> bool:
    """Return whether [S]B - [k]A, written as bytes, is R; S must be below the order."""
    minus = _negative(public)
    scalar = int.from_bytes(signature[32:], "little")
    if minus is None or scalar >= _ORDER:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % _ORDER
    found = _BASE * scalar
    found += minus * k
    return _encoded(found) == signature[:32]


@functools.lru_cache(maxsize=1_000)
def _negative(public: bytes) -> EccPoint | None:
    """Return -A for a public key A, None for what is not its one encoding."""
    try:
        point = eddsa.import_public_key(public).pointQ
    except ValueError:
        return None
    return -point if _encoded(point) == public else None


def _encoded(point: EccPoint) -> bytes:
    x, y = (int(c) for c in point.xy)
    return (y | (x & 1) << 255).to_bytes(32, "little")
