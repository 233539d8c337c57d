"""Whatever lies in a repository, checking it ends in findings: soon, in little memory, without a traceback."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.model.content import Corpus
from pipeline.model.naming import mentions
from pipeline.source.corpus import load
from pipeline.source.items import read_item
from tests.casework import NOW, ROOT
from tests.checks.ground import ARTICLE, FRONT, check_corpus, hostile_bodies, item, repository

FOLDER = "content/daklak/tin-tuc/2026/11"
# 1 GB of addresses for interpreter, libraries and everything that checking allocates
LIMITED = (
    "import resource, sys; resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30));"
    "resource.setrlimit(resource.RLIMIT_CPU, (120, 120));"
    "from pipeline.cli.main import main; sys.exit(main(sys.argv[1:]))"
)
ENDLESS = "a" * 1_000_000  # a word without end, which a search from each of its letters would take hours for
TCVN3 = "Uû ban nh©n d©n tØnh th«ng b¸o vÒ viÖc ®æi giê lµm viÖc cña c¬ quan hµnh chÝnh".encode(
    "latin-1", "replace"
)


def mangled(root: Path) -> dict[str, set[str]]:
    """Lay out files that nobody should upload; return by name the codes of which one must be told."""
    folder = root / FOLDER
    folder.mkdir(parents=True)
    noise = random.Random(7)
    files: dict[str, tuple[bytes, set[str]]] = {
        "nhi-phan.md": (noise.randbytes(200_000), {"MH001", "MH002"}),
        "khong-co-nul.md": (bytes(b for b in noise.randbytes(50_000) if b), {"MH001", "SD007"}),
        "nam-mega.md": (item("Chữ. " * 900_000).encode(), {"SD012"}),
        "rong.md": (b"", {"SD007"}),
        "dau-bai-rong.md": (b"---\n---\n\nN\xe1\xbb\x99i dung.\n", {"SD007", "SD008"}),
        "khong-dong.md": (b"---\nloai: tin-tuc\n", {"SD007", "SD008"}),
        "bom-yaml.md": (yaml_bomb().encode(), {"SD008"}),
        "long-sau.md": (b"---\na: " + b"[" * 100_000 + b"\n---\n\nx\n", {"SD008"}),
        "long-sau-khoi.md": (deep_block().encode(), {"SD008"}),
        "nhieu-khoa.md": (
            ("---\n" + "".join(f"k{n}: 1\n" for n in range(60_000)) + "---\n").encode(),
            {"SD008"},
        ),
        "trich-long.md": (item("> " * 200_000 + "x\n").encode(), {"NG006"}),
        "tcvn3.md": (b"---\nloai: tin-tuc\ntieu_de: " + TCVN3 + b"\n---\n\n" + TCVN3 * 50, {"MH001"}),
        "tcvn3-trong-unicode.md": (item((TCVN3.decode("latin-1") + "\n\n") * 5).encode(), {"MH006"}),
        "muoi-van-dong.md": (item("Dòng.\n" * 100_000).encode(), set()),
        "muoi-van-loi.md": (item("[tại đây](x)\n" * 45_000).encode(), {"TC004"}),
        "so-lon.md": (item(front=FRONT + "het_han: " + "9" * 5000 + "\n").encode(), {"SD003"}),
        "surrogate.md": (
            item("\ud800 x".encode("utf-8", "surrogatepass").decode("latin-1")).encode(),
            {"MH005"},
        ),
        "dai-mot-dong.md": (item("x" * 900_000).encode(), set()),
    }
    for name, (raw, _) in files.items():
        (folder / name).write_bytes(raw)
    expected = {name: codes for name, (_, codes) in files.items()}
    (folder / "ra-ngoai.md").symlink_to("/etc/passwd")
    (folder / "vong").symlink_to("..")
    os.mkfifo(folder / "ong.md")
    (folder / "giau\u202edm.ten.md").write_text(item(), encoding="utf-8")
    (folder / "không-đọc.md").write_text(item(), encoding="utf-8")
    (root / "content/daklak/tep").mkdir()
    (root / "content/daklak/tep/to.txt").write_bytes(b"x" * 30_000_000)
    os.mkfifo(root / "content/daklak/tep/ong.txt")
    expected |= {"ra-ngoai.md": {"TR010"}, "vong": {"TR010"}, "ong.md": {"TR010"}, "ong.txt": {"TR010"}}
    return expected | {"giau\u202edm.ten.md": {"TR010"}, "không-đọc.md": {"TR008"}}


def yaml_bomb() -> str:
    lines = ['a0: &a0 "lol"'] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    return "---\n" + "\n".join(lines) + "\n---\n\nBom.\n"


def deep_block() -> str:
    return "---\n" + "".join(" " * n + f"k{n}:\n" for n in range(400)) + "---\n\nx\n"


def test_a_folder_of_mangled_files_gives_findings_in_bounded_memory(tmp_path: Path) -> None:
    root = repository(tmp_path, {})
    expected = mangled(root)
    command = [sys.executable, "-c", LIMITED, "check", "--root", str(root), "content", "--format", "json"]
    done = subprocess.run(
        [*command, "--now", NOW.isoformat()],
        capture_output=True,
        cwd=ROOT,
        timeout=300,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    assert done.returncode == 1, done.stderr.decode("utf-8", "replace")[-2000:]
    assert done.stderr == b""
    told: dict[str, set[str]] = {}
    for finding in json.loads(done.stdout)["findings"]:
        told.setdefault(finding["path"].rsplit("/", 1)[-1], set()).add(finding["code"])
        assert finding["line"] >= 1 and finding["column"] >= 1 and finding["message"] and finding["hint"]
    for name, codes in expected.items():
        assert not codes or told.get(name, set()) & codes, (name, told.get(name))
    assert "muoi-van-dong.md" not in told
    assert b"root:" not in done.stdout  # nothing of the file outside the tree


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return load(repository(tmp_path_factory.mktemp("kho"), {}))


@pytest.mark.parametrize(
    ("name", "body"), list(hostile_bodies(100_000)), ids=lambda v: v if len(v) < 40 else ""
)
def test_no_body_makes_a_rule_slow(ground: Corpus, name: str, body: str) -> None:
    """At this size a quadratic search takes minutes, a linear one a fraction of a second."""
    started = time.process_time()
    for front in (FRONT, FRONT.replace("noi-bo", "trich-dan"), FRONT.replace("tin-tuc", "lanh-dao")):
        edition = read_item(ARTICLE, item(body, front).encode("utf-8", "surrogatepass"))
        check_corpus(replace(ground, editions=(edition,)), now=NOW, paths=["content"])
    assert time.process_time() - started < 15, name


@pytest.mark.parametrize(
    "unit", ["a", "á", "a ", "- ", "{", "[", '"', "a: ", "&a ", "123", "/", "@a.", "0010 "]
)
def test_no_value_makes_a_rule_slow(ground: Corpus, unit: str) -> None:
    """The same for long values in the front matter, under keys of every kind."""
    value = unit * (100_000 // len(unit))
    keys = (
        "tieu_de",
        "tom_tat",
        "don_vi",
        "can_cu",
        "het_han",
        "thu_dien_tu",
        "so_ky_hieu",
        "hinh_anh",
        "nguon",
    )
    started = time.process_time()
    for kind in ("tin-tuc", "van-ban", "danh-ba"):
        front = f"loai: {kind}\n" + "".join(f"{k}: |\n  {value}\n" for k in keys)
        edition = read_item(ARTICLE, item(front=front).encode())
        check_corpus(replace(ground, editions=(edition,)), now=NOW, paths=["content"])
    assert time.process_time() - started < 15


def test_many_copies_of_one_document_stay_quick(ground: Corpus) -> None:
    """Registers are looked up by number, so a flood of one number must not multiply."""
    front = FRONT.replace("tin-tuc", "van-ban") + "so_ky_hieu: 10/2024/QĐ-UBND\nthay_the: [10/2024/QĐ-UBND]\n"
    raw = item(front=front + "can_cu: [10/2024/QĐ-UBND]\n").encode()
    copies = tuple(read_item(f"content/daklak/van-ban/2026/11/b-{n}.md", raw) for n in range(1500))
    started = time.process_time()
    told = check_corpus(replace(ground, editions=copies), now=NOW, codes={f"VB00{n}" for n in range(1, 9)})
    assert time.process_time() - started < 20
    assert sum(f.code == "VB002" for f in told.findings) == 1499


def test_the_words_that_name_other_files_are_found_in_one_look() -> None:
    assert mentions(f"{ENDLESS} [b](/tin-tuc/bai-kia.md) {ENDLESS}/c 10/2024/QĐ-UBND") == {
        *("bai-kia", "qđ-ubnd", "10/2024/QD-UBND")
    }
