"""OpenPGP keys and signatures made byte by byte, right ones and every kind of wrong one, without gpg and its agent.

Ed25519 keys from a name, so that the same name is the same key in every story. What gpg itself makes is tried in
tests/approval/test_openpgp.py.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from Crypto.PublicKey import ECC
from Crypto.Signature import eddsa

from pipeline.clock.now import parse_time

BORN = datetime(2026, 1, 1, tzinfo=UTC)
SIGNED_AT = "2026-11-20T08:00:00+07:00"
_OID = bytes.fromhex("092b06010401da470f01")
_DIGESTS = {"SHA1": (2, "sha1"), "SHA256": (8, "sha256"), "SHA512": (10, "sha512")}
_DAY = 86_400


def armoured(kind: str, raw: bytes) -> str:
    """Return some packets in an armour without checksum."""
    text = base64.b64encode(raw).decode("ascii")
    lines = "\n".join(text[n : n + 64] for n in range(0, len(text), 64))
    return f"-----BEGIN PGP {kind}-----\n\n{lines}\n-----END PGP {kind}-----\n"


def _packet(tag: int, body: bytes) -> bytes:
    return bytes([0x80 | tag << 2 | 1]) + len(body).to_bytes(2, "big") + body


def _mpi(raw: bytes) -> bytes:
    number = int.from_bytes(raw, "big")
    return number.bit_length().to_bytes(2, "big") + number.to_bytes((number.bit_length() + 7) // 8, "big")


def _sub(kind: int, value: bytes) -> bytes:
    return bytes([len(value) + 1, kind]) + value


def _time(at: datetime) -> bytes:
    return int(at.timestamp()).to_bytes(4, "big")


class Pair:
    """One key pair; the name decides it."""

    def __init__(self, name: str) -> None:
        seed = hashlib.sha256(f"khoa thu {name}".encode()).digest()
        self._key = eddsa.import_private_key(seed)
        assert isinstance(self._key, ECC.EccKey)
        point = b"\x40" + self._key.public_key().export_key(format="raw")
        self.body = b"\x04" + _time(BORN) + b"\x16" + _OID + _mpi(point)
        self.framed = b"\x99" + len(self.body).to_bytes(2, "big") + self.body
        self.fingerprint = hashlib.sha1(self.framed, usedforsecurity=False).digest()

    def signature(
        self,
        kind: int,
        data: bytes,
        at: datetime,
        hashed: bytes = b"",
        beside: bytes = b"",
        digest: str = "SHA256",
    ) -> bytes:
        """Return the packet of a signature over data that already has the form its kind asks for."""
        number, name = _DIGESTS[digest]
        signed = _sub(33, b"\x04" + self.fingerprint) + _sub(2, _time(at)) + hashed
        head = bytes([4, kind, 22, number]) + len(signed).to_bytes(2, "big") + signed
        told = hashlib.new(name, data + head + b"\x04\xff" + len(head).to_bytes(4, "big")).digest()
        made = eddsa.new(self._key, "rfc8032").sign(told)
        beside += _sub(16, self.fingerprint[-8:])
        tail = len(beside).to_bytes(2, "big") + beside + told[:2] + _mpi(made[:32]) + _mpi(made[32:])
        return _packet(2, head + tail)


@dataclass
class PgpKey:
    """A key as a story tells it: how its block was made, and how it signs."""

    name: str
    told: dict[str, Any] = field(default_factory=dict)

    @property
    def primary(self) -> Pair:
        """Return the primary pair."""
        return Pair(str(self.told.get("of", self.name)))

    @property
    def signer(self) -> Pair:
        """Return the pair that signs: a subkey where the story has one."""
        name = str(self.told.get("of", self.name))
        return Pair(str(self.told.get("sub_of", name)) + "/con") if self.told.get("subkey") else self.primary

    @property
    def public(self) -> str:
        """Return the armoured block for a roster."""
        told, primary = self.told, self.primary
        digest = str(told.get("block_digest", "SHA256"))
        born = parse_time(str(told["born"])) if "born" in told else BORN
        user = f"{told.get('user', self.name)} <{told.get('user', self.name)}@vi-du.example>".encode()
        over = primary.framed + b"\xb4" + len(user).to_bytes(4, "big") + user
        ends = _sub(9, (int(told["days"]) * _DAY).to_bytes(4, "big")) if "days" in told else b""
        flags = _sub(27, b"\x03")
        block = _packet(6, primary.body)
        if told.get("revoked"):
            why = _sub(29, b"\x02bi lo")
            block += primary.signature(0x20, primary.framed, parse_time(str(told["revoked"])), why)
        block += _packet(13, user) + primary.signature(0x13, over, born, flags + ends, digest=digest)
        if told.get("subkey"):
            block += self._subkey(str(told["subkey"]))
        if told.get("second"):
            block += _packet(6, Pair(str(told["second"])).body)
        if told.get("secret"):
            block = _packet(5, primary.body + b"\0") + block
        return armoured("PUBLIC KEY BLOCK", block)

    def _subkey(self, how: str) -> bytes:
        """Return a subkey with its binding: `ok`, `no-back` (it never agreed), `stolen` (bound by another key)."""
        primary, sub = self.primary, self.signer
        both = primary.framed + sub.framed
        back = sub.signature(0x19, both, BORN)
        flags = _sub(27, b"\x02")
        ends = (
            _sub(9, (int(self.told["sub_days"]) * _DAY).to_bytes(4, "big"))
            if "sub_days" in self.told
            else b""
        )
        embedded = b"" if how == "no-back" else _sub(32, back[3:])
        binder = Pair("ke khac") if how == "stolen" else primary
        bound = binder.signature(0x18, both, BORN, flags + ends, embedded)
        if how == "revoked":
            bound += primary.signature(0x28, both, parse_time("2026-06-01T00:00:00+07:00"), _sub(29, b"\x02"))
        return _packet(14, sub.body) + bound

    def sign(self, data: bytes, namespace: str = "git") -> str:
        """Return the armoured signature of some bytes, bent as the story says."""
        told = self.told
        at = parse_time(str(told.get("at", SIGNED_AT)))
        purpose = str(told["purpose"]) if "purpose" in told else namespace
        hashed = b""
        if purpose not in ("git", ""):
            name, value = purpose.encode(), b"1"
            sizes = len(name).to_bytes(2, "big") + len(value).to_bytes(2, "big")
            hashed += _sub(20, b"\x80\0\0\0" + sizes + name + value)
        if told.get("sig_days"):
            hashed += _sub(3, (int(told["sig_days"]) * _DAY).to_bytes(4, "big"))
        kind = int(told.get("kind", 0))
        made = self.signer.signature(kind, data, at, hashed, digest=str(told.get("digest", "SHA256")))
        if told.get("twice"):
            made += Pair("nguoi khac").signature(kind, data, at, hashed)
        if told.get("pretend"):  # another key's signature, under this key's name
            other = Pair("nguoi khac")
            other.fingerprint = self.signer.fingerprint
            made = other.signature(kind, data, at, hashed)
        return armoured("SIGNATURE", made)
