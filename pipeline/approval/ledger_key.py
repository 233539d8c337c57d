"""The key pair of the ledger on the publishing host, and how another takes its place without ever leaving none.

A succession is decided by its line in the host's copy of the ledger. Before the line is written the new key lies
beside the old one as `khoa.dang-doi`; whoever opens the folder after it, however the run ended that wrote it, finds out from the
ledger whether the new key has taken over and finishes the exchange.
"""

from __future__ import annotations

import base64
import hashlib
import os
from pathlib import Path

from pipeline.approval.keys import BadKey, fingerprint_of
from pipeline.approval.signatures import sign, ssh_keygen
from pipeline.errors import ConfigError, ToolError
from pipeline.model.text import Text

_BEGIN, _END = "-----BEGIN OPENSSH PRIVATE KEY-----", "-----END OPENSSH PRIVATE KEY-----"
_MAGIC = b"openssh-key-v1\0"


class LedgerKey:
    """The files `khoa` and `khoa.pub` of a state folder, and `khoa-dau.pub`: the first key, which is pinned."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.path = folder / "khoa"
        self._first = folder / "khoa-dau.pub"
        self._coming = folder / "khoa.dang-doi"

    @property
    def public(self) -> str:
        """Return the public key (one line), making the pair where there is none yet.

        The private file tells it; the public one beside it is only written for others to read.
        """
        if not self.path.exists():
            self._make()
        beside = self.path.with_name("khoa.pub")
        written = " ".join(beside.read_text("utf-8").split()[:2]) if beside.is_file() else ""
        told = public_in(self.path) or written
        if told != written:
            put_in_place(beside, f"{told}\n".encode(), 0o644)
        return told

    def sign(self, data: bytes, namespace: str) -> str:
        """Return the armoured signature of some bytes."""
        assert self.public  # ssh-keygen refuses a private key beside which another public one lies
        return sign(data, namespace, self.path)

    @property
    def pinned(self) -> str:
        """Return the public key that the ledger was opened under: the present one, unless it succeeded another."""
        return self._first.read_text("utf-8").strip() if self._first.is_file() else self.public

    @property
    def changing(self) -> bool:
        """Return whether an exchange of keys was begun and not finished."""
        return self._coming.is_file()

    def prepare(self, new: Path, public: str) -> None:
        """Lay a new private key beside the present one, before the ledger says that it takes over.

        Raises `ConfigError` for a file that does not show that it is the private half of this public key.
        """
        if public_in(new) != public:
            raise ConfigError(
                Text(
                    f"{new.name} không phải khóa riêng dạng OpenSSH của {public[:40]}….",
                    f"{new.name} is no private key in OpenSSH's form to {public[:40]}….",
                ),
                Text(
                    "Tạo khóa bằng ssh-keygen -t ed25519; tệp .pub phải nằm cạnh.",
                    "Make the key with ssh-keygen -t ed25519; its .pub file lies beside it.",
                ),
            )
        if not self._first.is_file():
            put_in_place(self._first, f"{self.public}\n".encode(), 0o644)
        put_in_place(self._coming, new.read_bytes())

    def settle(self, current: str) -> None:
        """Finish an exchange of keys by what the ledger says: `current` is the public key in force at its end."""
        if not self.changing:
            return
        present = self.public
        if current == present:
            self._coming.unlink()  # the line was never written, or the exchange is done
        elif current == public_in(self._coming):
            retired = hashlib.sha256(present.encode()).hexdigest()[:12]
            put_in_place(self.path.with_name(f"khoa-cu-{retired}"), self.path.read_bytes())
            self._coming.replace(self.path)
            assert self.public == current  # which writes khoa.pub

    def _make(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        staged = self.path.with_name("khoa.tam")
        public = staged.with_name("khoa.tam.pub")
        for leftover in (staged, public):
            leftover.unlink(missing_ok=True)
        done = ssh_keygen("-q", "-t", "ed25519", "-N", "", "-C", "so-cai", "-f", str(staged))
        if done.returncode != 0:
            raise ToolError(
                Text("Không tạo được khóa của sổ cái.", "The key of the ledger could not be made."),
                Text(f"Kiểm tra quyền ghi ở {self._folder}.", f"Check write access to {self._folder}."),
            )
        public.replace(self.path.with_name("khoa.pub"))
        staged.replace(self.path)


def public_in(private: Path) -> str | None:
    """Return the public half that a private key file of OpenSSH holds in the open, None for another form."""
    lines = private.read_text("ascii", errors="replace").split()
    text = " ".join(lines)
    if not (text.startswith(_BEGIN) and text.endswith(_END)):
        return None
    try:
        blob = base64.b64decode("".join(text.removeprefix(_BEGIN).removesuffix(_END).split()), validate=True)
        at = len(_MAGIC)
        for _ in range(3):  # cipher, derivation of its key, settings of that
            at += 4 + int.from_bytes(blob[at : at + 4], "big")
        at += 4  # how many keys
        key = blob[at + 4 : at + 4 + int.from_bytes(blob[at : at + 4], "big")]
        kind = key[4 : 4 + int.from_bytes(key[:4], "big")].decode("ascii")
        told = f"{kind} {base64.b64encode(key).decode('ascii')}"
        fingerprint_of(told)
    except (ValueError, BadKey):
        return None
    return told if blob.startswith(_MAGIC) else None


def put_in_place(place: Path, data: bytes, mode: int = 0o600) -> None:
    """Write a file whole or not at all, with a private key's rights unless said otherwise from its first byte on."""
    staged = place.with_name(place.name + ".tam")
    handle = os.open(staged, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    try:
        os.write(handle, data)
        os.fsync(handle)
    finally:
        os.close(handle)
    staged.replace(place)
