"""Writing commits object by object, with times, authors and signatures as given.

For demonstrations and stories: nothing here reads a clock, a configuration or a working tree, so the
same calls make the same commits.
"""

from __future__ import annotations

import hashlib
import tempfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

import git

from pipeline.errors import ToolError
from pipeline.history.commits import parse_commit
from pipeline.history.environment import OPTIONS, harden, object_folder
from pipeline.history.repository import Repository
from pipeline.history.trees import SUBMODULE, SYMLINK, TREE, Entry, parse_tree
from pipeline.history.view import resolve_exactly
from pipeline.model.text import Text

PLAIN = 0o100644
_MANY = 100  # references
Sign = Callable[[bytes], str]  # from the bytes of a commit to an armoured signature


@dataclass(frozen=True, slots=True)
class Author:
    """A name and an e-mail for a commit."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Link:
    """A symbolic link as content of a path."""

    target: str


@dataclass(frozen=True, slots=True)
class Submodule:
    """A commit of another repository as content of a path."""

    commit: str


Content = bytes | Link | Submodule | None  # None removes the path


class Writer:
    """A repository opened for writing commits."""

    def __init__(self, repo: git.Repo) -> None:
        self._repo = repo
        folder = Path(repo.git_dir).resolve()
        harden(repo.git, folder)
        self._objects = object_folder(folder)

    @classmethod
    def create(cls, path: Path) -> Writer:
        """Return a new repository with an unborn branch `main` and a working tree at `path`."""
        path.mkdir(parents=True, exist_ok=True)
        made = git.Repo.init(path, initial_branch="main")
        return cls(made)

    @classmethod
    def open(cls, path: Path) -> Writer:
        """Return an existing repository."""
        return cls(git.Repo(path))

    @property
    def path(self) -> Path:
        """Return the folder of the repository."""
        return Path(self._repo.working_dir)

    def reader(self) -> Repository:
        """Return the same repository for reading."""
        return Repository.open(self.path)

    def tree(self, base: str | None, changes: Mapping[str, Content]) -> str:
        """Return the tree of a commit (None: the empty tree) with some paths changed."""
        root = self._load(self._tree_of(base)) if base else {}
        for path, content in changes.items():
            self._set(root, path.split("/"), content)
        return self._store_tree(root)

    def merged(self, one: str, other: str) -> str | None:
        """Return the tree of a clean merge of two commits, None for a conflict."""
        status, out, _ = self._repo.git.merge_tree(
            "--write-tree",
            "--no-messages",
            one,
            other,
            with_exceptions=False,
            with_extended_output=True,
        )
        return str(out).split("\n", 1)[0].strip() if status == 0 else None

    def commit(
        self,
        tree: str,
        parents: tuple[str, ...],
        message: str,
        author: Author,
        at: datetime,
        committer: Author | None = None,
        sign: Sign | None = None,
    ) -> str:
        """Return the id of a new commit; `at` must carry a zone."""
        stamp = f"{int(at.timestamp())} {at.strftime('%z')}"
        who = committer or author
        lines = [f"tree {tree}", *(f"parent {p}" for p in parents)]
        lines.append(f"author {author.name} <{author.email}> {stamp}")
        lines.append(f"committer {who.name} <{who.email}> {stamp}")
        head, body = "\n".join(lines), f"\n\n{message.strip()}\n"
        if sign is not None:
            armour = sign((head + body).encode()).strip().replace("\n", "\n ")
            head += f"\ngpgsig {armour}"
        return self.store("commit", (head + body).encode())

    def store(self, kind: str, data: bytes) -> str:
        """Return the id of a new object of any kind."""
        body = f"{kind} {len(data)}\0".encode() + data
        identity = hashlib.sha1(body, usedforsecurity=False).hexdigest()
        target = self._objects / identity[:2] / identity[2:]
        if not target.exists():
            target.parent.mkdir(exist_ok=True)
            staged = target.with_suffix(".tam")
            staged.write_bytes(zlib.compress(body, 1))
            staged.replace(target)
        return identity

    def set_ref(self, name: str, commit: str) -> None:
        """Point a full reference name, such as refs/heads/main, at a commit."""
        self.set_refs({name: commit})

    def set_refs(self, refs: Mapping[str, str]) -> None:
        """Point full reference names at commits, all of them or none; many go into one file."""
        if not refs:
            return
        many = len(refs) > _MANY
        with tempfile.TemporaryFile() as orders:
            orders.write(b"".join(f"update {name}\0{commit}\0\0".encode() for name, commit in refs.items()))
            orders.seek(0)
            if many:  # each file brought to disk by itself would take minutes; the packed file is, as a whole
                self._repo.git.set_persistent_git_options(c=[*OPTIONS, "core.fsync=none"])
            try:
                self._git("update-ref", "--stdin", "-z", istream=orders)
            finally:
                self._repo.git.set_persistent_git_options(c=list(OPTIONS))
        if many:
            self._git("pack-refs", "--all")

    def ref(self, name: str) -> str | None:
        """Return the commit that a full reference name points at, None where it is not there."""
        return resolve_exactly(self._repo.git, name)

    def pack(self) -> None:
        """Gather loose objects into one pack, as git itself does from time to time."""
        self._git("repack", "-a", "-d", "-q")

    def check_out(self, commit: str) -> None:
        """Make the working tree show a commit, as if it had just been cloned."""
        self._git("read-tree", "--reset", "-u", commit)

    def _git(self, command: str, *arguments: str, istream: IO[bytes] | None = None) -> None:
        try:
            getattr(self._repo.git, command.replace("-", "_"))(*arguments, istream=istream)
        except git.GitCommandError as error:
            raise ToolError(
                Text(f"git {command} không chạy được.", f"git {command} failed."),
                Text(str(error.stderr).strip(), str(error.stderr).strip()),
            ) from None

    def _tree_of(self, commit: str) -> str:
        _, _, _, data = self._repo.git.get_object_data(commit)
        return parse_commit(commit, data).tree

    def _load(self, identity: str) -> dict[str, Entry]:
        _, _, _, data = self._repo.git.get_object_data(identity)
        return dict(parse_tree(data))

    def _set(self, tree: dict[str, Entry], parts: list[str], content: Content) -> None:
        name, rest = parts[0], parts[1:]
        if rest:
            below = tree.get(name)
            entries = self._load(below.id) if below and below.is_tree else {}
            self._set(entries, rest, content)
            if entries:
                tree[name] = Entry(TREE, self._store_tree(entries))
            else:
                tree.pop(name, None)
        elif content is None:
            tree.pop(name, None)
        elif isinstance(content, Link):
            tree[name] = Entry(SYMLINK, self.store("blob", content.target.encode()))
        elif isinstance(content, Submodule):
            tree[name] = Entry(SUBMODULE, content.commit)
        else:
            tree[name] = Entry(PLAIN, self.store("blob", content))

    def _store_tree(self, entries: Mapping[str, Entry]) -> str:
        # git sorts a folder as if its name ended with a slash
        def order(item: tuple[str, Entry]) -> bytes:
            name, entry = item
            return name.encode("utf-8", "surrogateescape") + (b"/" if entry.is_tree else b"")

        raw = b"".join(
            f"{entry.mode:o} ".encode()
            + name.encode("utf-8", "surrogateescape")
            + b"\0"
            + bytes.fromhex(entry.id)
            for name, entry in sorted(entries.items(), key=order)
        )
        return self.store("tree", raw)
