"""OpenPGP signatures, verified by the system's gpg in a throw-away home that holds one enrolled key and no more.

The answer must not depend on the day on which it is asked, since the ledger is derived again years later. So gpg is
shown a clock at the end of times: it says whether the signature is right, which key made it and to which primary key
that key belongs; when a key ends by its own word is read from its listing and judged with all other dates.
"""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pipeline.errors import ToolError
from pipeline.model.approval import Reason
from pipeline.model.openpgp import (
    ALGORITHMS,
    DIGESTS,
    SCHEME,
    BadPacket,
    PublicKey,
    SignatureClaim,
    read_key,
    read_signature,
)
from pipeline.model.text import Text

MARK = "BEGIN PGP SIGNATURE"
_SECONDS, _SECONDS_BY_HAND = 30, 180
# These alone reach a gpg that a person signs with: where the keys are, and where to ask for the passphrase.
_DESK = (
    *("HOME", "GNUPGHOME", "GPG_TTY", "TERM", "DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY"),
    *("XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS", "SSH_TTY"),
)
_END_OF_TIMES = "20991231T000000!"
_ALONE = (
    *("--batch", "--no-tty", "--no-options", "--no-autostart", "--disable-dirmngr", "--lock-never"),
    *("--no-auto-check-trustdb", "--trust-model", "always", "--no-default-keyring", "--status-fd", "1"),
    *("--faked-system-time", _END_OF_TIMES, "--weak-digest", "SHA1", "--weak-digest", "RIPEMD160"),
)
# One of these and the signature is worth nothing, whatever else is said.
_FATAL = frozenset({"BADSIG", "ERRSIG", "REVKEYSIG", "EXPSIG", "KEYREVOKED", "NODATA", "NO_PUBKEY"})


@dataclass(frozen=True, slots=True)
class Frame:
    """What a signature and its key say of time: when it was made, until when the key is good by its own word."""

    made: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Answer:
    """The primary key that made a signature with its frame, or why the signature is worth nothing."""

    fingerprint: str | None
    reason: Reason | None = None
    frame: Frame | None = None


def verify_openpgp(
    signed: bytes, armour: str, purpose: str | None, enrolled: Callable[[str], str | None]
) -> Answer:
    """Return the enrolled primary key behind a signature of exactly these bytes.

    `purpose`: the notation that must stand in the signed part, None: none of ours may. `enrolled` gives the armoured
    block in which a key of this fingerprint is enrolled, None for a stranger's. Raises `ToolError` without gpg.
    """
    try:
        claim = read_signature(armour)
    except BadPacket:
        return Answer(None, Reason.CHU_KY_SAI)
    ours = frozenset(n for n in claim.notations if n.startswith("pheduyet@"))
    block = enrolled(claim.issuer) if claim.issuer else None
    if block is None or ours != ({purpose} if purpose else frozenset()):
        return Answer(None, Reason.KHOA_KHONG_HOP_LE)
    try:
        key = read_key(block)
    except BadPacket:
        return Answer(None, Reason.KHOA_KHONG_HOP_LE)
    return _checked(signed, claim, key)


def _checked(signed: bytes, claim: SignatureClaim, key: PublicKey) -> Answer:
    with _home(key) as (home, run):
        Path(home, "chu-ky").write_bytes(claim.raw)
        said = _status(run("--verify", str(Path(home, "chu-ky")), "-", data=signed))
    if any(words[0] in ("REVKEYSIG", "KEYREVOKED") for words in said):
        return Answer(None, Reason.KHOA_KHONG_HOP_LE)
    valid = [words for words in said if words[0] == "VALIDSIG"]
    if len(valid) != 1 or len(valid[0]) < 11 or any(words[0] in _FATAL for words in said):
        return Answer(None, Reason.CHU_KY_SAI)
    _, maker, _, _, _, _, _, algorithm, digest, kind, primary = valid[0][:11]
    fits = (
        SCHEME + maker == claim.issuer
        and SCHEME + primary == key.fingerprint
        and kind == "00"
        and algorithm in {str(a) for a in ALGORITHMS}
        and digest in {str(d) for d in DIGESTS}
    )
    if not fits:
        return Answer(None, Reason.CHU_KY_SAI)
    ends = _ends(key)
    own = [ends[name] for name in {SCHEME + maker, key.fingerprint} if ends.get(name) is not None]
    until = min((end for end in own if end is not None), default=None)
    return Answer(key.fingerprint, None, Frame(claim.made, until))


