"""Mending the items of a tree: plan first, show, then write each file whole or not at all."""

from __future__ import annotations

import difflib
import os
import secrets
import stat
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from pipeline.editor.generated import add_generated
from pipeline.editor.mending import Mended, mend
from pipeline.errors import ToolError, UsageError
from pipeline.model.address import CONTENT
from pipeline.model.site import Registry
from pipeline.model.text import Text
from pipeline.source.faults import MAX_ITEM_BYTES
from pipeline.source.tree import read_bytes, walk

_Reader: TypeAlias = Callable[[str], bytes | None]


@dataclass(frozen=True, slots=True)
class Repair:
    """One file of a plan: its repository path, its bytes as read, and what becomes of it."""

    path: str
    raw: bytes
    mended: Mended

    @property
    def fresh(self) -> bytes:
        """Return the bytes that the file should have."""
        return self.mended.after.encode("utf-8") if self.mended.changed else self.raw


def select(root: Path, given: Sequence[Path]) -> tuple[str, ...]:
    """Return the repository paths of the items among files and folders, without any reached by a link.

    Raises `UsageError` for what lies outside content/, is no item, is missing or is a symbolic link.
    """
    base = root.resolve()
    found: dict[str, None] = {}
    for path in given:
        place = path if path.is_absolute() else (base / path if (base / path).exists() else path.absolute())
        place = Path(os.path.normpath(place))
        if not place.is_relative_to(base):
            resolved = place.parent.resolve() / place.name
            place = resolved if resolved.is_relative_to(base) else place
        inside = place.relative_to(base).as_posix() if place.is_relative_to(base) else ""
        if inside != CONTENT and not inside.startswith(CONTENT + "/"):
            raise _refused(path, "nằm ngoài thư mục content/", "is outside content/")
        if place.resolve() != place:
            raise _refused(path, "đi qua liên kết mềm", "is reached by a symbolic link")
        if place.is_dir():
            entries = walk(base, inside)
            found |= dict.fromkeys(e.path for e in entries if not e.fault and e.path.endswith(".md"))
        elif not place.is_file():
            raise _refused(path, "không có", "does not exist")
        elif not inside.endswith(".md"):
            raise _refused(path, "không phải bài viết .md", "is no .md item")
        else:
            found[inside] = None
    return tuple(sorted(found))


def _refused(path: Path, vi: str, en: str) -> UsageError:
    return UsageError(
        Text(f"Không sửa {path}: {vi}.", f"{path} is left alone: it {en}."),
        Text("Nêu tệp .md hoặc thư mục trong content/.", "Name .md files or folders below content/."),
    )


def plan(root: Path, paths: Iterable[str], registry: Registry) -> tuple[Repair, ...]:
    """Return what becomes of each item; nothing is written. Unreadable files are refused, not raised."""
    first: dict[str, Repair] = {}
    for path in paths:
        try:
            raw = read_bytes(root / path, MAX_ITEM_BYTES + 1)
        except OSError:
            why = Text("không đọc được tệp", "the file cannot be read")
            first[path] = Repair(path, b"", Mended("", "", (), why))
            continue
        first[path] = Repair(path, raw, mend(raw))

    def read(path: str) -> bytes | None:
        if path in first:  # a translation is bound to its original as this plan leaves it
            return None if first[path].mended.refused else second.get(path, first[path]).fresh
        place = root / path
        try:
            inside = place.resolve() == root.resolve() / path
            raw = read_bytes(place, MAX_ITEM_BYTES + 1) if inside else b""
        except OSError:
            return None
        return raw if inside and len(raw) <= MAX_ITEM_BYTES else None

    second: dict[str, Repair] = {}
    # Originals before translations: adding a key to an original changes the digest bound to it.
    for path in sorted(first, key=lambda p: (p.split("/")[2:3] == ["en"], p)):
        second[path] = _completed(first[path], registry, read)
    return tuple(second[p] for p in first)


def _completed(repair: Repair, registry: Registry, read: _Reader) -> Repair:
    mended = repair.mended
    if mended.refused:
        return repair
    text, added = add_generated(repair.path, mended.after, registry, read)
    told = tuple(Text(f"thêm khóa {key}", f"key {key} added") for key in added)
    return Repair(repair.path, repair.raw, Mended(mended.before, text, (*mended.reasons, *told)))


def diff(repair: Repair) -> str:
    """Return a unified diff of one file; what cannot be seen is written out on the lines that go."""
    old = [_visible(line) for line in _lines(repair.mended.before)]
    if repair.raw.startswith(b"\xef\xbb\xbf"):
        old[:1] = ["‹BOM›" + (old[0] if old else "")]
    new = _lines(repair.mended.after)
    name = repair.path
    shown = difflib.unified_diff(old, new, f"a/{name}", f"b/{name}", lineterm="")
    return "".join(line + "\n" for line in shown)


def _lines(text: str) -> list[str]:
    lines = text.split("\n")
    if lines and lines[-1] == "":
        return lines[:-1]
    return [*lines[:-1], lines[-1] + "‹không xuống dòng›"] if lines else []


def _visible(line: str) -> str:
    """Return a line with control, format and combining characters written out, blanks at its end as dots."""
    bare = line.rstrip(" \t")
    tail = line[len(bare) :].replace(" ", "·").replace("\t", "‹Tab›")
    out = []
    for c in bare:
        hidden = unicodedata.category(c) in ("Cc", "Cf", "Co", "Cs") and c != "\t"
        out.append(f"‹U+{ord(c):04X}›" if hidden or unicodedata.combining(c) else c)
    return "".join(out) + (tail if len(tail) != 2 or "‹" in tail else line[len(bare) :])


def write(root: Path, repair: Repair) -> None:
    """Replace one file whole, keeping its mode; raises `ToolError` where it changed meanwhile or is a link."""
    target = root.resolve() / repair.path
    if target.resolve() != target or read_bytes(target, MAX_ITEM_BYTES + 1) != repair.raw:
        raise ToolError(
            Text(f"{repair.path} vừa bị thay đổi.", f"{repair.path} has changed meanwhile."),
            Text("Chạy lại lệnh.", "Run the command again."),
        )
    mode = stat.S_IMODE(target.stat(follow_symlinks=False).st_mode)
    beside = target.with_name(f".congtinh-{secrets.token_hex(8)}")
    try:
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(repair.fresh)
            stream.flush()
            os.fchmod(descriptor, mode)
            os.fsync(descriptor)
        beside.replace(target)
    except OSError as error:
        raise ToolError(
            Text(
                f"Không ghi được {repair.path}: {error.strerror}.",
                f"Cannot write {repair.path}: {error.strerror}.",
            ),
            Text("Kiểm tra quyền ghi và dung lượng đĩa.", "Look at permissions and disk space."),
        ) from None
    finally:
        with suppress(OSError):  # gone where all went well; what was interrupted leaves nothing behind
            beside.unlink(missing_ok=True)
