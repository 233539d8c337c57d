"""Ed25519 signatures in SSH's armour, verified without a process: a yes that ssh-keygen would give as well.

Starting ssh-keygen costs several milliseconds, for a history of ten thousand steps most of a minute. Here only
the plainest case is answered, and only with yes: an ssh-ed25519 key, the armour exactly as ssh-keygen writes it,
and the equation of RFC 8032, section 5.1.7 in its strict form (no cofactor, S below the group's order, one
encoding for each point), which OpenSSL tests. Everything else, and so every no, is for ssh-keygen to say.
"""

from __future__ import annotations

import base64
import binascii
import functools
import hashlib

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

_KIND = b"ssh-ed25519"
_BEGIN, _END, _WIDTH = "-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----", 70
_MAGIC, _VERSION = b"SSHSIG", b"\0\0\0\1"
_HASHES = {b"sha256": hashlib.sha256, b"sha512": hashlib.sha512}
_FIELD = 2**255 - 19


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
    key = _key(public)
    if key is None:
        return False
    try:
        key.verify(signature, message)
    except InvalidSignature:
        return False
    return True


@functools.lru_cache(maxsize=1_000)
def _key(public: bytes) -> Ed25519PublicKey | None:
    """Return a public key, None for what is not the one encoding of its point.

    Of the points with x = 0, which no key of anybody's is, two encodings differ in the sign alone.
    """
    y = int.from_bytes(public, "little") & (1 << 255) - 1
    if not 1 < y < _FIELD - 1:
        return None
    try:
        return Ed25519PublicKey.from_public_bytes(public)
    except (ValueError, UnsupportedAlgorithm):
        return None
