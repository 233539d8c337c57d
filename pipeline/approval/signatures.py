"""Verifying signatures: the plainest SSH ones in process, all others with ssh-keygen or gpg, own files only."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pipeline.approval.ed25519 import surely_holds
from pipeline.approval.keys import BadKey, read_signature
from pipeline.approval.openpgp import MARK, Frame, verify_openpgp
from pipeline.errors import ToolError
from pipeline.model.approval import Reason
from pipeline.model.text import Text

GIT_NAMESPACE = "git"
_PRINCIPAL = "nguoi-ky"
_SECONDS = 30
_SECONDS_BY_HAND = 180  # long enough to type a passphrase or to find the security key


@dataclass(frozen=True, slots=True)
class Verified:
    """The key that made a signature, or why the signature is worth nothing.

    `frame`: what an OpenPGP signature and its key say of time.
    """

    fingerprint: str | None
    reason: Reason | None = None
    frame: Frame | None = None


def verify(signed: bytes, armour: str, namespace: str, enrolled: Callable[[str], str | None]) -> Verified:
    """Return the enrolled key that signed exactly these bytes in exactly this namespace.

    `enrolled` gives the public key (one line, or an OpenPGP block) for a fingerprint, None for a stranger's.
    Whether the key's owner had authority, and when, is for others to judge. An OpenPGP signature has no namespace:
    what stands in its place is a notation in its signed part; git writes none.
    """
    if MARK in armour:
        told = verify_openpgp(signed, armour, None if namespace == GIT_NAMESPACE else namespace, enrolled)
        return Verified(told.fingerprint, told.reason, told.frame)
    if "BEGIN SSH SIGNATURE" not in armour:
        return Verified(None, Reason.KHOA_KHONG_HOP_LE)  # X.509: no such key can be enrolled
    try:
        claim = read_signature(armour)
    except BadKey:
        return Verified(None, Reason.CHU_KY_SAI)
    if claim.namespace != namespace:
        return Verified(None, Reason.KHOA_KHONG_HOP_LE)
    key = enrolled(claim.fingerprint)
    if not _holds(signed, armour, namespace, key):
        return Verified(None, Reason.CHU_KY_SAI)
    if key is None:
        return Verified(None, Reason.KHOA_KHONG_HOP_LE)
    return Verified(claim.fingerprint)


def sign(data: bytes, namespace: str, key: Path, *, by_hand: bool = False) -> str:
    """Return the armoured signature of some bytes by a private key file, or by the agent that holds it.

    `by_hand`: a person signs, who may be asked for a passphrase or a touch, and whose key agent may answer.
    Raises `ToolError` where the key cannot be used.
    """
    done = ssh_keygen("-q", "-Y", "sign", "-n", namespace, "-f", str(key), data=data, by_hand=by_hand)
    if done.returncode != 0:
        detail = done.stderr.decode("utf-8", "replace").strip()
        raise ToolError(
            Text(f"Không ký được bằng khóa {key.name}.", f"The key {key.name} could not sign."),
            Text(detail or "Kiểm tra tệp khóa.", detail or "Check the key file."),
        )
    return done.stdout.decode("ascii", "replace")


def _holds(signed: bytes, armour: str, namespace: str, key: str | None) -> bool:
    """Return whether the signature is mathematically right, made by `key` where one is given."""
    if surely_holds(signed, armour, namespace, key):
        return True
    with tempfile.TemporaryDirectory(prefix="congtinh-ky-") as folder:
        signature = Path(folder, "chu-ky")
        signature.write_text(armour.rstrip("\n") + "\n", "utf-8")
        if key is None:
            arguments = ["check-novalidate"]
        else:
            signers = Path(folder, "nguoi-ky")
            kind, blob = key.split()[:2]
            signers.write_text(f'{_PRINCIPAL} namespaces="{namespace}" {kind} {blob}\n', "utf-8")
            arguments = ["verify", "-f", str(signers), "-I", _PRINCIPAL]
        return (
            ssh_keygen("-Y", *arguments, "-n", namespace, "-s", str(signature), data=signed).returncode == 0
        )


def ssh_keygen(
    *arguments: str, data: bytes = b"", by_hand: bool = False
) -> subprocess.CompletedProcess[bytes]:
    """Run ssh-keygen without the settings of the surroundings; raises `ToolError` where it cannot run."""
    agent = os.environ.get("SSH_AUTH_SOCK") if by_hand else None
    program = shutil.which("ssh-keygen")
    try:
        if program is None:
            raise FileNotFoundError
        return subprocess.run(
            [program, *arguments],
            input=data,
            capture_output=True,
            timeout=_SECONDS_BY_HAND if by_hand else _SECONDS,
            check=False,
            env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"}
            | ({"SSH_AUTH_SOCK": agent} if agent else {}),
        )
    except (FileNotFoundError, subprocess.TimeoutExpired):
        raise ToolError(
            Text("Không chạy được ssh-keygen.", "ssh-keygen could not be run."),
            Text("Hãy cài gói openssh-client (8.9 trở lên).", "Install openssh-client (8.9 or newer)."),
        ) from None
