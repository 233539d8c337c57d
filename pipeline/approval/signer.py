"""The key that an approver signs with: where it lies, what it is, and a signature that is checked at once."""

from __future__ import annotations

from pathlib import Path

from pipeline.approval.keys import BadKey, fingerprint_of
from pipeline.approval.signatures import sign, ssh_keygen, verify
from pipeline.approval.statements import NAMESPACE, Statement
from pipeline.errors import ConfigError
from pipeline.model.text import Text

KEYS = ("~/.ssh/duyet-bai", "~/.ssh/id_ed25519")


def sign_statement(statement: Statement, key: Path) -> str:
    """Return the armoured signature of a statement by a person's key, which may ask for a passphrase.

    Raises `ToolError` where the key cannot sign, `ConfigError` where the signature is another key's.
    """
    public, raw = public_half(key), statement.canonical()
    armour = sign(raw, NAMESPACE, key, by_hand=True)
    if verify(raw, armour, NAMESPACE, lambda _: public).fingerprint != fingerprint(key):
        raise ConfigError(
            Text("Chữ ký vừa tạo không khớp với khóa.", "The signature does not fit the key."),
            Text("Kiểm tra tệp .pub cạnh khóa.", "Check the .pub file beside the key."),
        )
    return armour


def find_key(named: Path | None) -> Path | None:
    """Return the key file that was named, else the usual one where it is there; raises `ConfigError`."""
    for place in (named,) if named else tuple(Path(k).expanduser() for k in KEYS):
        if place is not None and (place.is_file() or place.with_name(place.name + ".pub").is_file()):
            return place
    if named:
        raise no_key(named)
    return None


def public_half(key: Path) -> str:
    """Return the public half of a key file; raises `ConfigError` where it cannot be told."""
    beside = key if key.suffix == ".pub" else key.with_name(key.name + ".pub")
    if beside.is_file():
        return " ".join(beside.read_text("utf-8", errors="replace").split()[:2])
    done = ssh_keygen("-y", "-P", "", "-f", str(key))
    if done.returncode != 0:
        raise no_key(beside)
    return " ".join(done.stdout.decode("utf-8", "replace").split()[:2])


def fingerprint(key: Path) -> str:
    """Return the fingerprint of a key file; raises `ConfigError`."""
    try:
        return fingerprint_of(public_half(key))
    except BadKey:
        raise no_key(key) from None


def no_key(place: Path | None = None) -> ConfigError:
    """Return the error that says that no key can be read."""
    named = f" {place}" if place else ""
    return ConfigError(
        Text(f"Không đọc được khóa ký{named}.", f"The signing key{named} cannot be read."),
        Text(
            "Nêu --key TỆP; tệp .pub phải nằm cạnh khóa.",
            "Name one by --key FILE; its .pub file must lie beside it.",
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
