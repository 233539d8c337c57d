"""The hook of a self-hosted forge: real bare repositories, a real hook script, real pushes."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from pipeline.approval.ledger import LEDGER_REF, Ledger
from pipeline.approval.ledger_entries import extend, opening
from pipeline.approval.ledger_write import append
from pipeline.approval.prereceive import Update, refusals
from pipeline.approval.statements import EVIDENCE_REF, MAIN
from pipeline.cli.main import main
from pipeline.clock.now import parse_time
from tests.storytelling.teller import Story, Teller

NOW = parse_time("2026-11-22T09:00:00+07:00")
A = "content/daklak/tin-tuc/2026/11/a.md"
ITEM = {A: {"loai": "tin-tuc"}}
HOOK = """#!/bin/sh
PYTHONPATH="{package}" exec "{python}" -m pipeline.cli.main gate --pre-receive --now 2026-11-22T09:00:00+07:00
"""


class Forge:
    """A bare repository with the hook, and a story's clone that pushes into it."""

    def __init__(self, teller: Teller, folder: Path) -> None:
        self.teller, self.path = teller, folder / "may-chu.git"
        self._run("clone", "-q", "--bare", ".", str(self.path))
        hook = self.path / "hooks" / "pre-receive"
        package = Path(__file__).resolve().parents[2]
        hook.write_text(HOOK.format(package=package, python=sys.executable), "utf-8")
        hook.chmod(0o755)

    def _run(self, *words: str) -> subprocess.CompletedProcess[str]:
        clean = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
        return subprocess.run(
            ["git", "-C", str(self.teller.folder / "kho"), *words],
            capture_output=True,
            text=True,
            env={**clean, "GIT_CONFIG_GLOBAL": "/dev/null"},
        )

    def push(self, *what: str) -> tuple[bool, str]:
        """Push references; return whether they came in, and what the hook said."""
        done = self._run("push", "-q", str(self.path), *what)
        said = "\n".join(line for line in done.stderr.split("\n") if line.startswith("remote: Từ chối"))
        assert "Traceback" not in done.stderr, done.stderr
        return done.returncode == 0, said


@pytest.fixture
def forge(tmp_path: Path, keys: Path) -> Forge:
    """A forge that stands at the anchor."""
    teller = Teller(Story("", {"story": "", "play": []}), tmp_path, keys)
    teller.tell()
    return Forge(teller, tmp_path)


def commit(
    forge: Forge, branch: str = "bai", files: Mapping[str, Any] = ITEM, by: str = "phong-vien"
) -> None:
    forge.teller.do_commit({"branch": branch, "by": by, "files": dict(files)})


def test_a_merge_of_the_forges_own_web_button_comes_in(forge: Forge) -> None:
    """Two parents, unsigned, by nobody that a board knows: E3 may be the site's evidence."""
    commit(forge)
    forge.teller.do_merge({"branch": "bai", "by": "nguoi-la", "unsigned": True})
    assert forge.push("main") == (True, "")


def test_a_direct_push_is_refused_and_a_statement_makes_it_an_approved_one(forge: Forge) -> None:
    commit(forge)
    forge.teller.do_statement({"by": "truong-ban.daklak", "branch": "bai"})
    forge.teller.do_push({"what": "bai"})
    came, said = forge.push("main")
    assert not came and "DAY_THANG" in said and "đẩy thẳng vào nhánh chính" in said
    assert forge.push("main", EVIDENCE_REF) == (True, "")  # both in one push: the statement is seen


def test_a_rewound_and_a_deleted_main_are_refused(forge: Forge) -> None:
    commit(forge)
    forge.teller.do_merge({"branch": "bai", "by": "truong-ban.daklak"})
    assert forge.push("main") == (True, "")
    came, said = forge.push(f"+{forge.teller.labels['anchor']}:refs/heads/main")
    assert not came and "LICH_SU_BI_VIET_LAI" in said
    came, said = forge.push(":main")
    assert not came


