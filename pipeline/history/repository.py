"""Reading a repository without trusting anything in it but its objects.

References are resolved in the repository itself; everything else runs in a private, empty git folder
that borrows the repository's objects. So its configuration, hooks, attributes, grafts, replace refs
and shallow borders are not merely switched off: they are not there.
"""

from __future__ import annotations

import contextlib
import functools
import itertools
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType

import git
from git.exc import InvalidGitRepositoryError, NoSuchPathError

from pipeline.errors import ConfigError, UsageError
from pipeline.history import export
from pipeline.history.commits import CommitInfo, MalformedCommit, parse_commit
from pipeline.history.diff import DIFF_OPTIONS, Change, parse_diff
from pipeline.history.environment import harden, object_folder
from pipeline.history.objects import Objects
from pipeline.history.tree_diff import Row, UnusualTree, differences, raw_tree_diff
from pipeline.history.trees import TREE, Entry, Tree, parse_tree
from pipeline.history.view import (
    SHA,
    BadHistory,
    MissingObject,
    must_use_sha1,
    private_view,
    resolve_exactly,
    run,
)
from pipeline.history.walk import Mainline
from pipeline.model.text import Text

_STRIDE = 500  # commits of a long history that are read together
_MOST_AHEAD = 5_000  # folders of one level, or files, that are read together
_DEEPEST_AHEAD = 20


