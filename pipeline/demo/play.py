"""Playing a repository: people with real keys write on branches, and approvers sign the merges."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pipeline.approval.signatures import ssh_keygen
from pipeline.errors import ToolError
from pipeline.history.repository import Repository
from pipeline.history.writer import Author, Content, Writer
from pipeline.model.text import Text

MAIN = "refs/heads/main"


@dataclass(frozen=True, slots=True)
class Key:
    """A signing key on disk, made by ssh-keygen; the public half goes into a roster."""

    path: Path

    @classmethod
    def generate(cls, path: Path, kind: str = "ed25519") -> Key:
        """Return a new key without passphrase; one that is there already is used again."""
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            _keygen("-q", "-t", kind, "-N", "", "-C", path.name, "-f", str(path))
        return cls(path)

    @property
    def public(self) -> str:
        """Return kind and key on one line, as a roster wants it."""
        return " ".join(self.path.with_name(self.path.name + ".pub").read_text("utf-8").split()[:2])

    def sign(self, data: bytes, namespace: str = "git") -> str:
        """Return the armoured signature of some bytes."""
        return _keygen("-q", "-Y", "sign", "-n", namespace, "-f", str(self.path), data=data)


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who takes part: the name and e-mail of their commits, and a key if they sign."""

    name: str
    email: str
    key: Key | None = None

    @property
    def author(self) -> Author:
        """Return the actor as author of a commit."""
        return Author(self.name, self.email)


class Play:
    """A repository in the making: `main`, branches, and the people working on them."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer
        self._tips: dict[str, str] = {}

    @classmethod
    def begin(cls, path: Path, files: Mapping[str, Content], by: Actor, at: datetime) -> Play:
        """Return a new repository whose first commit on main, the anchor, holds `files`."""
        play = cls(Writer.create(path))
        tree = play.writer.tree(None, files)
        play.move("main", play.writer.commit(tree, (), "Trạng thái ban đầu", by.author, at))
        return play

    @property
    def main(self) -> str:
        """Return the commit that main stands at."""
        return self._tips["main"]

    def tip(self, branch: str) -> str:
        """Return the commit that a branch stands at."""
        return self._tips[branch]

    def move(self, branch: str, commit: str) -> str:
        """Put a branch on a commit, as a push would; return the commit."""
        self._tips[branch] = commit
        self.writer.set_ref(f"refs/heads/{branch}", commit)
        return commit

    def branch(self, name: str, start: str | None = None) -> str:
        """Start a branch at a commit, by default where main stands."""
        return self.move(name, start or self.main)

    def commit(
        self,
        branch: str,
        changes: Mapping[str, Content],
        by: Actor,
        at: datetime,
        message: str = "Sửa nội dung",
        committer: Actor | None = None,
        signed: bool = False,
    ) -> str:
        """Commit changes on a branch, which starts from main when it is new."""
        if branch not in self._tips:
            self.branch(branch)
        parent = self._tips[branch]
        who = committer or by
        sign = who.key.sign if signed and who.key else None
        tree = self.writer.tree(parent, changes)
        made = self.writer.commit(tree, (parent,), message, by.author, at, who.author, sign)
        return self.move(branch, made)

    def merge(
        self,
        branch: str,
        by: Actor,
        at: datetime,
        message: str | None = None,
        into: str = "main",
        smuggled: Mapping[str, Content] | None = None,
    ) -> str:
        """Merge a branch with two parents, signed when the actor has a key: the approval to publish.

        `smuggled` changes what is merged on the way, as an evil merge does. Raises `ToolError` for a
        conflict that `smuggled` does not settle.
        """
        ours, theirs = self._tips[into], self._tips[branch]
        tree = self.writer.merged(ours, theirs)
        if tree is None and smuggled is None:
            raise ToolError(
                Text(f"Nhánh {branch} xung đột với {into}.", f"Branch {branch} conflicts with {into}."),
                Text("Hãy cập nhật nhánh rồi trình lại.", "Update the branch and submit it again."),
            )
        text = message or f"Hợp nhất nhánh {branch}"
        sign = by.key.sign if by.key else None
        if smuggled is not None:
            base = theirs if tree is None else self.writer.commit(tree, (), "tạm", by.author, at)
            tree = self.writer.tree(base, smuggled)
        assert tree is not None
        return self.move(into, self.writer.commit(tree, (ours, theirs), text, by.author, at, sign=sign))

    def reader(self) -> Repository:
        """Return the repository for reading."""
        return self.writer.reader()

    def check_out(self) -> None:
        """Let the working tree show main."""
        self.writer.check_out(self.main)


def enroll(
    key: Key, since: str, until: str | None = None, revoked: str | None = None
) -> dict[str, str | None]:
    """Return the entry of a roster's `khoa` list for a key; the dates are days such as 2026-01-01."""
    return {"ssh": key.public, "tu": since, "den": until, "thu_hoi": revoked}


def _keygen(*arguments: str, data: bytes = b"") -> str:
    done = ssh_keygen(*arguments, data=data)
    if done.returncode != 0:
        detail = done.stderr.decode("utf-8", "replace").strip()
        raise ToolError(Text("ssh-keygen báo lỗi.", "ssh-keygen failed."), Text(detail, detail))
    return done.stdout.decode("ascii", "replace")
