"""`check --since` where only texts changed: the quick way is taken, and says what a whole check says."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from pipeline import since
from pipeline.checks import check_corpus
from pipeline.history.publication import brought_at
from pipeline.history.repository import Repository
from pipeline.model.finding import Finding, Report
from pipeline.since import check_since
from pipeline.source.corpus import load
from tests.bench.corpus import items
from tests.casework import NOW
from tests.checks.ground import FRONT, item
from tests.checks.test_checks_since import FOLDER, VAGUE, committed, git
from tests.source import files

COPIED = " ".join(
    f"Đoạn thứ {n} kể việc nhân dân thôn {n * 7} cùng cán bộ xã sửa con đường qua suối dài {n * 13} mét."
    for n in range(9)
)
BODIES = [
    "Câu thường.\n",
    VAGUE,
    "Xem [bài](bai-1.md#muc-mot).\n",
    "Xem [bài](/tin-tuc/2026/11/bai-2.md) và [bài](/tin-tuc/2026/11/khong-co.md).\n",
    "## Mục một\n\nTheo Quyết định 100005/QĐ-UBND và Quyết định 7/2019/QĐ-UBND.\n",
    f"{COPIED}\n",
    f"Mở đầu khác hẳn.\n\n{COPIED}\n\nKết thúc khác hẳn.\n",
    "#### A\n\nTrú tại thôn 3, ông Nguyễn Văn Tám, số 0912 345 678.\n",
]


def told(findings: tuple[Finding, ...]) -> list[tuple[str, str, int, str, str]]:
    return [
        (f.code, f.path, f.line, f.message.vi, f.hint.vi) for f in findings if not f.code.startswith("GB00")
    ]


def whole(root: Path) -> tuple[Finding, ...]:
    with Repository.open(root) as repository:
        times = brought_at(repository, repository.head("HEAD"), "content")
    return check_corpus(load(root), now=NOW, published={p: min(t, NOW) for p, t in times.items()}).findings


def run(root: Path, state: Path) -> Report:
    with Repository.open(root) as repository:
        return check_since(repository, "HEAD", root, state, now=NOW)


def ground(tmp_path: Path, chance: random.Random) -> tuple[Path, list[str]]:
    paths = [f"{FOLDER}/bai-{n}.md" for n in range(8)]
    files: dict[str, str | bytes] = {p: item(chance.choice(BODIES)) for p in paths}
    made = [i for i in items(60) if i.path.startswith("content/daklak/")]
    files |= {i.path: i.text for i in made}
    files["content/daklak/tep/toan-van.txt"] = "Toàn văn bằng chữ của các văn bản.\n"
    return committed(tmp_path / "kho", files), [*paths, *(i.path for i in made[:12])]


def test_the_quick_way_says_what_a_whole_check_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(21)
    root, paths = ground(tmp_path, chance)
    state = tmp_path / "var"
    run(root, state)
    quick: list[bool] = []
    narrow = since.check_narrow

    def noted(*given: object, **more: object) -> Report | None:
        answer = narrow(*given, **more)  # type: ignore[arg-type]
        quick.append(answer is not None)
        return answer

    monkeypatch.setattr(since, "check_narrow", noted)
    for turn in range(14):
        for path in chance.sample(paths, 3):
            text = (root / path).read_text(encoding="utf-8")
            head = text[: text.index("\n---\n") + 5]
            if chance.random() < 0.3:
                head = re.sub(r"(?m)^tom_tat: .*$", f"tom_tat: Tóm tắt lần {turn} của bài viết.", head)
            body = chance.choice([*BODIES, text[len(head) :] + "\nBổ sung một câu.\n"])
            (root / path).write_text(f"{head}\n{body}", encoding="utf-8")
        found = run(root, state)
        assert told(found.findings) == told(whole(root)), turn
        assert found.items == len(load(root).editions)
    assert sum(quick) > 10, quick


def test_copies_of_a_form_are_told_as_by_a_whole_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So many copies that what they share is a form: each is compared with the first and the one before only."""
    chance = random.Random(8)
    other = COPIED.replace("con đường qua suối", "nhà văn hóa của buôn")
    paths = [f"{FOLDER}/bai-{n:02}.md" for n in range(40)]
    heads = [
        FRONT.replace("tieu_de: ", f"tieu_de: Bài {'ABCDEFGH'[n % 8]} {n} ").replace(
            "T08:", f"T{8 + n % 5:02}:"
        )
        for n in range(40)
    ]
    texts = [f"{COPIED}\n"] * 14 + [f"{other}\n"] * 12 + BODIES[:5] + ["Một câu.\n"] * 9
    files: dict[str, str | bytes] = {p: item(t, h) for p, t, h in zip(paths, texts, heads, strict=True)}
    root, state = committed(tmp_path / "kho", files), tmp_path / "var"
    run(root, state)
    quick: list[bool] = []
    narrow = since.check_narrow

    def noted(*given: object, **more: object) -> Report | None:
        answer = narrow(*given, **more)  # type: ignore[arg-type]
        quick.append(answer is not None)
        return answer

    monkeypatch.setattr(since, "check_narrow", noted)
    for turn in range(8):
        for n in chance.sample(range(40), chance.randint(1, 2)):
            body = chance.choice([texts[n], texts[n] + "\nBổ sung một câu.\n", *texts[12:16], *BODIES])
            (root / paths[n]).write_text(item(body, heads[n]), encoding="utf-8")
        assert told(run(root, state).findings) == told(whole(root)), turn
    assert sum(quick) > 4, quick


