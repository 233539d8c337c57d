"""Plays a story into a repository and compares the gate's answer with what the story expects."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, cast

from pipeline.approval.gate import judge
from pipeline.approval.keeping import keep
from pipeline.approval.statements import EVIDENCE_REF, MAIN, NAMESPACE, Statement
from pipeline.clock.now import parse_time
from pipeline.demo.play import Actor, Key, Play
from pipeline.errors import UsageError
from pipeline.history.diff import change_digest
from pipeline.history.repository import Repository
from pipeline.history.writer import Author
from pipeline.model.approval import Decision, GateResult, Mode
from pipeline.source.yamlstrict import parse
from tests.storytelling.forge_acts import ForgeActs, asking
from tests.storytelling.world import World

STORIES = Path(__file__).resolve().parent.parent / "stories"
ANCHOR_TIME = "2026-11-01T08:00:00+07:00"
NOW = "2026-11-22T09:00:00+07:00"


@dataclass(frozen=True)
class Story:
    """One story with the file that it stands in."""

    file: str
    data: Mapping[str, Any]

    def __str__(self) -> str:
        return f"{self.file}: {self.data['story']}"


def read_stories() -> list[Story]:
    """Return every story, in the order of files and lines."""
    return [
        Story(file.stem, each)
        for file in sorted(STORIES.glob("*.yml"))
        for data in _plain(parse(file.read_text("utf-8")).value)
        for each in _on_each_forge(data)
    ]


def _on_each_forge(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield a story once for each kind of forge that it names."""
    kinds = data.get("forge")
    if not isinstance(kinds, list):
        yield data
        return
    for kind in kinds:
        yield {**data, "forge": kind, "story": f"{data['story']} ({kind})"}


def _plain(value: Any) -> Any:
    """Return a parsed value with lists and dictionaries."""
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    if isinstance(value, Mapping):
        return {k: _plain(v) for k, v in value.items()}
    return value


