"""OpenPGP keys and signatures as bytes: whose they say they are, before gpg is asked whether that is true.

Only what is needed to pin a key by its full fingerprint and to see what a signature claims. Nothing is verified here,
and whatever is unusual (several signatures, secret keys, old versions, weak digests) is no key or no signature.
Formats: RFC 4880, sections 4.2 (packets), 5.2.3 (signatures), 5.5.2 (keys), 6.2 (armour), 12.2 (fingerprints).
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

SCHEME = "OPENPGP:"  # before a fingerprint, so that it is never taken for that of an SSH key
KEY_BLOCK, SIGNATURE = "PGP PUBLIC KEY BLOCK", "PGP SIGNATURE"
MOST_BYTES = 60_000  # of a block: a key with a dozen user ids and subkeys has a tenth of that
_SIGNATURE_TAG, _SECRET_TAG, _KEY_TAG, _SECRET_SUBKEY_TAG, _SUBKEY_TAG = 2, 5, 6, 7, 14
_RSA, _RSA_SIGN, _ECDSA, _EDDSA = 1, 3, 19, 22
ALGORITHMS = frozenset({_RSA, _RSA_SIGN, _ECDSA, _EDDSA})  # DSA and what is older may sign nothing here
_LEAST_RSA = 2048  # bits; below that a signature can be made by others
DIGESTS = frozenset({8, 9, 10})  # SHA-256, SHA-384, SHA-512; the older ones can be made to collide
_OF_BYTES = 0  # a signature over the bytes as they are, not over a text whose line ends do not count
_MADE, _ENDS, _ISSUER, _NOTATION, _ISSUER_FINGERPRINT = 2, 3, 16, 20, 33


class BadPacket(Exception):
    """Why some text is no OpenPGP key or signature that can be used."""


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A key block: the primary key's fingerprint, all names that a signature may give to it, the binary form."""

    fingerprint: str
    names: frozenset[str]  # fingerprints of primary key and subkeys, and their 64-bit ids
    raw: bytes

    @property
    def fingerprints(self) -> frozenset[str]:
        """Return the fingerprints of primary key and subkeys, without the short ids."""
        return frozenset(n for n in self.names if len(n) > len(SCHEME) + 16)


@dataclass(frozen=True, slots=True)
class SignatureClaim:
    """What a signature says of itself.

    `issuer` is the fingerprint of the very key (often a subkey), None where only an id is told; `names` all names of it;
    `notations` the names of the notations in its signed part, which tell what it was made for.
    """

    issuer: str | None
    names: frozenset[str]
    made: datetime
    notations: frozenset[str]
    raw: bytes


def read_key(armour: str) -> PublicKey:
    """Return the one public key in an armoured block; raises `BadPacket`."""
    raw = unwrap(armour, KEY_BLOCK)
    names: set[str] = set()
    fingerprint = ""
    for tag, body in _packets(raw):
        if tag in (_SECRET_TAG, _SECRET_SUBKEY_TAG):
            raise BadPacket("đây là khóa riêng, phải coi là đã lộ; chỉ ghi khóa công khai")
        if (tag == _KEY_TAG) == bool(fingerprint):
            raise BadPacket("phải là đúng một khóa công khai OpenPGP")
        if tag in (_KEY_TAG, _SUBKEY_TAG):
            found = _fingerprint(body)
            names |= {found, SCHEME + found[-16:]}
            if tag == _KEY_TAG:
                _strong(body)
                fingerprint = found
    if not fingerprint:
        raise BadPacket("phải là đúng một khóa công khai OpenPGP")
    return PublicKey(fingerprint, frozenset(names), raw)


def read_signature(armour: str) -> SignatureClaim:
    """Return what the one signature in an armour claims; raises `BadPacket`."""
    raw = unwrap(armour, SIGNATURE)
    packets = list(_packets(raw))
    if len(packets) != 1 or packets[0][0] != _SIGNATURE_TAG:
        raise BadPacket("phải là đúng một chữ ký")
    body = packets[0][1]
    if len(body) < 6 or body[0] != 4 or body[1] != _OF_BYTES:
        raise BadPacket("không phải chữ ký tách rời, phiên bản 4")
    if body[2] not in ALGORITHMS or body[3] not in DIGESTS:
        raise BadPacket("thuật toán ký hoặc băm quá yếu")
    length = int.from_bytes(body[4:6], "big")
    signed = list(_subpackets(body[6 : 6 + length], length))
    at = 6 + length
    more = int.from_bytes(body[at : at + 2], "big")
    beside = list(_subpackets(body[at + 2 : at + 2 + more], more))
    made = [value for kind, value in signed if kind == _MADE]
    if len(made) != 1 or len(made[0]) != 4 or any(kind == _ENDS for kind, _ in (*signed, *beside)):
        raise BadPacket("thiếu thời điểm ký, hoặc chữ ký tự hết hạn")
    issuers = {_issuer(value) for kind, value in (*signed, *beside) if kind == _ISSUER_FINGERPRINT}
    ids = {SCHEME + value.hex().upper() for kind, value in (*signed, *beside) if kind == _ISSUER}
    if len(issuers) > 1 or len(ids) > 1:
        raise BadPacket("chữ ký nêu nhiều khóa")
    return SignatureClaim(
        issuer=next(iter(issuers), None),
        names=frozenset(issuers | ids | {SCHEME + i[-16:] for i in issuers}),
        made=datetime.fromtimestamp(int.from_bytes(made[0], "big"), UTC),
        notations=frozenset(_notation(value) for kind, value in signed if kind == _NOTATION),
        raw=raw,
    )


