"""The key that an approver signs with: where it lies, what it is, and a signature that is checked at once."""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.approval.keys import BadKey, fingerprint_of
from pipeline.approval.openpgp import export, sign_openpgp
from pipeline.approval.signatures import sign, ssh_keygen, verify
from pipeline.approval.statements import NAMESPACE, Statement
from pipeline.errors import ConfigError
from pipeline.model.openpgp import SCHEME, BadPacket, read_key
from pipeline.model.text import Text

KEYS = ("~/.ssh/duyet-bai", "~/.ssh/id_ed25519")
_PGP = re.compile(r"gpg:([0-9A-Fa-f]{40})")


def sign_statement(statement: Statement, key: Path, enrolled: str | None = None) -> str:
    """Return the armoured signature of a statement by a person's key, which may ask for a passphrase.

    `enrolled`: the key as the board has it, where that is known; a subkey made later is not in it. Raises `ToolError`
    where the key cannot sign, `ConfigError` where the signature is another key's.
    """
    public, raw, pgp = enrolled or public_half(key), statement.canonical(), openpgp_name(key)
    if pgp:
        armour = sign_openpgp(raw, pgp, NAMESPACE, statement.at)
    else:
        armour = sign(raw, NAMESPACE, key, by_hand=True)
    told = verify(raw, armour, NAMESPACE, lambda _: public)
    if told.frame is not None and told.frame.until is not None and told.frame.until <= statement.at:
        raise ConfigError(
            Text(
                f"Khóa đã đăng ký hết hạn ngày {told.frame.until:%d/%m/%Y}, theo chính khóa ghi.",
                f"The enrolled key ended on {told.frame.until:%Y-%m-%d} by its own word.",
            ),
            Text("Gia hạn khóa rồi đăng ký lại khối khóa.", "Extend the key and enrol its block anew."),
        )
    if told.fingerprint != fingerprint(key):
        raise ConfigError(
            Text(
                "Chữ ký vừa tạo không khớp với khóa đã đăng ký.",
                "The signature does not fit the enrolled key.",
            ),
            Text(
                "Kiểm tra tệp .pub cạnh khóa; khóa con OpenPGP mới tạo thì phải đăng ký lại khối khóa.",
                "Check the .pub file beside the key; a new OpenPGP subkey has to be enrolled first.",
            ),
        )
    return armour


def openpgp_name(key: Path) -> str | None:
    """Return the fingerprint of an OpenPGP key that was named as `gpg:` and 40 digits, None for a key file."""
    found = _PGP.fullmatch(str(key).replace(" ", ""))
    return SCHEME + found[1].upper() if found else None


def find_key(named: Path | None) -> Path | None:
    """Return the key file that was named, else the usual one where it is there; raises `ConfigError`."""
    if named is not None and openpgp_name(named):
        return named
    for place in (named,) if named else tuple(Path(k).expanduser() for k in KEYS):
        if place is not None and (place.is_file() or place.with_name(place.name + ".pub").is_file()):
            return place
    if named:
        raise no_key(named)
    return None


def public_half(key: Path) -> str:
    """Return the public half of a key; raises `ConfigError` where it cannot be told."""
    pgp = openpgp_name(key)
    if pgp is not None:
        block = export(pgp)
        if block is None:
            raise no_key(key)
        return block
    beside = key if key.suffix == ".pub" else key.with_name(key.name + ".pub")
    if beside.is_file():
        return " ".join(beside.read_text("utf-8", errors="replace").split()[:2])
    done = ssh_keygen("-y", "-P", "", "-f", str(key))
    if done.returncode != 0:
        raise no_key(beside)
    return " ".join(done.stdout.decode("utf-8", "replace").split()[:2])


def fingerprint(key: Path) -> str:
    """Return the fingerprint of a key; raises `ConfigError`."""
    try:
        public = public_half(key)
        return read_key(public).fingerprint if openpgp_name(key) else fingerprint_of(public)
    except (BadKey, BadPacket):
        raise no_key(key) from None


def no_key(place: Path | None = None) -> ConfigError:
    """Return the error that says that no key can be read."""
    named = f" {place}" if place else ""
    return ConfigError(
        Text(f"Không đọc được khóa ký{named}.", f"The signing key{named} cannot be read."),
        Text(
            "Nêu --key TỆP (tệp .pub phải nằm cạnh khóa), hoặc --key gpg: kèm đủ 40 ký tự dấu khóa OpenPGP.",
            "Name --key FILE (its .pub file beside it), or --key gpg: with all 40 digits of an OpenPGP fingerprint.",
        ),
    )


def public_line(named: Path | str) -> str:
    """Return a public key on one line, from a file that holds it or from the line itself; raises `ConfigError`."""
    place = Path(named)
    try:
        text = place.read_text("utf-8", errors="replace") if place.is_file() else str(named)
        line = " ".join(text.split()[:2])
        fingerprint_of(line)
    except (BadKey, OSError):
        raise ConfigError(
            Text(f"{str(named)[:80]} không phải khóa công khai.", f"{str(named)[:80]} is no public key."),
            Text("Nêu tệp .pub, hoặc dòng “ssh-ed25519 AAAA…”.", "Name a .pub file, or “ssh-ed25519 AAAA…”."),
        ) from None
    return line
