"""Exchanging references with another repository, as the user who sits at this clone.

This is the one place where git runs with the user's own settings: the address, the credentials and the proxy are
theirs. No hook of the clone runs.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from pipeline.errors import ToolError, UsageError
from pipeline.history.view import SHA
from pipeline.model.text import Text

_SECONDS = 120


def fetch(repo: Path, remote: str, ref: str) -> str | None:
    """Return the commit of a reference of a remote, fetched with its history; None where it has none."""
    listed = _git(repo, "ls-remote", "--", _checked(remote), ref)
    sha = listed.split("\t", 1)[0].strip()
    if not SHA.fullmatch(sha):
        return None
    _git(repo, "fetch", "-q", "--no-tags", "--no-write-fetch-head", "--", remote, ref)
    return sha


def push(repo: Path, remote: str, refs: Sequence[str]) -> None:
    """Push exactly these references under the same names, never by force; raises `ToolError`."""
    _git(repo, "push", "-q", "--", _checked(remote), *(f"{ref}:{ref}" for ref in refs))


def _checked(remote: str) -> str:
    if not remote or remote.startswith("-") or "::" in remote:
        raise UsageError(
            Text(f"Tên kho từ xa không hợp lệ: {remote}.", f"Not a name of a remote: {remote}."),
            Text(
                "Dùng tên đã khai báo trong git, ví dụ origin.", "Use a name that git knows, such as origin."
            ),
        )
    return remote


def _git(repo: Path, *arguments: str) -> str:
    program = shutil.which("git")
    # inside a hook or another git command, these would lead away from the clone that was named
    surroundings = {
        k: v for k, v in os.environ.items() if k not in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE")
    }
    try:
        if program is None:
            raise FileNotFoundError
        done = subprocess.run(
            [program, "-C", str(repo), "-c", "core.hooksPath=/dev/null", *arguments],
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            env=surroundings,
        )
    except (FileNotFoundError, subprocess.TimeoutExpired):
        raise ToolError(
            Text("Không chạy được git, hoặc máy chủ không trả lời.", "git could not run, or no answer came."),
            Text("Kiểm tra kết nối rồi chạy lại.", "Check the connection and run it again."),
        ) from None
    if done.returncode != 0:
        detail = done.stderr.decode("utf-8", "replace").strip()[-600:]
        raise ToolError(
            Text(f"git {arguments[0]} không thành công.", f"git {arguments[0]} failed."),
            Text(detail or "Kiểm tra quyền và kết nối.", detail or "Check rights and connection."),
        )
    return done.stdout.decode("utf-8", "replace")
