"""A long history for `make bench-gate`: signed merges of one article each, written straight into a pack.

What is made is kept below `var/` under a name that says what made it, so that it is made once. The keys that sign lie
beside it. Git and ssh-keygen would take minutes to write it step by step; the objects are the same.
"""

from __future__ import annotations

import base64
import hashlib
import shutil
import struct
import subprocess
import zlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_ssh_private_key

from pipeline.demo.play import Actor, Key, Play
from pipeline.history.repository import Repository
from tests.bench.corpus import NOW
from tests.storytelling import world
from tests.storytelling.world import World

_START = NOW - timedelta(days=300)
_TYPES = {"commit": 1, "tree": 2, "blob": 3}
_TREE = "40000"
Node = dict[str, "Node | str"]  # a folder's names: a folder, or a blob's id


def history(kept: Path, steps: int) -> tuple[Path, str]:
    """Return a repository whose main has that many signed merges of one article each, and its anchor."""
    sources = [Path(__file__), Path(world.__file__)]
    digest = hashlib.sha256(b"\0".join([*(p.read_bytes() for p in sources), str(steps).encode()]))
    folder = kept / f"{steps}-{digest.hexdigest()[:12]}"
    if not (folder / "moc").is_file():
        for older in kept.glob(f"{steps}-*"):
            shutil.rmtree(older, ignore_errors=True)
        folder.mkdir(parents=True)
        (folder / "moc").write_text(_make(folder, steps), "utf-8")
    return folder / "kho", (folder / "moc").read_text("utf-8")


def _make(folder: Path, steps: int) -> str:
    people = World(folder / "khoa", {})
    heads = {site: people.actor(f"truong-ban.{site}") for site in ("daklak", "krongpac.daklak", "gialai")}
    play = Play.begin(folder / "kho", people.files(), heads["daklak"], _START)
    signers = {site: Signer(head) for site, head in heads.items()}
    anchor = main = play.main
    pack = Pack()
    with play.reader() as repo:
        root = _read(repo, anchor, "")
    for number in range(steps):
        site = list(heads)[number % len(heads)]
        at = _START + timedelta(minutes=10 * (number + 1))
        text = f"---\nloai: tin-tuc\ntieu_de: Bài số {number}\n---\n\nNội dung.\n".encode()
        path = f"content/{site}/tin-tuc/2026/{number // 100 % 12 + 1:02d}/bai-{number}.md"
        tree = pack.changed(root, path, pack.add("blob", text))
        writer = _stamp("phong-vien", at)
        head = pack.add("commit", _commit(tree, (main,), writer, writer, "Sửa nội dung"))
        who = _stamp(signers[site].name, at + timedelta(minutes=5))
        raw = _commit(tree, (main, head), who, who, "Hợp nhất nhánh bai")
        main = pack.add("commit", signers[site].signed(raw))
    pack.write_into(folder / "kho")
    play.move("main", main)
    play.writer.pack()
    return anchor


def _read(repo: Repository, commit: str, folder: str) -> Node:
    found: Node = {}
    for name, entry in repo.entries(commit, folder).items():
        below = f"{folder}/{name}" if folder else name
        found[name] = _read(repo, commit, below) if entry.is_tree else entry.id
    return found


def _stamp(name: str, at: datetime) -> str:
    return f"{name} <{name}@vi-du.example> {int(at.timestamp())} {at.strftime('%z')}"


def _commit(tree: str, parents: tuple[str, ...], author: str, committer: str, message: str) -> bytes:
    lines = [f"tree {tree}", *(f"parent {p}" for p in parents), f"author {author}", f"committer {committer}"]
    return ("\n".join(lines) + f"\n\n{message}\n").encode()


class Signer:
    """Somebody's key, which signs without a process as ssh-keygen would."""

    def __init__(self, actor: Actor) -> None:
        assert isinstance(actor.key, Key)
        self.name = actor.name
        key = load_ssh_private_key(actor.key.path.read_bytes(), None)
        assert isinstance(key, Ed25519PrivateKey)
        self._key = key
        self._public = base64.b64decode(actor.key.public.split()[1])

    def signed(self, raw: bytes) -> bytes:
        """Return a commit with its signature."""
        parts = (b"git", b"", b"sha512")
        signature = self._key.sign(b"SSHSIG" + _strings(*parts, hashlib.sha512(raw).digest()))
        blob = b"SSHSIG\0\0\0\1" + _strings(self._public, *parts, _strings(b"ssh-ed25519", signature))
        text = base64.b64encode(blob).decode("ascii")
        lines = ["-----BEGIN SSH SIGNATURE-----", *(text[n : n + 70] for n in range(0, len(text), 70))]
        armour = "\n ".join([*lines, "-----END SSH SIGNATURE-----"])
        head, _, body = raw.partition(b"\n\n")
        return head + f"\ngpgsig {armour}".encode() + b"\n\n" + body


def _strings(*parts: bytes) -> bytes:
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


class Pack:
    """Objects that are to become one pack."""

    def __init__(self) -> None:
        self._objects: dict[str, bytes] = {}
        self._trees: dict[int, dict[str, bytes]] = {}  # of each folder the lines of its tree, by sorting key

    def add(self, kind: str, data: bytes) -> str:
        """Return the id of a new object."""
        identity = hashlib.sha1(f"{kind} {len(data)}\0".encode() + data, usedforsecurity=False).hexdigest()
        if identity not in self._objects:
            size, first = len(data) >> 4, _TYPES[kind] << 4 | len(data) & 15
            head = bytearray()
            while size:
                head.append(first | 128)
                first, size = size & 127, size >> 7
            head.append(first)
            self._objects[identity] = bytes(head) + zlib.compress(data, 1)
        return identity

    def changed(self, node: Node, path: str, blob: str) -> str:
        """Put a blob at a path below a folder; return the folder's new tree."""
        name, _, rest = path.partition("/")
        lines = self._lines(node)
        if rest:
            below = node.setdefault(name, {})
            assert isinstance(below, dict)
            lines[name + "/"] = _entry(_TREE, name, self.changed(below, rest, blob))
        else:
            node[name] = blob
            lines[name] = _entry("100644", name, blob)
        return self._tree(lines)

    def write_into(self, repository: Path) -> None:
        """Write the pack into a repository."""
        body = b"PACK" + struct.pack(">II", 2, len(self._objects)) + b"".join(self._objects.values())
        body += hashlib.sha1(body, usedforsecurity=False).digest()
        index = ["git", "-C", str(repository), "index-pack", "--stdin"]
        subprocess.run(index, input=body, check=True, capture_output=True)

    def _lines(self, node: Node) -> dict[str, bytes]:
        if id(node) not in self._trees:
            self._trees[id(node)] = {
                name + "/" if isinstance(inside, dict) else name: _entry(_TREE, name, self._whole(inside))
                if isinstance(inside, dict)
                else _entry("100644", name, inside)
                for name, inside in node.items()
            }
        return self._trees[id(node)]

    def _whole(self, node: Node) -> str:
        return self._tree(self._lines(node))

    def _tree(self, lines: Mapping[str, bytes]) -> str:
        return self.add("tree", b"".join(lines[key] for key in sorted(lines)))


def _entry(mode: str, name: str, identity: str) -> bytes:
    return f"{mode} {name}\0".encode() + bytes.fromhex(identity)
