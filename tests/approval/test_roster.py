"""A board is read strictly: what could be misread appoints nobody."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from pipeline.approval.keys import BadKey, fingerprint_of, read_signature
from pipeline.approval.policy import compile_pattern, parse_policy
from pipeline.approval.roster import Roster, parse_roster
from pipeline.approval.signatures import ssh_keygen, verify
from pipeline.approval.strictfile import BadFile, read_yaml
from pipeline.demo.play import Key
from pipeline.model.approval import Reason
from tests.storytelling.world import POLICY, dump

GOOD = """\
co_quan_thuong_truc: Trung tâm
nguoi:
  - {ma: truong-ban, ho_ten: Trưởng Ban, email: TB@vi-du.example, tai_khoan: {gitlab: 4711}, khoa: []}
  - {ma: pho, ho_ten: Phó, email: pho@vi-du.example}
bo_nhiem:
  - {nguoi: truong-ban, vai_tro: truong-ban, quyet_dinh: {so: 01/QĐ, ngay: 2026-01-02}, tu: 2026-01-02, den: null, duyet: false}
uy_quyen:
  - {tu_nguoi: truong-ban, cho: pho, ly_do: di-vang, loai: [tin-tuc], tu: 2026-11-20, den: 2026-11-30, van_ban: {so: 12/UQ, ngay: 2026-11-19}}
