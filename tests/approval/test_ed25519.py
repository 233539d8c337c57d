"""Signatures that are verified in process, held against ssh-keygen."""

from __future__ import annotations

import base64
import random
from pathlib import Path

import pytest

from pipeline.approval import signatures
from pipeline.approval.ed25519 import _FIELD, _key, surely_holds
from pipeline.approval.keys import fingerprint_of
from pipeline.demo.play import Key
from pipeline.model.approval import Reason

_ORDER = 2**252 + 27742317777372353535851937790883648493  # of the group
DATA = "Quyết định số 01/QĐ-UBND\n".encode() * 9


@pytest.fixture(scope="module")
def key(keys: Path) -> Key:
    return Key.generate(keys / "truong-ban.daklak")


def test_what_ssh_keygen_signed_holds_for_its_key_namespace_and_bytes_only(key: Key, keys: Path) -> None:
    other = Key.generate(keys / "truong-ban.gialai")
    armour = key.sign(DATA, "git")
    assert surely_holds(DATA, armour, "git", key.public) and surely_holds(DATA, armour, "git", None)
    assert surely_holds(DATA, armour.rstrip("\n"), "git", key.public)
    assert not surely_holds(DATA + b"\n", armour, "git", key.public)
    assert not surely_holds(DATA, armour, "pheduyet@v1", key.public)
    assert not surely_holds(DATA, armour, "git", other.public)


def test_no_changed_signature_holds_here_that_ssh_keygen_would_refuse(key: Key) -> None:
    """Every byte once; a yes to any of them would have to be one that ssh-keygen gives as well."""
    armour, rng = key.sign(DATA, "git"), random.Random(3)
    blob = base64.b64decode("".join(armour.strip().split("\n")[1:-1]))
    for at in range(len(blob)):
        changed = bytearray(blob)
        changed[at] ^= rng.randrange(1, 256)
        assert not surely_holds(DATA, _armoured(bytes(changed)), "git", key.public), at
    assert not surely_holds(DATA, _armoured(blob + b"\0"), "git", key.public)
    assert not surely_holds(DATA, _armoured(blob[:-1]), "git", key.public)
    scalar = int.from_bytes(blob[-32:], "little") + _ORDER  # the same equation with another spelling of S
    assert not surely_holds(DATA, _armoured(blob[:-32] + scalar.to_bytes(32, "little")), "git", key.public)


@pytest.mark.parametrize("y", [0, 1, 2, _FIELD - 1, _FIELD, _FIELD + 1, _FIELD + 3, 2**255 - 1])
@pytest.mark.parametrize("sign", [0, 1])
def test_a_point_has_one_encoding_here(y: int, sign: int) -> None:
    """Points of small order and numbers beyond the field: whatever ssh-keygen thinks of them, it is asked."""
    public = (y | sign << 255).to_bytes(32, "little")
    kind, r = b"ssh-ed25519", (1).to_bytes(32, "little")
    assert _key(public) is None or 1 < y < _FIELD - 1
    strings = (
        [kind, public],
        [kind, r + bytes(32)],
    )  # R = 1, S = 0: holds for every A of order 1 without more ado
    blobs = [b"".join(len(s).to_bytes(4, "big") + s for s in each) for each in strings]
    parts = [blobs[0], b"git", b"", b"sha512", blobs[1]]
    blob = b"SSHSIG\0\0\0\1" + b"".join(len(p).to_bytes(4, "big") + p for p in parts)
    assert not surely_holds(DATA, _armoured(blob), "git", None)


@pytest.mark.parametrize("bent", ["lower", "wide", "before", "behind", "crlf"])
def test_an_armour_in_another_form_is_left_to_ssh_keygen(key: Key, bent: str) -> None:
    armour = key.sign(DATA, "git")
    lines = armour.strip().split("\n")
    text = {
        "lower": armour.replace("BEGIN", "begin"),
        "wide": "\n".join([lines[0], "".join(lines[1:-1]), lines[-1]]),
        "before": "x\n" + armour,
        "behind": armour + "x",
        "crlf": armour.replace("\n", "\r\n"),
    }[bent]
    assert not surely_holds(DATA, text, "git", key.public)


@pytest.mark.parametrize("kind", ["rsa", "ecdsa"])
def test_other_kinds_of_keys_are_verified_by_ssh_keygen(keys: Path, kind: str) -> None:
    key = Key.generate(keys / f"khoa-{kind}", kind)
    armour = key.sign(DATA, "git")
    assert not surely_holds(DATA, armour, "git", key.public)
    told = signatures.verify(DATA, armour, "git", lambda fingerprint: key.public)
    assert told.fingerprint == fingerprint_of(key.public)
    assert signatures.verify(DATA + b" ", armour, "git", lambda f: key.public).reason is Reason.CHU_KY_SAI


def test_a_strangers_right_signature_is_no_wrong_one(key: Key) -> None:
    armour = key.sign(DATA, "git")
    assert signatures.verify(DATA, armour, "git", lambda f: None).reason is Reason.KHOA_KHONG_HOP_LE
    assert signatures.verify(DATA + b" ", armour, "git", lambda f: None).reason is Reason.CHU_KY_SAI


def _armoured(blob: bytes) -> str:
    text = base64.b64encode(blob).decode()
    lines = [text[n : n + 70] for n in range(0, len(text), 70)]
    return "\n".join(["-----BEGIN SSH SIGNATURE-----", *lines, "-----END SSH SIGNATURE-----"]) + "\n"