@functools.lru_cache(maxsize=200)
def _ends(key: PublicKey) -> dict[str, datetime | None]:
    """Return when each key of a block ends by its own (verified) word, by fingerprint; None: never."""
    with _home(key) as (_, run):
        listed = run("--with-colons", "--list-keys").stdout.decode("utf-8", "replace")
    found: dict[str, datetime | None] = {}
    ends: datetime | None = None
    for line in listed.splitlines():
        fields = line.split(":")
        if fields[0] in ("pub", "sub"):
            told = fields[6] if len(fields) > 6 else ""
            ends = datetime.fromtimestamp(int(told), UTC) if told.isdigit() else None
        elif fields[0] == "fpr" and len(fields) > 9:
            found[SCHEME + fields[9]] = ends
    return found


Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


@contextmanager
def _home(key: PublicKey) -> Iterator[tuple[str, Run]]:
    """Give a folder whose only keyring holds one key, and a gpg that knows nothing else."""
    with tempfile.TemporaryDirectory(prefix="congtinh-pgp-") as folder:
        ring = Path(folder, "khoa.gpg")
        ring.write_bytes(key.raw)

        def run(*arguments: str, data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
            return gpg("--homedir", folder, *_ALONE, "--keyring", str(ring), *arguments, data=data)

        yield folder, run


def _status(done: subprocess.CompletedProcess[bytes]) -> list[list[str]]:
    lines = done.stdout.decode("utf-8", "replace").splitlines()
    return [words for line in lines if line.startswith("[GNUPG:] ") and (words := line.split()[1:])]


# -- with a person's own keys -------------------------------------------------------------------------


def export(fingerprint: str) -> str | None:
    """Return the armoured public key that the user's own gpg has under a full fingerprint, None for none."""
    done = gpg("--batch", "--armor", "--export", _plain(fingerprint), by_hand=True)
    text = done.stdout.decode("ascii", "replace")
    return text if done.returncode == 0 and text.strip() else None


def sign_openpgp(data: bytes, fingerprint: str, purpose: str, at: datetime) -> str:
    """Return the armoured signature of some bytes by the user's own key, which may ask for a passphrase.

    `purpose` and the time `at` are written into the signed part. Raises `ToolError` where the key cannot sign.
    """
    done = gpg(
        *("--armor", "--detach-sign", "--digest-algo", "SHA512", "--default-sig-expire", "0"),
        *("--faked-system-time", at.astimezone(UTC).strftime("%Y%m%dT%H%M%S!")),
        *("--sig-notation", f"{purpose}=1", "--local-user", _plain(fingerprint)),
        data=data,
        by_hand=True,
    )
    if done.returncode != 0:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
        detail = lines[-1] if lines else "gpg"
        raise ToolError(
            Text(f"Không ký được bằng khóa {fingerprint}.", f"The key {fingerprint} could not sign."),
            Text(detail, detail),
        )
    return done.stdout.decode("ascii", "replace")


def _plain(fingerprint: str) -> str:
    return fingerprint.removeprefix(SCHEME)


def gpg(*arguments: str, data: bytes = b"", by_hand: bool = False) -> subprocess.CompletedProcess[bytes]:
    """Run gpg without the settings of the surroundings; `by_hand`: with the user's keys and agent.

    Raises `ToolError` where it cannot run: without gpg, nothing that it would prove is proven.
    """
    program = shutil.which("gpg")
    kept = {name: os.environ[name] for name in _DESK if name in os.environ} if by_hand else {}
    try:
        if program is None:
            raise FileNotFoundError
        return subprocess.run(
            [program, *arguments],
            input=data,
            capture_output=True,
            timeout=_SECONDS_BY_HAND if by_hand else _SECONDS,
            check=False,
            env={**kept, "PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"},
        )
    except (FileNotFoundError, subprocess.TimeoutExpired):
        raise ToolError(
            Text(
                "Không chạy được gpg, nên không kiểm được chữ ký OpenPGP.",
                "gpg could not be run, so OpenPGP signatures cannot be verified.",
            ),
            Text(
                "Hãy cài gói gnupg (2.2 trở lên) rồi chạy lại.", "Install gnupg (2.2 or newer) and run again."
            ),
        ) from None