def evil(t: Teller) -> None:
    t.do_commit({"branch": "bai", "by": "phong-vien", "files": ITEM})
    t.do_merge({"branch": "bai", "by": "truong-ban.daklak", "smuggled": {A: {"loai": "van-ban"}}})


def octopus(t: Teller) -> None:
    for name in ("mot", "hai"):
        path = f"content/daklak/tin-tuc/2026/11/{name}.md"
        t.do_commit({"branch": name, "by": "phong-vien", "files": {path: {"loai": "tin-tuc"}}})
    t.do_raw_merge({"parents": ["main", "mot", "hai"], "tree_of": "mot", "by": "truong-ban.daklak"})


def hidden(t: Teller) -> None:
    t.do_commit({"branch": "bai", "by": "phong-vien", "files": {"content/daklak/a\u202eb.md": {"loai": "x"}}})
    t.do_merge({"branch": "bai", "by": "truong-ban.daklak"})


def linked(t: Teller) -> None:
    t.do_commit({"branch": "bai", "by": "phong-vien", "files": {A: {"$link": "/etc/passwd"}}})
    t.do_merge({"branch": "bai", "by": "truong-ban.daklak"})


def unmapped(t: Teller) -> None:
    t.do_commit(
        {"branch": "bai", "by": "phong-vien", "files": {"content/la/tin-tuc/a.md": {"loai": "tin-tuc"}}}
    )
    t.do_merge({"branch": "bai", "by": "truong-ban.daklak"})


def mixed(t: Teller) -> None:
    t.do_commit({"branch": "bai", "by": "phong-vien", "files": {**ITEM, "theme/a.css": "a{}\n"}})
    t.do_merge({"branch": "bai", "by": "truong-ban.daklak"})


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (evil, "HOP_NHAT_BAT_THUONG"),
        (octopus, "HOP_NHAT_BAT_THUONG"),
        (hidden, "DUONG_DAN_LA"),
        (linked, "DUONG_DAN_LA"),
        (unmapped, "DUONG_DAN_LA"),
        (mixed, "TRON_LAN"),
    ],
    ids=lambda v: getattr(v, "__name__", v),
)
def test_a_step_that_no_approval_could_heal_is_refused(
    tmp_path: Path, keys: Path, act: Callable[[Teller], None], code: str
) -> None:
    teller = Teller(Story("", {"story": "", "play": []}), tmp_path, keys)
    teller.tell()
    act(teller)
    with teller.play.reader() as repo:
        update = Update(teller.labels["anchor"], teller.play.main, MAIN)
        assert code in [r.reason for r in refusals(repo, [update], NOW)]


def test_an_evil_and_a_foxtrot_merge_are_refused_at_the_door(forge: Forge) -> None:
    teller = forge.teller
    commit(forge)
    commit(forge, "khac", {"content/daklak/tin-tuc/2026/11/b.md": {"loai": "tin-tuc"}})
    teller.do_merge({"branch": "khac", "by": "truong-ban.daklak", "as": "m1"})
    assert forge.push("main") == (True, "")
    teller.do_raw_merge({"parents": ["bai", "main"], "tree_of": "bai", "by": "truong-ban.daklak"})
    came, said = forge.push("main")
    assert not came and "HOP_NHAT_BAT_THUONG" in said
    teller.do_push({"what": "m1"})
    teller.do_merge({"branch": "bai", "by": "truong-ban.daklak", "smuggled": {A: {"loai": "van-ban"}}})
    came, said = forge.push("main")
    assert not came and "HOP_NHAT_BAT_THUONG" in said


def test_what_is_no_hooks_input_is_a_wrong_call(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, keys: Path
) -> None:
    teller = Teller(Story("", {"story": "", "play": []}), tmp_path, keys)
    teller.tell()
    for text, code in (("", 0), ("la\n", 2), (f"{'0' * 40} {'g' * 40} refs/heads/main\n", 2)):
        monkeypatch.setattr(sys, "stdin", io.StringIO(text))
        assert main(["gate", "--pre-receive", "--repo", str(tmp_path / "kho")]) == code
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{'0' * 39}1 {'0' * 39}2 refs/heads/main\n"))
    assert main(["gate", "--pre-receive", "--repo", str(tmp_path / "kho")]) == 1  # objects that are not there