class Teller(ForgeActs):
    """Plays one story; every state of main and every commit that has a name is remembered under it."""

    def __init__(self, story: Story, folder: Path, keys: Path) -> None:
        self.data = story.data
        self.folder = folder
        self.world = World(keys, story.data)
        self.labels: dict[str, str] = {}
        self.play: Play
        self._clock = 0

    def tell(self) -> None:
        """Build the repository."""
        boss = self.world.actor("truong-ban.daklak")
        at = parse_time(ANCHOR_TIME)
        self.play = Play.begin(self.folder / "kho", self.world.files(), boss, at)
        self.labels["anchor"] = self.play.main
        self.begin_forge()
        for act in self.data["play"]:
            ((verb, told),) = act.items()
            getattr(self, f"do_{verb}")(dict(told))

    def gate(self) -> GateResult:
        """Return the gate's answer as the story asks for it."""
        where = self.folder / "kho"
        if "clone_depth" in self.data:
            where = self._shallow_clone(int(self.data["clone_depth"]))
        anchor = self.labels[self.data.get("from", "anchor")]
        now = parse_time(str(self.data.get("now", NOW)))
        with Repository.open(where) as repo:
            if "forge" not in self.data:
                mode = Mode(self.data.get("mode", ""))
                return judge(repo, anchor, self.data.get("to", "main"), now, mode=mode)
            with asking(self.records, self.folder / "kho", repo) as sources:
                return judge(repo, anchor, self.data.get("to", "main"), now, sources)

    # -- acts -------------------------------------------------------------------------------------

    def do_commit(self, told: dict[str, Any]) -> None:
        """A commit on a branch; on main it is a direct push."""
        branch = told.get("branch", "main")
        who, committer = self._who(told["by"]), told.get("committer")
        if told.get("email") or told.get("key"):
            key = cast(Key, self.world.key(told["key"])) if told.get("key") else who.key
            who = Actor(who.name, told.get("email", who.email), key)
        if told.get("start"):
            self.play.branch(branch, self.labels[told["start"]])
        at = self._when(told)
        made = self.play.commit(
            branch,
            self.world.contents(told["files"]),
            who,
            at,
            told.get("message", "Sửa nội dung"),
            self._who(committer) if committer else None,
            signed=bool(told.get("signed")),
        )
        self._pushed(branch, made, at)
        self._label(told, made)

    def do_merge(self, told: dict[str, Any]) -> None:
        """A two-parent merge, signed with the actor's key unless it says otherwise."""
        who = self._who(told["by"])
        key = None if told.get("unsigned") else self.world.key(told.get("key", told["by"]))
        who = Actor(told.get("name", who.name), told.get("email", who.email), cast(Key | None, key))
        smuggled = self.world.contents(told["smuggled"]) if "smuggled" in told else None
        at = self._when(told)
        made = self.play.merge(
            told["branch"],
            who,
            at,
            told.get("message"),
            told.get("into", "main"),
            smuggled,
        )
        self.records.merged(told["branch"], made, "merge", at)
        self._label(told, made)

    def do_statement(self, told: dict[str, Any]) -> None:
        """A signed statement (E1) of an approver about a branch, as main stands now.

        `base` and `head` name a labelled commit or a branch in place of main and the branch, `withdraw` takes an
        approval back; `ref`, `site`, `roster`, `person`, `digest`, `key`, `namespace` and `other_bytes` bend it.
        """
        who, site = told["by"], told.get("site", "daklak")
        base = self._commit(told.get("base", "main"))
        head = self._commit(told.get("head", told.get("branch", "")))
        with self.play.reader() as repo:
            origin = repo.merge_base(base, head)
            digest = told.get("digest") or change_digest(repo.raw_diff(origin, head))
            board = "daklak" if site == "_chung" else site
            roster = told.get("roster") or repo.blob_id(base, f"sites/{board}/ban-bien-tap.yml")
        statement = Statement(
            branch=told.get("ref", MAIN),
            base=base,
            head=head,
            digest=digest,
            sites=tuple(told.get("sites", [site])),
            roster=roster or "0" * 40,
            person=told.get("person", who),
            at=self._when(told),
            decision="thu-hoi" if told.get("withdraw") else "duyet",
        )
        signed = statement.canonical() + (b"\n" if told.get("other_bytes") else b"")
        armour = self.world.key(told.get("key", who)).sign(signed, told.get("namespace", NAMESPACE))
        keep(self.play.writer, statement, armour, statement.at)

    def do_junk(self, told: dict[str, Any]) -> None:
        """What anybody could put beside the statements about a change (from `base` to `head`).

        `files` by name, `many` pairs that are nothing, or with `half` a statement that names half a character.
        """
        base, head = self._commit(told.get("base", "anchor")), self._commit(told["head"])
        with self.play.reader() as repo:
            digest = change_digest(repo.raw_diff(base, head))
        put = {name: str(text).encode() for name, text in told.get("files", {}).items()}
        for number in range(int(told.get("many", 0))):
            put |= {f"0-{number:03}.json": b"{}", f"0-{number:03}.sig": b"-"}
        if told.get("half"):
            who, at = "truong-ban.daklak", self._when(told)
            ref = "refs/heads/\ud800"
            odd = Statement(ref, base, head, digest, ("daklak",), "0" * 40, who, at, "duyet")
            text = json.dumps(
                {**json.loads(replace(odd, branch=MAIN).canonical()), "nhanh": ref}, sort_keys=True
            )
            put |= {f"{who}-0.json": text.encode(), f"{who}-0.sig": b"-"}
        writer = self.play.writer
        before = writer.ref(EVIDENCE_REF)
        tree = writer.tree(before, {f"{digest}/{name}": data for name, data in put.items()})
        who_wrote = self._who("nguoi-la").author
        made = writer.commit(tree, (before,) if before else (), "Rác", who_wrote, self._when(told))
        writer.set_ref(EVIDENCE_REF, made)

    def do_rebase(self, told: dict[str, Any]) -> None:
        """Put the commits of a branch on main anew, one by one, as a forge's rebase does; unsigned."""
        who = self._who(told["by"])
        with self.play.reader() as repo:
            old = [
                repo.commit(c.sha)
                for c in reversed(repo.commits_between(self.play.main, self.play.tip(told["branch"])))
            ]
        before = self.play.main
        for info in old:
            tree = self.play.writer.merged(self.play.main, info.sha)
            assert tree is not None
            author = Author(info.author.name, info.author.email)
            made = self.play.writer.commit(
                tree, (self.play.main,), info.message, author, self._when(told), who.author
            )
            self.play.move("main", made)
            if told.get("first") and info is old[0]:
                self.labels[told["first"]] = made
        self.records.merged(told["branch"], self.play.main, "rebase", self._when(told), before)
        self._label(told, self.play.main)

    def do_raw_merge(self, told: dict[str, Any]) -> None:
        """A commit with chosen parents (branches) and the tree of one of them, signed."""
        parents = tuple(self.play.tip(b) for b in told["parents"])
        tree = self.play.writer.tree(
            self.play.tip(told["tree_of"]), self.world.contents(told.get("files", {}))
        )
        who = self._who(told["by"])
        key, namespace = self.world.key(told.get("key", told["by"])), str(told.get("namespace", "git"))
        # a signature over other bytes stands for one that was copied from another commit
        extra = b"\n" if told.get("sign_other") else b""

        def sign(data: bytes) -> str:
            return str(told.get("armour") or key.sign(data + extra, namespace))

        author = Author(who.name, who.email)
        made = self.play.writer.commit(tree, parents, "Hợp nhất", author, self._when(told), sign=sign)
        self.play.move("main", made)
        self._label(told, made)

    def do_push(self, told: dict[str, Any]) -> None:
        """Put main where a branch or a labelled commit stands: fast-forward, or force when behind."""
        target = told["what"]
        moved = self.play.move("main", self.labels.get(target) or self.play.tip(target))
        self.records.merged(target, moved, "forward", self._when({"on": told.get("on", NOW)}))
        self._label(told, moved)

    def do_squash(self, told: dict[str, Any]) -> None:
        """One commit on main with the tree of a branch, as a forge squashes; signed by the merger."""
        who = self._who(told["by"])
        writer = self.play.writer
        tree = writer.tree(self.play.tip(told["branch"]), {})
        sign = who.key.sign if who.key else None
        author = self._who(told.get("author", told["by"])).author
        at = self._when(told)
        made = writer.commit(tree, (self.play.main,), "Gộp thành một", author, at, who.author, sign)
        self.records.merged(told["branch"], made, "squash", at)
        self.play.move("main", made)
        self._label(told, made)

    def do_config(self, told: dict[str, Any]) -> None:
        """Append to the repository's own configuration."""
        with (self.folder / "kho" / ".git" / "config").open("a", encoding="utf-8") as file:
            file.write(str(told["text"]).replace("$FOLDER", str(self.folder)))

    def do_file(self, told: dict[str, Any]) -> None:
        """Write a file into the git folder (hooks, attributes, grafts), with labels in it replaced."""
        path = self.folder / "kho" / ".git" / told["path"]
        path.parent.mkdir(parents=True, exist_ok=True)
        text = str(told["text"]).replace("$FOLDER", str(self.folder))
        for label, commit in self.labels.items():
            text = text.replace(f"<{label}>", commit)
        path.write_text(text, "utf-8")
        path.chmod(0o755)

    def do_craft(self, told: dict[str, Any]) -> None:
        """A commit byte by byte: as git would write it, then with texts in it swapped, then signed."""
        branch, who = told.get("branch", "main"), self._who(told["by"])
        if "start" in told or branch not in self.play._tips:
            self.play.branch(branch, self.labels.get(told.get("start", "")))
        parents = tuple(self._commit(b) for b in told.get("parents", [branch]))
        tree = self.play.writer.tree(
            self._commit(told["tree_of"]) if "tree_of" in told else parents[-1],
            self.world.contents(told.get("files", {})),
        )
        stamp = f"{int((at := self._when(told)).timestamp())} +0700"
        lines = [f"tree {tree}", *(f"parent {p}" for p in parents)]
        lines += [f"{role} {who.name} <{who.email}> {stamp}" for role in ("author", "committer")]
        text = "\n".join(lines) + "\n\n" + told.get("message", "Sửa") + "\n"
        for old, new in told.get("swap", []):
            assert old in text, old
            text = text.replace(old, new.replace("<sha>", "3" * 40), 1)
        raw = text.encode("utf-8", "surrogateescape")
        if "key" in told:
            armour = self.world.key(told["key"]).sign(raw).strip().replace("\n", "\n ")
            head, _, body = raw.partition(b"\n\n")
            raw = head + f"\ngpgsig {armour}".encode() + b"\n\n" + body
        made = self.play.move(branch, self.play.writer.store("commit", raw))
        self.records.merged(branch, made, "merge", at)
        self._label(told, made)

    def do_ref(self, told: dict[str, Any]) -> None:
        """Point any reference at a labelled commit or a branch."""
        self.play.writer.set_ref(told["name"], self._commit(told["what"]))

    def do_replace(self, told: dict[str, Any]) -> None:
        """Make git show another commit in the place of one, as `git replace` does."""
        self.play.writer.set_ref(f"refs/replace/{self.labels[told['what']]}", self.labels[told["by"]])

    # -- small things -----------------------------------------------------------------------------

    def _who(self, name: str) -> Actor:
        return self.world.actor(name)

    def _when(self, told: Mapping[str, Any]) -> datetime:
        """Return the time of an act; without one, an hour after another from 2026-11-20 on."""
        if "on" in told:
            try:
                return parse_time(str(told["on"]))
            except UsageError:  # no time that we would take from an operator, but one that a commit can carry
                return datetime.fromisoformat(str(told["on"]))
        self._clock += 1
        return parse_time("2026-11-20T08:00:00+07:00").replace(minute=self._clock)

    def _commit(self, name: str) -> str:
        """Return a labelled commit, or where a branch stands."""
        return self.labels.get(name) or self.play.tip(name)

    def _label(self, told: Mapping[str, Any], commit: str) -> None:
        if "as" in told:
            self.labels[told["as"]] = commit

    def _shallow_clone(self, depth: int) -> Path:
        target = self.folder / "nong"
        source = (self.folder / "kho").as_uri()
        subprocess.run(
            ["git", "clone", "-q", "--depth", str(depth), source, str(target)],
            check=True,
            capture_output=True,
        )
        return target


