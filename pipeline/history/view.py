"""The private view of a repository: its objects, and nothing else of it; the processes that read them."""

from __future__ import annotations

import re
from pathlib import Path

import git
from git.exc import GitCommandNotFound

from pipeline.errors import ConfigError, ToolError
from pipeline.history.environment import harden
from pipeline.model.text import Text

SHA = re.compile(r"[0-9a-f]{40}")


class MissingObject(Exception):
    """An object that the history names is not in this clone, or is not what it should be."""


class BadHistory(Exception):
    """Two commits cannot be compared or merged: no common origin, or several."""


def private_view(folder: Path, *objects: Path) -> git.Repo:
    """Return an empty bare repository whose only content is another one's objects, from one or more folders."""
    (folder / "objects" / "info").mkdir(parents=True)
    (folder / "refs" / "heads").mkdir(parents=True)
    (folder / "HEAD").write_text("ref: refs/heads/trong\n", "utf-8")
    (folder / "config").write_text("[core]\n\trepositoryformatversion = 0\n\tbare = true\n", "utf-8")
    # a quoted path, so that no character of it can be read as something else
    quoted = ("".join(c if c not in '"\\' else "\\" + c for c in str(each)) for each in objects)
    borrowed = "".join(f'"{each}"\n' for each in quoted)
    (folder / "objects" / "info" / "alternates").write_text(borrowed, "utf-8")
    view = git.Repo(folder, odbt=git.GitCmdObjectDB)
    harden(view.git, folder)
    return view


def resolve_exactly(command: git.Git, name: str) -> str | None:
    """Return the commit that a full reference name, or else any revision, names; None where it names none.

    Git would take a branch called `refs/x/y` where there is no reference `refs/x/y`, and anybody may push a branch.
    """
    if name.startswith("refs/") and not any(mark in name for mark in ("^", "~", ":", "@{")):
        status, out = run(command, "show-ref", "--verify", "--hash", "--", name)
        name = out.decode("ascii", "replace").strip()
        if status != 0 or not SHA.fullmatch(name):
            return None
    status, out = run(command, "rev-parse", "--verify", "--quiet", name + "^{commit}")
    sha = out.decode("ascii", "replace").strip()
    return sha if status == 0 and SHA.fullmatch(sha) else None


def run(command: git.Git, name: str, *arguments: str) -> tuple[int, bytes]:
    """Return exit code and output of a git command; raises `ToolError` where git is not installed."""
    try:
        status, out, _ = getattr(command, name.replace("-", "_"))(
            *arguments,
            with_exceptions=False,
            with_extended_output=True,
            stdout_as_string=False,
            strip_newline_in_stdout=False,
        )
    except GitCommandNotFound:
        raise ToolError(
            Text("Máy chưa có chương trình git.", "The program git is not installed."),
            Text("Hãy cài git 2.38 trở lên.", "Install git 2.38 or newer."),
        ) from None
    return status, out


def must_use_sha1(command: git.Git) -> None:
    """Raise `ConfigError` for a repository whose objects have other names: it is not empty, we cannot read it."""
    status, out = run(command, "rev-parse", "--show-object-format")
    if status == 0 and out.strip() not in (b"", b"sha1"):
        raise ConfigError(
            Text(
                "Kho dùng mã SHA-256, chưa đọc được.", "The repository uses SHA-256, which is not read yet."
            ),
            Text(
                "Hãy lập kho bằng git init --object-format=sha1.",
                "Make the repository with git init --object-format=sha1.",
            ),
        )
