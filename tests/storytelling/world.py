"""The small world of the stories: three sites with their boards, keys made by ssh-keygen, governance files."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from pipeline.demo.play import Actor, Key, enroll
from pipeline.history.writer import Content, Link, Submodule
from tests.forges.records import PROJECTS, account
from tests.storytelling.openpgp import PgpKey

SITES = {"daklak": ["daklak"], "krongpac.daklak": ["daklak", "krongpac"], "gialai": ["gialai"]}
ROLES = ("truong-ban", "pho-truong-ban", "thuong-truc", "thu-ky", "thanh-vien", "to-ky-thuat", "quan-tri")
OUTSIDERS = ("phong-vien", "phong-vien-2", "nguoi-la")

POLICY: dict[str, Any] = {
    "trang_goc": "daklak",
    "lop": [
        {
            "ten": "noi-dung",
            "mau": ["content/{trang}/**"],
            "so_nguoi": 1,
            "vai_tro": ["truong-ban", "pho-truong-ban", "thuong-truc"],
            "bang_chung": ["E1", "E2", "E3"],
        },
        {
            "ten": "uy-quyen",
            "mau": ["sites/{trang}/uy-quyen.yml"],
            "so_nguoi": 1,
            "vai_tro": ["truong-ban"],
            "tu_ky": True,
            "bang_chung": ["E1", "E2", "E3"],
        },
        {
            "ten": "trang",
            "mau": ["sites/{trang}/site.yml", "sites/{trang}/mien-tru.yml"],
            "so_nguoi": 1,
            "vai_tro": ["truong-ban"],
            "bang_chung": ["E1", "E2", "E3"],
        },
        {
            "ten": "quan-tri",
            "mau": ["sites/**", "theme/**", "pipeline/**", "*"],
            "so_nguoi": 2,
            "vai_tro": ["truong-ban", "quan-tri"],
            "trang": "goc",
            "bang_chung": ["E1", "E2", "E3"],
        },
    ],
    "trang": {},
}


class World:
    """People with keys, and the governance files that a story begins with."""

    def __init__(self, keys: Path, story: Mapping[str, Any]) -> None:
        self._keys = keys
        self._story = story

    def key(self, name: str) -> Key | PgpKey:
        """Return the key of this name; the same name is the same key in every story of a run.

        What the story describes under `pgp` is an OpenPGP key, everything else one of ssh-keygen.
        """
        if name in self._story.get("pgp", {}):
            return PgpKey(name, self._story["pgp"][name] or {})
        return Key.generate(self._keys / name)

    def actor(self, name: str) -> Actor:
        """Return somebody by name ("truong-ban.daklak", "phong-vien"); outsiders have keys no board knows."""
        return Actor(name, f"{name}@vi-du.example", Key.generate(self._keys / name))

    def files(self) -> dict[str, Content]:
        """Return what stands in the repository at the anchor."""
        policy = copy.deepcopy(POLICY)
        for name, patch in self._story.get("policy", {}).items():
            if name == "site_settings":
                policy["trang"].update(patch)
            next((c for c in policy["lop"] if c["ten"] == name), {}).update(patch)
        for site, keys in self._story.get("forge_keys", {}).items():
            policy["trang"].setdefault(site, {})["forge"] = {
                "loai": "gitlab",
                "dia_chi": "https://git.vi-du.example",
                "du_an": 42,
                "khoa": [self._forge_key(**each) for each in keys],
            }
        made: dict[str, Content] = {
            "sites/_chung/phe-duyet.yml": dump(policy),
            "sites/_chung/quy-che/daklak.yml": dump({"ma": "daklak", "thuong_truc_duyet": False}),
            "sites/_chung/quy-che/krongpac.yml": dump({"ma": "krongpac", "thuong_truc_duyet": True}),
            "sites/_chung/quy-che/gialai.yml": dump({"ma": "gialai"}),
            "sites/_chung/loai/tin-tuc.yml": dump({"loai": "tin-tuc", "nhay_cam": False}),
            "sites/_chung/loai/van-ban.yml": dump({"loai": "van-ban", "nhay_cam": True}),
            "sites/_chung/loai/quang-cao.yml": dump({"loai": "quang-cao", "nhay_cam": True}),
            "README.md": b"Kho th\xe1\xbb\xad\n",
        }
        for site, profiles in SITES.items():
            made[f"sites/{site}/site.yml"] = dump(
                {"ten": site, "quy_che": profiles, **self._story.get("sites", {}).get(site, {})}
            )
            made[f"sites/{site}/ban-bien-tap.yml"] = self.board(site)
        made.update(self.contents(self._story.get("files", {})))
        return made

    def board(self, site: str, patches: Mapping[str, Any] | None = None) -> bytes:
        """Return a site's board with the story's changes, and further ones on top.

        A patch names a person and may change `khoa` (the first key), `bo_nhiem` (the appointment),
        `nguoi` (the person), or add: `them_khoa` further keys, `pgp` an OpenPGP key with dates; `bo` leaves the
        person out.
        """
        changes = {**self._story.get("board", {}), **(patches or {})}
        people, appointments = [], []
        names = [f"{role}.{site}" for role in ROLES] + [n for n in changes if n.endswith("@" + site)]
        for name in names:
            person_id = name.removesuffix("@" + site)
            patch = changes.get(name, {})
            if patch.get("bo"):
                continue
            actor = self.actor(person_id)
            assert actor.key is not None
            keys: list[dict[str, Any]] = [{**enroll(actor.key, "2026-01-01"), **patch.get("khoa", {})}]
            keys += [enroll(Key.generate(self._keys / k), "2026-01-01") for k in patch.get("them_khoa", [])]
            keys += [self._pgp(**entry) for entry in patch.get("pgp", [])]
            accounts = (
                {"tai_khoan": {k: account(person_id, k) for k in PROJECTS}} if "forge" in self._story else {}
            )
            people.append(
                {"ma": person_id, "ho_ten": person_id, "email": actor.email, **accounts, "khoa": keys}
                | patch.get("nguoi", {})
            )
            appointments.append(
                {
                    "nguoi": person_id,
                    "vai_tro": person_id.split(".")[0],
                    "quyet_dinh": {"so": f"01/QĐ-{site}", "ngay": "2025-12-31", "co_quan": "UBND"},
                    "tu": "2026-01-01",
                    "den": "2030-12-31",
                }
                | ({"duyet": True} if person_id.startswith("thuong-truc") else {})
                | patch.get("bo_nhiem", {})
            )
            appointments += [{**appointments[-1], **more} for more in patch.get("them_bo_nhiem", [])]
        given = [delegation(d) for d in self._story.get("delegations", {}).get(site, [])]
        return dump({"nguoi": people, "bo_nhiem": appointments, "uy_quyen": given})

    def _pgp(self, khoa: str, **dates: str) -> dict[str, Any]:
        return {"gpg": self.key(khoa).public, "tu": "2026-01-01", "den": None, "thu_hoi": None, **dates}

    def _forge_key(self, khoa: str, **dates: str) -> dict[str, Any]:
        key = self.key(khoa)
        kind = "gpg" if isinstance(key, PgpKey) else "ssh"
        return {kind: key.public, "tu": "2026-01-01", "den": None, "thu_hoi": None, **dates}

    def contents(self, files: Mapping[str, Any]) -> dict[str, Content]:
        """Return what a story writes under paths: text, an item as a mapping, a link, nothing."""
        return {path: self._content(value) for path, value in files.items()}

    def _content(self, value: Any) -> Content:
        if value is None:
            return None
        if isinstance(value, str):
            return value.encode()
        if isinstance(value, list):
            return dump([delegation(d) for d in value])
        if "$link" in value:
            return Link(value["$link"])
        if "$submodule" in value:
            return Submodule(value["$submodule"])
        if "$board" in value:
            return self.board(value["$board"], value.get("patch"))
        meta = {k: v for k, v in value.items() if k != "body"}
        return b"---\n" + dump(meta) + b"---\n" + str(value.get("body", "Nội dung.\n")).encode()


def delegation(short: Mapping[str, Any]) -> dict[str, Any]:
    """Return a delegation with what every delegation has."""
    return {"ly_do": "di-vang", "van_ban": {"so": "12/UQ", "ngay": "2026-11-19"}, **short}


def dump(value: Any) -> bytes:
    """Return a value as YAML; dates stand without quotes."""
    text = yaml.dump(value, Dumper=_NoAnchors, allow_unicode=True, sort_keys=False, width=1000)
    return str(text).encode()


class _NoAnchors(yaml.SafeDumper):
    """Governance files may hold no anchors, so what is used twice is written twice."""

    def ignore_aliases(self, data: Any) -> bool:
        return True