class Repository:
    """A git repository opened for reading."""

    def __init__(self, path: Path, source: git.Repo, arriving: tuple[Path, ...] = ()) -> None:
        self.path = path
        self._source = source
        self._git_dir = Path(source.git_dir).resolve()
        harden(source.git, self._git_dir, arriving)
        self._folder = tempfile.TemporaryDirectory(prefix="congtinh-git-")
        self._view = private_view(Path(self._folder.name), object_folder(self._git_dir), *arriving)
        self._objects = Objects(self._view.git)
        self.commit = functools.lru_cache(maxsize=50_000)(self._commit)
        self._tree = functools.lru_cache(maxsize=5_000)(self._read_tree)
        self._differences = functools.lru_cache(maxsize=5_000)(self._differ)
        self.raw_diff = functools.lru_cache(maxsize=20_000)(self._raw_diff)
        self.entry = functools.lru_cache(maxsize=20_000)(self._entry)
        self._mainline: Mainline | None = None

    @classmethod
    def open(cls, path: Path, arriving: tuple[Path, ...] = ()) -> Repository:
        """Return the repository whose working tree or git folder is `path`; raises `ConfigError`.

        `arriving`: further object folders, where git keeps what is being pushed until a hook has looked at it.
        """
        try:
            return cls(path, git.Repo(path, search_parent_directories=False), arriving)
        except (InvalidGitRepositoryError, NoSuchPathError):
            raise ConfigError(
                Text(f"“{path}” không phải là kho git.", f"“{path}” is not a git repository."),
                Text("Hãy chỉ đúng thư mục của kho bằng --repo.", "Point --repo at the repository's folder."),
            ) from None

    def close(self) -> None:
        """End the processes and remove the private folder."""
        self._objects.close()
        self._view.close()
        self._source.close()
        self._folder.cleanup()

    def __enter__(self) -> Repository:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # -- references -----------------------------------------------------------------------------

    def head(self, rev: str) -> str:
        """Return the full commit id that a revision names; raises `UsageError` where it names none."""
        found = self.resolve(rev)
        if found is None:
            must_use_sha1(self._source.git)
            raise UsageError(
                Text(f"Kho không có “{rev}”.", f"The repository has no “{rev}”."),
                Text(
                    "Hãy nêu tên nhánh hoặc mã commit có trong kho.",
                    "Name a branch or a commit of the repository.",
                ),
            )
        return found

    def resolve(self, rev: str) -> str | None:
        """Return the full commit id that a revision names, None where it names none.

        A branch comes before a tag of the same name, which anybody may push and which git itself would prefer.
        """
        if not rev or rev.startswith("-") or any(c in rev for c in "\0\n"):
            return None
        if SHA.fullmatch(rev):
            with contextlib.suppress(MissingObject, MalformedCommit):
                return self.commit(rev).sha
        plain = not SHA.fullmatch(rev) and not rev.startswith("refs/") and not rev.isupper()
        for name in (f"refs/heads/{rev}", f"refs/remotes/{rev}", rev) if plain else (rev,):
            sha = resolve_exactly(self._source.git, name)
            if sha is not None:
                return sha
        return None

    @property
    def is_shallow(self) -> bool:
        """Return whether the clone was made with a cut-off history."""
        folders = {self._git_dir, object_folder(self._git_dir).parent}
        borders = [f / "shallow" for f in folders]
        return any(b.is_file() and b.stat().st_size > 0 for b in borders)

    # -- commits --------------------------------------------------------------------------------

    def _commit(self, sha: str) -> CommitInfo:
        return parse_commit(sha, self._object(sha, "commit"))

    def first_parent(self, anchor: str, rev: str) -> tuple[CommitInfo, ...]:
        """Return the commits after `anchor` up to `rev` along first parents, oldest first.

        Raises `BadHistory` where the anchor is not on that way.
        """
        found: list[CommitInfo] = []
        at = rev
        while at != anchor:
            if len(found) % _STRIDE == _STRIDE - 1:
                self._fetch_commits(anchor, at)
            info = self.commit(at)
            found.append(info)
            if not info.parents:
                raise BadHistory(anchor)
            at = info.parents[0]
        return tuple(reversed(found))

    def _fetch_commits(self, anchor: str, rev: str) -> None:
        """Read the next commits of a long way back together, and the heads that they merge.

        Git is only asked which these may be; whatever it says, the commits themselves tell the way.
        """
        order = ("--first-parent", "--parents", f"--max-count={_STRIDE}", rev, "^" + anchor, "--")
        status, out = run(self._view.git, "rev-list", *order)
        if status == 0:
            self._objects.fetch(sha for line in out.decode("ascii").splitlines() for sha in line.split()[:3])

    def look_ahead(self, way: Sequence[CommitInfo]) -> None:
        """Read together what the steps between these commits change, so that each is judged from memory.

        This only saves time: what is wrong with a commit, a tree or a file shows where the step itself is read.
        """
        level = [(one.tree, other.tree) for one, other in itertools.pairwise(way)]
        files: dict[str, None] = {}
        self._objects.fetch(c.parents[1] for c in way if len(c.parents) == 2)
        for _ in range(_DEEPEST_AHEAD):
            self._objects.fetch({i: None for pair in level for i in pair if i})
            below: list[tuple[str, str]] = []
            for old, new in level:
                with contextlib.suppress(MissingObject, UnusualTree):
                    for key, sides in self._differences(old, new).items():
                        ids = [row[2].hex() if row else "" for row in sides]
                        if key.endswith(b"/"):
                            below.append((ids[0], ids[1]))
                        else:
                            files.update({i: None for i in ids if i})
            level = below[:_MOST_AHEAD]
        self._objects.fetch_small(itertools.islice(files, _MOST_AHEAD))

    def follow(self, commit: str, base: str | None = None) -> None:
        """Note that a walk over main begins at a commit, or goes on to it from `base`; this only saves time."""
        if base is None or self._mainline is None or self._mainline.at != base:
            self._mainline = Mainline(self.commit, commit)
        else:
            try:
                self._mainline.move(commit, self.commits_between(base, commit))
            except MalformedCommit:
                # of a branch; what stands on main can be read, so the way goes on from here
                self._mainline = Mainline(self.commit, commit)

    def commits_between(self, base: str, head: str) -> tuple[CommitInfo, ...]:
        """Return every commit that `head` has and `base` has not, in no certain order."""
        if self._mainline is not None and self._mainline.at == base:
            told = self._mainline.beyond(head)
            if told is not None:
                return told[0]
        listed = self._ask("rev-list", head, "^" + base, "--")
        return tuple(self.commit(line) for line in listed.decode("ascii").split())

    def merge_base(self, one: str, other: str) -> str:
        """Return the one common origin of two commits; raises `BadHistory` for none or several."""
        met = self._mainline.origin(one, other) if self._mainline is not None else None
        if met is not None:
            return met
        status, out = run(self._view.git, "merge-base", "--all", one, other)
        bases = out.decode("ascii", "replace").split()
        if status > 1:
            raise MissingObject(f"{one} {other}")
        if len(bases) != 1:
            raise BadHistory(f"{one} {other}")
        return bases[0]

    def common_origin(self, one: str, other: str) -> str | None:
        """Return a best common origin of two commits, None where they have none."""
        status, out = run(self._view.git, "merge-base", one, other)
        return out.decode("ascii", "replace").strip() or None if status == 0 else None

    def is_ancestor(self, old: str, new: str) -> bool:
        """Return whether `new` has `old` in its history."""
        status, _ = run(self._view.git, "merge-base", "--is-ancestor", old, new)
        if status > 1:
            raise MissingObject(f"{old} {new}")
        return status == 0

    def merged_tree(self, one: str, other: str) -> str | None:
        """Return the tree that git makes when it merges two commits, None where they conflict."""
        status, out = run(self._view.git, "merge-tree", "--write-tree", "--no-messages", one, other)
        if status > 1:
            raise MissingObject(f"{one} {other}")
        return out.decode("ascii", "replace").split("\n", 1)[0].strip() if status == 0 else None

    # -- changes and files ----------------------------------------------------------------------

    def _raw_diff(self, old: str, new: str) -> bytes:
        """Return git's raw difference of two commits, the bytes that the change digest covers."""
        try:
            return raw_tree_diff(self._differences, self.commit(old).tree, self.commit(new).tree)
        except (UnusualTree, MalformedCommit):
            return self._ask("diff-tree", *DIFF_OPTIONS, old, new)

    def changes(self, old: str, new: str) -> tuple[Change, ...]:
        """Return the changes from one commit to another, in git's order of paths."""
        return parse_diff(self.raw_diff(old, new))

    def changed_paths(self, old: str, new: str) -> tuple[str, ...]:
        """Return the paths that differ between two commits."""
        return tuple(c.path for c in self.changes(old, new))

    def additions(self, tip: str, below: str) -> bytes:
        """Return, newest first, "commit <seconds>" and the paths each first-parent step added, NUL-separated."""
        return self._ask(
            "log",
            *("--first-parent", "--diff-merges=first-parent", "--diff-filter=A", "--name-only", "-z"),
            *("--no-renames", "--no-ext-diff", "--no-textconv", "--no-show-signature", "--no-notes"),
            *("--no-color", "--no-decorate", "--format=commit %ct", tip, "--", below),
        )

    def _entry(self, commit: str, path: str) -> Entry | None:
        """Return what stands at a path of a commit; "" is the commit's whole tree."""
        found: Entry | None = Entry(TREE, self.commit(commit).tree)
        for part in path.split("/") if path else ():
            if found is None or not found.is_tree:
                return None
            found = self._tree(found.id).get(part)
        return found

    def entries(self, commit: str, folder: str) -> Mapping[str, Entry]:
        """Return the entries of a folder by name, empty where there is no such folder."""
        found = self.entry(commit, folder)
        return self._tree(found.id) if found and found.is_tree else {}

    def folder(self, identity: str) -> Tree:
        """Return the entries of a folder by its id."""
        return self._tree(identity)

    def read_ahead(self, identities: Iterable[str]) -> None:
        """Read small files together that are about to be asked for one by one; this only saves time."""
        self._objects.fetch_small(identities)

    def files(self, commit: str, below: str) -> Iterator[tuple[str, Entry]]:
        """Yield path and entry of everything below a folder that is not itself a folder, sorted."""
        start = self.entry(commit, below)
        waiting = [(below, start)] if start is not None and start.is_tree else []
        while waiting:
            path, found = waiting.pop()
            if found.is_tree:
                inside = sorted(self._tree(found.id).items(), reverse=True)
                waiting.extend((f"{path}/{name}" if path else name, entry) for name, entry in inside)
            else:
                yield path, found

    def blob_id(self, commit: str, path: str) -> str | None:
        """Return the id of the plain file at a path, None where there is none."""
        found = self.entry(commit, path)
        return found.id if found and found.is_file else None

    def blob(self, commit: str, path: str) -> bytes | None:
        """Return the bytes of the plain file at a path, None where there is none."""
        found = self.blob_id(commit, path)
        return None if found is None else self.content(found)

    def content(self, identity: str) -> bytes:
        """Return the bytes of a blob by its id."""
        return self._object(identity, "blob")

    def is_small(self, identity: str, most: int) -> bool:
        """Return whether a blob has at most so many bytes, without reading it; raises `MissingObject`."""
        return self._objects.size(identity) <= most

    def need(self, identities: Iterable[str]) -> None:
        """Raise `MissingObject` unless the clone holds all of these objects."""
        self._objects.require(identities)

    def export(self, commit: str, dest: Path, prefixes: tuple[str, ...]) -> None:
        """Write the plain files below `prefixes` of a commit into the new folder `dest`."""
        self.export_parts(tuple((commit, p) for p in prefixes), dest)

    def export_parts(self, parts: tuple[tuple[str, str], ...], dest: Path) -> None:
        """Write files or folders of several commits, as (commit, path), into the new folder `dest`.

        The folder appears whole or not at all; one that is there already is left as it is. Raises
        `ConfigError` for symbolic links, submodules and names that would leave the folder.
        """
        export.write(self, parts, dest)

    def _read_tree(self, identity: str) -> Tree:
        try:
            return parse_tree(self._object(identity, "tree"))
        except ValueError:
            raise MissingObject(identity) from None

    def _differ(self, old: str, new: str) -> Mapping[bytes, Sequence[Row | None]]:
        return differences(self._tree, old, new)

    def _object(self, identity: str, kind: str) -> bytes:
        return self._objects.read(identity, kind)

    def _ask(self, command: str, *arguments: str) -> bytes:
        status, out = run(self._view.git, command, *arguments)
        if status != 0:
            raise MissingObject(" ".join(arguments))
        return out
