"""Which items use a file: what is looked up by pieces of text equals reading every item of the site."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from pipeline.approval.usage import Usage, used_by
from pipeline.clock.now import parse_time
from pipeline.history.repository import Repository
from pipeline.history.writer import Author, Content, Writer
from pipeline.source.items import read_item

AT = parse_time("2026-11-20T08:00:00+07:00")
WHO = Author("Người viết", "viet@vi-du.example")
FOLDERS = (
    "content/daklak",
    "content/daklak/tin-tuc",
    "content/daklak/tin-tuc/2026",
    "content/daklak/tin-tuc/2026/11",
)
FILES = ("a.pdf", "kế hoạch (1).pdf", "README", "b-a.pdf", "a.pdf.zip", "ten'tep.pdf", "ảnh.png", "x")
BODIES = (
    "[x]({})",
    "![x](<{}>)",
    '<img src="{}">',
    "Xem {}, rồi thôi.",
    "[x](./{}#trang=2)",
    "[x](/tin-tuc/2026/{}?v=1)",
    "[x](../../{})",
    "[x](2026/../{})",
    "Hết câu . Xem ..",
    "tăng 5% so với a.pdf",
    "[x](%61.pdf)",
    "[x](k%E1%BA%BF%20hoạch%20(1).pdf)",
    "\ufeff{}",
    "a\u0309nh.png",
)
HEADS = (
    "---\nloai: {}\n---\n\n",
    "---\nloai: {}\ntep: [{{ten: x, duong_dan: FILE}}]\n---\n",
    '---\nloai: {}\ntep: "\\x61.pdf"\n---\n',
    "---\nloai: {}\ntep: 'ten''tep.pdf'\n---\n",
    "---\nloai: {}\ntep:\n  kế hoạch\n  (1).pdf\n---\n",
    "\ufeff---\nloai: {}\ntep: FILE\n---\n",
    "không có phần đầu {} ",
)


@pytest.fixture(scope="module")
def writer(tmp_path_factory: pytest.TempPathFactory) -> Writer:
    return Writer.create(tmp_path_factory.mktemp("dung") / "kho")


@pytest.fixture
def repo(writer: Writer) -> Iterator[Repository]:
    with writer.reader() as opened:
        yield opened


def item(rng: random.Random) -> bytes:
    name = rng.choice(FILES)
    head = rng.choice(HEADS).format(rng.choice(("tin-tuc", "van-ban"))).replace("FILE", name)
    text = head + "\n".join(rng.choice(BODIES).format(rng.choice(FILES)) for _ in range(rng.randint(0, 2)))
    raw = text.encode()
    return raw.decode().encode("utf-16") if rng.random() < 0.03 else raw


def state(rng: random.Random) -> dict[str, Content]:
    files: dict[str, Content] = {f"{rng.choice(FOLDERS)}/bai-{n}.md": item(rng) for n in range(12)}
    if rng.random() < 0.3:  # a file where the other state has a folder
        files = {p: c for p, c in files.items() if "2026" not in p} | {"content/daklak/tin-tuc/2026": b"x"}
    return {**files, "content/gialai/bai.md": b"---\nloai: tin-tuc\n---\n/../daklak/a.pdf"}


def slowly(repo: Repository, commits: tuple[str, ...], path: str) -> frozenset[str]:
    """Return the same as it was said before there was anything to look up."""
    found = set()
    for commit in commits:
        for place, entry in repo.files(commit, "content/daklak"):
            if place.endswith(".md") and entry.is_file:
                edition = read_item(place, repo.content(entry.id))
                found |= {edition.type} if path in used_by(edition) else set()
    return frozenset(found)


def test_the_users_of_a_file_are_found_as_by_reading_every_item(writer: Writer, repo: Repository) -> None:
    rng = random.Random(4)
    usage, used, before = Usage(repo), 0, ""
    for _ in range(20):
        commit = writer.commit(writer.tree(None, state(rng)), (), "x", WHO, AT)
        commits = (before or commit, commit)
        for path in [f"{folder}/{name}" for folder in FOLDERS for name in FILES] + [
            "content/daklak/tin-tuc/2026"
        ]:
            told = usage.types("daklak", commits, path)
            assert told == slowly(repo, commits, path), path
            used += bool(told)
        before = commit
    assert used > 150


def test_a_change_of_an_attachment_reads_only_the_folders_that_changed(
    writer: Writer, repo: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = "---\nloai: tin-tuc\n---\n\nMột đoạn văn. Xem [tệp](tep-{}.pdf).\n"
    files: dict[str, Content] = {
        f"content/daklak/tin-tuc/{month:02}/bai-{n}.md": body.format(n).encode()
        for month in range(1, 13)
        for n in range(20)
    }
    first = writer.commit(writer.tree(None, files), (), "x", WHO, AT)
    more: dict[str, Content] = {"content/daklak/tin-tuc/05/bai-moi.md": body.format("moi").encode()}
    second = writer.commit(writer.tree(first, more), (first,), "x", WHO, AT)
    read: list[str] = []
    content = repo.content
    monkeypatch.setattr(repo, "content", lambda identity: (read.append(identity), content(identity))[1])
    usage = Usage(repo)
    assert usage.types("daklak", (first, first), "content/daklak/tin-tuc/03/tep-7.pdf") == {"tin-tuc"}
    assert len(read) <= len(files) + 12  # each once, and those that speak of such a name closely
    read.clear()
    assert usage.types("daklak", (first, second), "content/daklak/tin-tuc/05/tep-moi.pdf") == {"tin-tuc"}
    assert usage.types("daklak", (first, second), "content/daklak/tin-tuc/05/tep-khong.pdf") == frozenset()
    assert len(read) == 2  # the new item: its words, and closely
