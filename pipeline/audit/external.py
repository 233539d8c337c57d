"""Outside links, tried by linkchecker in a process of its own; only ever when somebody asked for it."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from pipeline.audit.links import links_of
from pipeline.audit.parse import read_page
from pipeline.audit.tree import Tree, address_of
from pipeline.errors import ToolError
from pipeline.model.release import PageRef
from pipeline.model.text import Text

# Answers of servers that keep programs out; the page may be well for people.
_UNCERTAIN = ("401", "403", "405", "406", "429", "451")
_CAUSES = (
    ("NameResolution", Text("không tìm thấy tên miền này", "the host name does not exist")),
    ("Timeout", Text("máy chủ không trả lời kịp", "the server did not answer in time")),
    ("SSL", Text("chứng chỉ bảo mật không hợp lệ", "the certificate is not valid")),
    ("TooManyRedirects", Text("chuyển hướng vòng quanh", "it redirects in a circle")),
    ("ConnectionError", Text("không kết nối được máy chủ", "the server cannot be reached")),
)


@dataclass(frozen=True, slots=True)
class External:
    """What trying the outside links showed: dead ones by address, and those that could not be judged."""

    tried: int
    dead: Mapping[str, Text]
    unjudged: tuple[str, ...]

    @property
    def remark(self) -> Text:
        """Return one line for the report."""
        left = len(self.unjudged)
        return Text(
            f"Đã thử {self.tried} liên kết ra ngoài: {len(self.dead)} hỏng, {left} không xác định được.",
            f"Tried {self.tried} outside links: {len(self.dead)} dead, {left} could not be judged.",
        )


def outside_links(tree: Tree, files: Iterable[str] | None = None) -> dict[str, tuple[str, ...]]:
    """Return the outside addresses of a tree (of `files` alone when given) with their places, "file:line"."""
    found: dict[str, list[str]] = {}
    for file in tree.pages() if files is None else files:
        ref = PageRef(address_of(file), file, "", "")
        page = read_page(tree.directory / file, ref)
        for link in links_of(page):
            target = tree.target(ref, link.address)
            if target is not None and target.host is not None and not link.fetched:
                line = page.elements[link.index].line
                found.setdefault(link.address, []).append(f"{file}:{line}")
    return {address: tuple(dict.fromkeys(places)) for address, places in sorted(found.items())}


def check_external(
    links: Mapping[str, Sequence[str]],
    *,
    timeout: int = 20,
    limit: int = 900,
    threads: int = 8,
    program: Sequence[str] | None = None,
) -> External:
    """Try every address once and return what is dead.

    `timeout` is for one connection, `limit` for the whole run, both in seconds. robots.txt is obeyed and
    no link of a tried page is followed. Raises `ToolError` when linkchecker is missing or fails.
    """
    if not links:
        return External(0, {}, ())
    with tempfile.TemporaryDirectory(prefix="congtinh-") as name:
        folder = Path(name)
        page, settings = folder / "lien-ket.html", folder / "linkcheckerrc"
        page.write_text(_page(links), "utf-8")
        # Our own settings file keeps those of whoever runs this out of the game.
        settings.write_text(f"[checking]\nmaxrunseconds={limit}\n", "utf-8")
        # Run by root, linkchecker becomes “nobody”, who has to read these.
        folder.chmod(0o755)
        page.chmod(0o644)
        settings.chmod(0o644)
        command = [
            *(program or _program()),
            *("--config", str(settings), "--no-status", "--verbose", "--check-extern"),
            *("--recursion-level", "1", "--timeout", str(timeout), "--threads", str(threads)),
            *("--output", "csv/utf-8", str(page)),
        ]
        rows = _rows(_run(command, folder, limit + 3 * timeout + 30))
    return _judged(links, rows)


def _program() -> list[str]:
    beside = Path(sys.executable).with_name("linkchecker")
    found = str(beside) if beside.is_file() else shutil.which("linkchecker")
    if found is None:
        raise ToolError(
            Text("Không thấy chương trình linkchecker.", "The program linkchecker is not installed."),
            Text("Cài bằng: pip install linkchecker", "Install it with: pip install linkchecker"),
        )
    return [found]


def _page(links: Mapping[str, Sequence[str]]) -> str:
    items = "".join(
        # An address without scheme would be looked for on this machine's disk.
        f'<li><a href="{escape(f"https:{address}" if address.startswith("//") else address)}">{escape(" ".join(places))}</a></li>\n'
        for address, places in links.items()
    )
    head = (
        '<!doctype html>\n<html lang="vi"><head><meta charset="utf-8"><title>Liên kết ra ngoài</title></head>'
    )
    return f"{head}<body><ul>\n{items}</ul></body></html>\n"


def _run(command: Sequence[str], folder: Path, seconds: int) -> str:
    try:
        done = subprocess.run(
            command, cwd=folder, capture_output=True, stdin=subprocess.DEVNULL, timeout=seconds, check=False
        )
    except FileNotFoundError:
        raise _failed(f"{command[0]}") from None
    except subprocess.TimeoutExpired:
        raise _failed(f"> {seconds} s") from None
    if done.returncode not in (0, 1):  # 1: some links are dead
        raise _failed(done.stderr.decode("utf-8", errors="replace").strip().rpartition("\n")[2])
    return done.stdout.decode("utf-8", errors="replace")


def _failed(why: str) -> ToolError:
    return ToolError(
        Text(f"linkchecker không chạy được: {why}", f"linkchecker failed: {why}"),
        Text(
            "Chạy lại không có --external để kiểm tra phần còn lại.",
            "Run again without --external to check everything else.",
        ),
    )


def _rows(output: str) -> list[dict[str, str]]:
    lines = [line for line in output.splitlines() if line and not line.startswith("#")]
    if not lines or not lines[0].startswith("urlname;"):
        raise _failed(output[:200] or "-")
    return [
        {k: v or "" for k, v in row.items() if k is not None and not isinstance(v, list)}
        for row in csv.DictReader(io.StringIO("\n".join(lines)), delimiter=";")
    ]


def _judged(links: Mapping[str, Sequence[str]], rows: Sequence[Mapping[str, str]]) -> External:
    answers = {row.get("urlname", ""): row for row in rows}
    for each in rows:
        if each.get("urlname", "").startswith("file:") and each.get("valid") != "True":
            raise _failed(each.get("result", ""))  # it could not read our list, so nothing was tried
    dead: dict[str, Text] = {}
    unjudged = []
    for address in links:
        row = answers.get(f"https:{address}" if address.startswith("//") else address)
        # “syntax OK” is all that linkchecker says where robots.txt keeps it out.
        if row is None or row["result"][:3] in _UNCERTAIN or row["result"] == "syntax OK":
            unjudged.append(address)
        elif row.get("valid") != "True":
            dead[address] = _why(row["result"])
    return External(len(links), dead, tuple(unjudged))


def _why(result: str) -> Text:
    if result[:3].isdecimal():
        return Text(f"máy chủ trả lời {result[:3]}", f"the server answers {result[:3]}")
    for mark, text in _CAUSES:
        if mark in result:
            return text
    return Text("không mở được", "it cannot be opened")