def test_other_branches_come_in_and_replace_refs_do_not(forge: Forge) -> None:
    commit(forge)
    assert forge.push("bai") == (True, "")
    forge.teller.play.writer.set_ref(f"refs/replace/{forge.teller.play.main}", forge.teller.play.tip("bai"))
    came, said = forge.push("refs/replace/*")
    assert not came and "git replace" in said
    assert forge.push("bai:refs/phe-duyet")[0] is False  # nothing could stand below it any more


def test_statements_are_only_ever_added(forge: Forge) -> None:
    writer, teller = forge.teller.play.writer, forge.teller
    commit(forge)
    teller.do_statement({"by": "truong-ban.daklak", "branch": "bai"})
    assert forge.push(EVIDENCE_REF, "refs/phe-duyet/dau/*") == (True, "")
    first = writer.ref(EVIDENCE_REF)
    assert first is not None
    teller.do_statement({"by": "truong-ban.gialai", "branch": "bai", "site": "gialai"})
    assert forge.push(EVIDENCE_REF) == (True, "")
    second = writer.ref(EVIDENCE_REF)
    assert second is not None
    with teller.play.reader() as repo:
        kept = [path for path, _ in repo.files(first, "")]
    who = teller.world.actor("nguoi-la").author
    for bent in (
        {kept[0]: b"{}"},  # changed
        {kept[0]: None},  # removed
        {"ghi-chu.txt": b"..."},  # no statement
        {f"{'0' * 64}/a-1.json": b"{}"},
    ):
        made = writer.commit(writer.tree(second, bent), (second,), "x", who, NOW)
        came, _ = forge.push(f"{made}:{EVIDENCE_REF}")
        assert not came, bent
    flood = {kept[0].split("/")[0] + f"/a-{n:03}.sig": b"-----BEGIN SSH SIGNATURE-----" for n in range(201)}
    made = writer.commit(writer.tree(second, flood), (second,), "x", who, NOW)
    came, said = forge.push(f"{made}:{EVIDENCE_REF}")
    assert not came and "Quá nhiều phiếu" in said
    for ref in (f"+{first}:{EVIDENCE_REF}", f":{EVIDENCE_REF}", f"{second}:refs/phe-duyet/la"):
        assert forge.push(ref)[0] is False, ref
    assert forge.push(f"{first}:refs/phe-duyet/dau/{second}")[0] is False


def test_the_ledger_only_grows(forge: Forge) -> None:
    writer, anchor = forge.teller.play.writer, forge.teller.labels["anchor"]
    key = forge.teller.world.key("so-cai")
    empty = Ledger()
    one = extend(empty, [opening(anchor, "SHA256:x", NOW)])
    two = extend(
        one, [{"kieu": "dinh-chinh/v1", "dong_sai": 1, "noi_dung": "a", "quan_sat": NOW.isoformat()}]
    )
    other = extend(
        one, [{"kieu": "dinh-chinh/v1", "dong_sai": 1, "noi_dung": "b", "quan_sat": NOW.isoformat()}]
    )
    append(writer, empty, one, NOW, key.sign)
    assert forge.push(LEDGER_REF) == (True, "")
    append(writer, one, two, NOW, key.sign)
    assert forge.push(LEDGER_REF) == (True, "")
    append(writer, two, other, NOW, key.sign)
    came, said = forge.push(LEDGER_REF)
    assert not came and "chỉ được ghi thêm" in said
    append(writer, two, one, NOW, key.sign)
    assert forge.push(LEDGER_REF)[0] is False
    assert forge.push(f":{LEDGER_REF}")[0] is False