"""


def parse(text: str, delegations: str | None = None) -> Roster:
    return parse_roster("daklak", "0" * 40, text.encode(), delegations.encode() if delegations else None)


def test_the_form_of_the_papers_is_read() -> None:
    roster = parse(GOOD)
    assert [p.id for p in roster.people] == ["truong-ban", "pho"]
    assert roster.people[0].email == "tb@vi-du.example"
    assert roster.people[0].accounts == {"gitlab": 4711}
    assert roster.appointments[0].period.last is None
    assert roster.delegations[0].types == {"tin-tuc"}


@pytest.mark.parametrize("form", ["- {0}", "uy_quyen:\n  - {0}"])
def test_both_places_of_delegations_count(form: str) -> None:
    more = "{tu_nguoi: truong-ban, cho: pho, ly_do: phan-cong, tu: 2027-01-01, den: 2027-01-31, van_ban: {so: 1/UQ, ngay: 2026-12-31}}"
    assert len(parse(GOOD, form.replace("{0}", more)).delegations) == 2


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("den: null", "dne: null"),  # a misspelt key would leave a term open
        ("ma: pho,", "ma: truong-ban,"),
        ("vai_tro: truong-ban,", "vai_tro: giam-doc,"),
        ("{nguoi: truong-ban,", "{nguoi: ai-do,"),
        ("cho: pho", "cho: ai-do"),
        ("ly_do: di-vang", "ly_do: ban-viec"),
        ("tu: 2026-01-02", "tu: 02/01/2026"),
        ("tu: 2026-01-02", "tu: 2026-02-30"),
        ("den: 2026-11-30", "den: 2026-11-19"),
        ("den: 2026-11-30", "den: null"),  # a delegation has an end
        ("duyet: false", "duyet: yes"),
        ("duyet: false", "duyet: 0"),
        ("ma: pho,", "ma: no,"),
        ("ma: pho,", "ma: true,"),
        ("ma: pho,", "ma: 7,"),
        ("so: 01/QĐ,", "so: on,"),
        ("gitlab: 4711", "gitlab: ten-dang-nhap"),
        ("gitlab: 4711", "gitlab: true"),
        ("khoa: []", "khoa: [{ssh: ssh-ed25519 AAAA, tu: 2026-01-01}]"),
        ("khoa: []", "khoa: {}"),
        ("nguoi:\n", "nguoi: &moi\n"),
        ("bo_nhiem:\n", "nguoi: []\nbo_nhiem:\n"),
        ("co_quan_thuong_truc: Trung tâm", "- Trung tâm"),
        ("[tin-tuc]", "[]"),
    ],
)
def test_whatever_could_be_misread_is_refused(old: str, new: str) -> None:
    assert old in GOOD
    with pytest.raises(BadFile):
        parse(GOOD.replace(old, new, 1))


def test_bytes_that_are_not_utf8_are_refused() -> None:
    with pytest.raises(BadFile):
        parse_roster("daklak", "0" * 40, b"nguoi: [\xff]")


def test_a_key_of_two_people_proves_neither(keys: Path) -> None:
    line = f"khoa: [{{ssh: {Key.generate(keys / 'chung').public}, tu: 2026-01-01}}]"
    once = GOOD.replace("khoa: []", line)
    assert parse(once).people[0].keys[0].period.last is None
    with pytest.raises(BadFile):
        parse(once.replace("email: pho@vi-du.example}", f"email: pho@vi-du.example, {line}}}"))


def test_days_are_days_in_viet_nam() -> None:
    period = parse(GOOD).delegations[0].period
    assert period.holds(datetime.fromisoformat("2026-11-19T17:00:00+00:00"))
    assert not period.holds(datetime.fromisoformat("2026-11-19T16:59:59+00:00"))
    assert period.holds(datetime.fromisoformat("2026-11-30T23:59:59+07:00"))
    assert not period.holds(datetime.fromisoformat("2026-11-30T17:00:00+00:00"))


def test_a_key_is_worth_nothing_from_the_day_of_its_revocation_on(keys: Path) -> None:
    line = f"{{ssh: {Key.generate(keys / 'thu-hoi').public}, tu: 2026-01-01, thu_hoi: 2026-11-20}}"
    key = parse(GOOD.replace("khoa: []", f"khoa: [{line}]")).people[0].keys[0]
    assert key.holds(datetime.fromisoformat("2026-11-19T23:59:59+07:00"))
    assert not key.holds(datetime.fromisoformat("2026-11-20T00:00:00+07:00"))
    assert not key.holds(datetime.fromisoformat("2025-12-31T23:59:59+07:00"))


# -- policy ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("content/daklak/tin-tuc/a.md", ("noi-dung", "daklak")),
        ("content/daklak/tin-tuc/một\nhai.md", ("noi-dung", "daklak")),
        ("content/daklak", None),
        ("content/la/a.md", None),
        ("sites/daklak/uy-quyen.yml", ("uy-quyen", "daklak")),
        ("sites/daklak/site.yml", ("trang", "daklak")),
        ("sites/daklak/ban-bien-tap.yml", ("quan-tri", "_chung")),
        ("sites/daklak/them/site.yml", ("quan-tri", "_chung")),
        ("sites/la/site.yml", None),
        ("README.md", ("quan-tri", "_chung")),
        ("la/README.md", None),
        ("contentx/daklak/a.md", None),
    ],
)
def test_the_first_class_that_matches_wins(path: str, expected: tuple[str, str] | None) -> None:
    place = parse_policy(dump(POLICY)).place(path, {"daklak"})
    assert (place and (place.path_class.name, place.realm)) == expected


def test_a_placeholder_is_one_name_and_the_same_everywhere() -> None:
    pattern = compile_pattern("content/{trang}/{trang}.md")
    assert pattern.fullmatch("content/a/a.md")
    assert not pattern.fullmatch("content/a/b.md")
    assert not compile_pattern("content/{trang}/x").fullmatch("content/a/b/x")
    assert not compile_pattern("*.md").fullmatch("a/b.md")


@pytest.mark.parametrize(
    "patch",
    [
        {"so_nguoi": 0},
        {"so_nguoi": True},
        {"vai_tro": ["giam-doc"]},
        {"vai_tro": []},
        {"bang_chung": ["E6"]},
        {"mau": ["content/**"]},
        {"trang": "daklak"},
        {"tu_ki": True},
    ],
)
def test_a_policy_that_could_be_misread_is_refused(patch: dict[str, object]) -> None:
    broken = {**POLICY, "lop": [{**POLICY["lop"][0], **patch}]}
    with pytest.raises(BadFile):
        parse_policy(dump(broken))


# -- keys and signatures --------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["ed25519", "ecdsa", "rsa"])
def test_our_fingerprint_is_the_one_of_ssh_keygen(keys: Path, kind: str) -> None:
    key = Key.generate(keys / f"kieu-{kind}", kind)
    told = ssh_keygen("-l", "-f", str(key.path) + ".pub").stdout.decode().split()[1]
    assert fingerprint_of(key.public + " ghi chú") == told
    claim = read_signature(key.sign(b"noi dung", "pheduyet@v1"))
    assert (claim.fingerprint, claim.namespace) == (told, "pheduyet@v1")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ssh-ed25519",
        "ssh-dss AAAAB3NzaC1kc3M=",
        "ssh-ed25519 AAAAB3NzaC1yc2EAAAA=",
        "ssh-ed25519 ????",
        'command="x" ssh-ed25519 AAAA',
        "ssh-ed25519 AAAA\nssh-ed25519 AAAA",
    ],
)
def test_what_is_no_public_key_is_refused(text: str) -> None:
    with pytest.raises(BadKey):
        fingerprint_of(text)


def test_a_signature_counts_only_for_its_bytes_key_and_purpose(keys: Path) -> None:
    key, other = Key.generate(keys / "mot"), Key.generate(keys / "hai")
    known = {fingerprint_of(key.public): key.public}
    signed = key.sign(b"noi dung")
    assert verify(b"noi dung", signed, "git", known.get).fingerprint == fingerprint_of(key.public)
    assert verify(b"noi dung.", signed, "git", known.get).reason is Reason.CHU_KY_SAI
    assert verify(b"noi dung", signed, "pheduyet@v1", known.get).reason is Reason.KHOA_KHONG_HOP_LE
    assert verify(b"noi dung", other.sign(b"noi dung"), "git", known.get).reason is Reason.KHOA_KHONG_HOP_LE
    assert verify(b"noi dung.", other.sign(b"noi dung"), "git", known.get).reason is Reason.CHU_KY_SAI
    broken = signed.replace("\n", "\nA", 2)
    assert verify(b"noi dung", broken, "git", known.get).reason is Reason.CHU_KY_SAI
    # the enrolled key under the stranger's fingerprint: what ssh-keygen says decides, not our own reading
    crossed = {fingerprint_of(other.public): key.public}
    assert verify(b"noi dung", other.sign(b"noi dung"), "git", crossed.get).reason is Reason.CHU_KY_SAI


def test_a_governance_file_that_is_too_large_is_not_read() -> None:
    with pytest.raises(BadFile, match="quá lớn"):
        read_yaml(b"nguoi:\n" + b"  - {ma: a}\n" * 200_000, "sites/daklak/ban-bien-tap.yml")
