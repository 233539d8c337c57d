"""A small publishing host beside a small repository, for the tests of the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from pipeline.approval.keeping import keep
from pipeline.approval.ledger import LEDGER_FILE, LEDGER_REF, Ledger, parse_ledger
from pipeline.approval.ledger_verify import verify_ledger
from pipeline.approval.office import Office, Sitting
from pipeline.approval.statements import MAIN, NAMESPACE, Statement
from pipeline.clock.now import parse_time
from pipeline.demo.play import Key, Play
from pipeline.history.diff import change_digest
from pipeline.history.writer import Author
from pipeline.model.approval import Mode
from tests.storytelling.world import World

START = parse_time("2026-11-01T08:00:00+07:00")
RUN = parse_time("2026-11-20T08:00:00+07:00")
SITES = ("daklak", "gialai")


class Ground:
    """A repository with main and a host that keeps its ledger; times go on by themselves."""

    def __init__(self, folder: Path, keys: Path, story: Mapping[str, Any] | None = None) -> None:
        self.folder = folder
        self.world = World(keys, story or {})
        boss = self.world.actor("truong-ban.daklak")
        self.play = Play.begin(folder / "kho", self.world.files(), boss, START)
        self.anchor = self.play.main
        self._number = 0

    def tick(self) -> datetime:
        """Return the next moment."""
        self._number += 1
        return START + timedelta(minutes=self._number)

    def step(
        self,
        site: str = "daklak",
        by: str | None = None,
        unsigned: bool = False,
        message: str | None = None,
        key: str | None = None,
    ) -> str:
        """Bring one new article by a merge, signed by the site's head unless said otherwise."""
        number = self._number
        path = f"content/{site}/tin-tuc/2026/11/{number}.md"
        files = self.world.contents({path: {"loai": "tin-tuc", "tieu_de": f"Bài {number}"}})
        branch = f"nhanh-{number}"
        self.play.branch(branch)
        self.play.commit(branch, files, self.world.actor("phong-vien"), self.tick())
        who = self.world.actor(by or f"truong-ban.{site}")
        if unsigned:
            who = type(who)(who.name, who.email)
        if key:
            who = type(who)(who.name, who.email, Key.generate(self.folder / "khoa" / key))
        return self.play.merge(branch, who, self.tick(), message)

    def approve(self, base: str, head: str, site: str, at: datetime, decision: str = "duyet") -> None:
        """Keep a signed statement of the site's head about what `head` brings to `base`."""
        with self.play.reader() as repo:
            digest = change_digest(repo.raw_diff(repo.merge_base(base, head), head))
            roster = repo.blob_id(base, f"sites/{site}/ban-bien-tap.yml")
        assert roster is not None
        who = f"truong-ban.{site}"
        statement = Statement(MAIN, base, head, digest, (site,), roster, who, at, decision)
        armour = self.world.key(who).sign(statement.canonical(), NAMESPACE)
        keep(self.play.writer, statement, armour, at)

    def withdraw(self, base: str, head: str, site: str, at: datetime) -> None:
        """Keep a signed statement that an approval does not stand."""
        self.approve(base, head, site, at, "thu-hoi")

    # -- the host -----------------------------------------------------------------------------------

    @property
    def state(self) -> Path:
        """Return the host's folder of the gate."""
        return self.folder / "may-xuat-ban"

    @property
    def key(self) -> Key:
        """Return the ledger's own key."""
        return Key(self.state / "khoa")

    def sit(
        self, now: datetime, close: bool = True, state: Path | None = None, mode: Mode = Mode.STRICT
    ) -> Sitting:
        """Let the host judge; without `close` it dies between the switch and the ledger line."""
        with self.play.reader() as repo:
            office = Office(repo, state or self.state)
            sitting = office.sit(self.anchor, "main", now, mode=mode)
            if close:
                office.close(sitting, now)
        return sitting

    def published(self) -> bytes:
        """Return the bytes of the ledger in the repository."""
        with self.play.reader() as repo:
            commit = repo.resolve(LEDGER_REF)
            raw = repo.blob(commit, LEDGER_FILE) if commit else None
        return raw or b""

    def ledger(self) -> Ledger:
        """Return the ledger in the repository, chain checked only."""
        return parse_ledger(self.published())

    def put(self, raw: bytes, key: Key | None, files: Mapping[str, bytes] | None = None) -> str:
        """Put some bytes in the place of the ledger, in a commit signed by a key."""
        writer = self.play.writer
        before = writer.ref(LEDGER_REF)
        tree = writer.tree(None, {LEDGER_FILE: raw, **(files or {})})
        sign = (lambda data: key.sign(data)) if key else None
        parents = (before,) if before else ()
        made = writer.commit(tree, parents, "Sổ cái", Author("x", "x@localhost"), RUN, sign=sign)
        writer.set_ref(LEDGER_REF, made)
        return made

    def verify(self, tip: str | None = None, pinned: str | None = None) -> Ledger:
        """Verify the ledger as somebody with a clone and the pinned key would."""
        with self.play.reader() as repo:
            return verify_ledger(repo, pinned or self.key.public, tip=tip)