def openpgp_names(armour: str) -> frozenset[str]:
    """Return every name of a key in any signature of an armour, however weak; for excluding, never for trusting."""
    found: set[str] = set()
    for tag, body in _packets(unwrap(armour, SIGNATURE)):
        if tag != _SIGNATURE_TAG or len(body) < 6 or body[0] != 4:
            continue
        length = int.from_bytes(body[4:6], "big")
        at = 6 + length
        more = int.from_bytes(body[at : at + 2], "big")
        both = [*_subpackets(body[6:at], length), *_subpackets(body[at + 2 : at + 2 + more], more)]
        for kind, value in both:
            if kind == _ISSUER:
                found.add(SCHEME + value.hex().upper())
            elif kind == _ISSUER_FINGERPRINT:
                found |= {SCHEME + value[1:].hex().upper(), SCHEME + value[-8:].hex().upper()}
    return frozenset(found)


def unwrap(armour: str, kind: str) -> bytes:
    """Return the bytes in exactly one armour of a kind with nothing around it; raises `BadPacket`."""
    lines = [line.rstrip("\r \t") for line in armour.strip().split("\n")]
    whole = len(armour) <= 2 * MOST_BYTES and len(lines) > 2
    if not whole or lines[0] != f"-----BEGIN {kind}-----" or lines[-1] != f"-----END {kind}-----":
        raise BadPacket(f"phải là đúng một khối “{kind}”")
    inside = lines[1:-1]
    if "" in inside:  # header lines such as "Comment:" end with an empty one
        inside = inside[inside.index("") + 1 :]
    if inside and inside[-1].startswith("="):  # a checksum against slips of the hand, none against people
        inside.pop()
    try:
        return base64.b64decode("".join(inside), validate=True)
    except (binascii.Error, ValueError):
        raise BadPacket("không giải mã được base64") from None


def _packets(raw: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield tag and body of every packet; parts of unknown length are refused."""
    at = 0
    while at < len(raw):
        head = raw[at]
        if not head & 0x80:
            raise BadPacket("không phải gói OpenPGP")
        if head & 0x40:
            tag = head & 0x3F
            start, length = _new_length(raw, at + 1)
        else:
            tag, kind = (head >> 2) & 0x0F, head & 3
            if kind == 3:
                raise BadPacket("gói không ghi độ dài")
            start = at + 1 + (1 << kind)
            length = int.from_bytes(raw[at + 1 : start], "big")
        at = start + length
        if at > len(raw):
            raise BadPacket("bị cắt cụt")
        yield tag, raw[start:at]


def _new_length(raw: bytes, at: int) -> tuple[int, int]:
    """Return where a body begins and its length, in the newer form of packets and in that of subpackets."""
    first = raw[at] if at < len(raw) else 255
    if first < 192:
        return at + 1, first
    if first < 224 and at + 1 < len(raw):
        return at + 2, ((first - 192) << 8) + raw[at + 1] + 192
    if first == 255 and at + 5 <= len(raw):
        return at + 5, int.from_bytes(raw[at + 1 : at + 5], "big")
    raise BadPacket("độ dài không hợp lệ")


def _subpackets(raw: bytes, length: int) -> Iterator[tuple[int, bytes]]:
    if len(raw) != length:
        raise BadPacket("bị cắt cụt")
    at = 0
    while at < len(raw):
        start, size = _new_length(raw, at)
        at = start + size
        if size < 1 or at > len(raw):
            raise BadPacket("bị cắt cụt")
        yield raw[start] & 0x7F, raw[start + 1 : at]


def _fingerprint(body: bytes) -> str:
    if len(body) < 6 or body[0] != 4 or len(body) > 0xFFFF:
        raise BadPacket("chỉ nhận khóa OpenPGP phiên bản 4")
    framed = b"\x99" + len(body).to_bytes(2, "big") + body
    return SCHEME + hashlib.sha1(framed, usedforsecurity=False).hexdigest().upper()


def _issuer(value: bytes) -> str:
    if len(value) != 21 or value[0] != 4:
        raise BadPacket("chỉ nhận khóa OpenPGP phiên bản 4")
    return SCHEME + value[1:].hex().upper()


def _notation(value: bytes) -> str:
    name = int.from_bytes(value[4:6], "big")
    return value[8 : 8 + name].decode("utf-8", "replace")


def _strong(body: bytes) -> None:
    """Raise `BadPacket` for a primary key that others could sign with."""
    if body[5] not in ALGORITHMS:
        raise BadPacket("loại khóa OpenPGP này không được dùng để phê duyệt (dùng ed25519)")
    if body[5] in (_RSA, _RSA_SIGN) and int.from_bytes(body[6:8], "big") < _LEAST_RSA:
        raise BadPacket(f"khóa RSA ngắn hơn {_LEAST_RSA} bit")