def differences(teller: Teller, result: GateResult) -> Iterator[str]:
    """Yield what is otherwise than the story expects."""
    expected = teller.data["expect"]
    names = {commit: label for label, commit in teller.labels.items()}
    told = {names.get(s.commit, s.commit): {k: _said(d) for k, d in s.sites.items()} for s in result.steps}
    hoped = {
        label: {site: _hoped(v) for site, v in sites.items()}
        for label, sites in expected.get("steps", {}).items()
    }
    for label in dict.fromkeys([*told, *hoped]):
        got, want = told.get(label), hoped.get(label)
        if got is None or want is None or set(got) != set(want):
            yield f"bước {label}: {got}, lẽ ra {want}"
            continue
        for site, answer in want.items():
            if answer[0] != got[site][0] or (answer[1] and answer[1] != got[site][1]):
                yield f"bước {label}, {site}: {got[site]}, lẽ ra {answer}"
    weak = {(names.get(s.commit), site): list(d.weak) for s in result.steps for site, d in s.sites.items()}
    for label, sites in expected.get("weak", {}).items():
        for site, levels in sites.items():
            if weak.get((label, site)) != levels:
                yield f"bước {label}, {site}: mức yếu {weak.get((label, site))}, lẽ ra {levels}"
    everywhere = expected.get("publishable", {})
    for site, commit in result.publishable.items():
        want_commit = everywhere.get(site, everywhere.get("all"))
        if names.get(commit, commit) != want_commit:
            yield f"{site} xuất bản ở {names.get(commit, commit)}, lẽ ra {want_commit}"
    refused = [r.value for r in result.refused]
    if refused != expected.get("refused", []):
        yield f"từ chối cả lịch sử: {refused}, lẽ ra {expected.get('refused', [])}"


def _said(decision: Decision) -> tuple[list[str], list[str]]:
    """Return result or codes, and the approvers, as a story writes them."""
    codes = [r.value for r in decision.reasons] or [decision.result.value]
    return codes, [a.person for a in decision.approvers]


def _hoped(value: str | list[str]) -> tuple[list[str], list[str]]:
    if isinstance(value, list):
        return value, []
    result, *people = value.split()
    return [result], people