def test_whatever_is_more_than_a_change_of_texts_goes_the_longer_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, paths = ground(tmp_path, random.Random(3))
    state = tmp_path / "var"
    carrier = root / FOLDER / "bai-kem-ban-quet.md"
    (root / "content/daklak/tep/ban-quet.pdf").write_bytes(files.pdf([[]]))
    carrier.write_text(
        item("Xem [bản quét](/tep/ban-quet.pdf).\n\n" + "Một câu của toàn văn.\n\n" * 90), encoding="utf-8"
    )
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "ban quet")
    run(root, state)
    answers: list[bool] = []
    narrow = since.check_narrow

    def noted(*given: object, **more: object) -> Report | None:
        answer = narrow(*given, **more)  # type: ignore[arg-type]
        answers.append(answer is not None)
        return answer

    monkeypatch.setattr(since, "check_narrow", noted)
    first = root / paths[0]
    kept = first.read_bytes()
    changes: list[tuple[Path, bytes | None]] = [
        (first, item(BODIES[0], FRONT.replace("don_vi: van-phong-ubnd-tinh", "don_vi: khac")).encode()),
        (first, None),
        (first, b"---\nloai: [\n---\n"),
        (root / FOLDER / "bai-moi.md", item().encode()),
        (root / "content/daklak/tep/toan-van.txt", b"Khac.\n"),
        (root / "sites/daklak/site.yml", (root / "sites/daklak/site.yml").read_bytes() + b"\n# x\n"),
        (first, item("Xem [tệp](/tep/toan-van.txt).\n").encode()),
        (first, item("Toàn văn ở tệp ke-hoach.docx của đơn vị.\n").encode()),
        # the text of an item stands for the scan that it carries, as long as it is long
        (carrier, carrier.read_bytes()[:600] + b"\n"),
    ]
    for path, data in changes:
        before = path.read_bytes() if path.exists() else None
        if data is None:
            path.unlink()
        else:
            path.write_bytes(data)
        assert told(run(root, state).findings) == told(whole(root)), path
        assert answers.pop() is False, path
        if before is None:
            path.unlink()
        else:
            path.write_bytes(before)
    assert first.read_bytes() == kept
    run(root, state)
    assert answers == [True]


@pytest.mark.parametrize("spoiled", [b"", b"[]", b'{"items": 1}', b"\xff" * 9])
def test_a_spoiled_index_is_made_anew(tmp_path: Path, spoiled: bytes) -> None:
    root, paths = ground(tmp_path, random.Random(5))
    state = tmp_path / "var"
    run(root, state)
    (root / paths[0]).write_text(item("Một câu khác.\n"), encoding="utf-8")
    for file in (state / "cache" / "chi-muc").rglob("*.*"):
        file.write_bytes(spoiled)
        assert told(run(root, state).findings) == told(whole(root))
