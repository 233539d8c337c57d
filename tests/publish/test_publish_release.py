"""A release appears whole or not at all, and nothing but audited, approved content becomes one."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from publish_ground import DOMAIN, NOW, Ground, Make

from pipeline.errors import ConfigError, UsageError
from pipeline.model.release import Origin
from pipeline.publish import current_release, entries, publish, publish_site, releases
from pipeline.publish.manifest import DamagedError, verify


def test_first_release_is_served_and_proved(ground: Ground, make: Make) -> None:
    audited = make("Đắk Lắk")
    release = publish_site(audited, ground.public, ground.locks, NOW)
    assert release.id == f"20261122T020000Z-{audited.manifest.digest[:12]}"
    assert "Đắk Lắk" in ground.served()
    assert (ground.folder / "current").readlink().as_posix() == f"releases/{release.id}"
    record = verify(ground.folder / "releases" / release.id)
    assert record.release == release
    assert dict(record.manifest.files) == dict(audited.manifest.files)
    assert (release.site, release.domain, release.commit, release.created_at) == (
        "daklak",
        DOMAIN,
        "a" * 40,
        NOW,
    )


def test_manifest_is_readable_json_with_every_file(ground: Ground, make: Make) -> None:
    publish_site(make("Đắk Lắk"), ground.public, ground.locks, NOW)
    said = json.loads(ground.served("manifest.json"))
    assert said["schema"] == 1
    assert said["release"]["domain"] == DOMAIN
    assert sorted(said["files"]) == [
        "404.html", "assets/kieu.css", "index.html", "tin-tuc/2026/bai-viet/index.html",
    ]  # fmt: skip


def test_equal_content_makes_no_new_release(ground: Ground, make: Make) -> None:
    first = publish(make("Một"), ground.public, ground.locks, NOW)
    again = publish(make("Một"), ground.public, ground.locks, NOW + timedelta(hours=1))
    assert first.changed and not again.changed
    assert again.release == first.release
    assert again.words.vi == "không đổi"
    assert ground.names() == [first.release.id]


def test_ids_stay_unique_within_one_second(ground: Ground, make: Make) -> None:
    ids = [publish_site(make(t), ground.public, ground.locks, NOW).id for t in ("A", "B", "A", "B", "A")]
    assert len(set(ids)) == 5
    assert ids[2] == ids[0] + "-2" and ids[4] == ids[0] + "-3"
    assert [r.id for r in releases(ground.public, DOMAIN)] == ids[::-1]  # order of publishing, not of names
    assert "<h1>A</h1>" in ground.served()


def test_damaged_current_release_is_replaced_by_equal_content(ground: Ground, make: Make) -> None:
    first = publish_site(make("Một"), ground.public, ground.locks, NOW)
    (ground.folder / "current" / "index.html").write_text("bị sửa tay")
    outcome = publish(make("Một"), ground.public, ground.locks, NOW)
    assert outcome.changed and outcome.release.id != first.id
    assert "<h1>Một</h1>" in ground.served()


def test_preview_is_refused(ground: Ground, make: Make) -> None:
    with pytest.raises(UsageError, match="bản xem trước"):
        publish_site(make("Một", origin=Origin.PREVIEW), ground.public, ground.locks, NOW)
    assert not ground.folder.exists()


def test_what_was_not_audited_is_refused(ground: Ground, make: Make) -> None:
    with pytest.raises(TypeError):
        publish_site(make("Một").built, ground.public, ground.locks, NOW)  # type: ignore[arg-type]
    assert not ground.public.exists()


@pytest.mark.parametrize(
    "domain",
    ["", "daklak", "../x.vn", "a..vn", "-a.vn", "DAKLAK.gov.vn", "đắk.vn", "a.vn:80", "a.vn/b", "a.vn\n"],
)
def test_bad_domain_never_becomes_a_folder(ground: Ground, make: Make, domain: str) -> None:
    audited = make("Một")
    object.__setattr__(audited.built, "domain", domain)
    with pytest.raises(ConfigError, match="tên miền hợp lệ"):
        publish_site(audited, ground.public, ground.locks, NOW)
    assert not ground.public.exists() and not ground.locks.exists()


@pytest.mark.parametrize("deed", ["changed", "added", "removed", "linked"])
def test_tree_changed_since_the_audit_is_refused(ground: Ground, make: Make, deed: str) -> None:
    publish_site(make("Một"), ground.public, ground.locks, NOW)
    audited = make("Hai")
    page = audited.built.directory / "index.html"
    if deed == "changed":
        page.write_text("thay sau khi kiểm tra")
    elif deed == "added":
        (audited.built.directory / "la.html").write_text("thêm")
    else:
        page.unlink()
        if deed == "linked":
            page.symlink_to("/etc/hostname")
    with pytest.raises(UsageError, match="không còn như lúc kiểm tra"):
        publish_site(audited, ground.public, ground.locks, NOW)
    assert "<h1>Một</h1>" in ground.served()
    assert len(ground.names()) == 1  # nothing half-written stays


def test_site_with_a_file_named_manifest_is_refused(ground: Ground, make: Make) -> None:
    with pytest.raises(ConfigError, match=r"manifest\.json"):
        publish_site(make("Một", more={"manifest.json": "{}"}), ground.public, ground.locks, NOW)
    assert not (ground.folder / "current").exists()


def test_ten_releases_are_kept(ground: Ground, make: Make) -> None:
    made = [publish_site(make(f"Bản {n}"), ground.public, ground.locks, NOW).id for n in range(13)]
    assert ground.names() == sorted(made[3:])
    assert "<h1>Bản 12</h1>" in ground.served()


def test_unwritable_disk_is_an_operators_fault(ground: Ground, make: Make) -> None:
    publish_site(make("Một"), ground.public, ground.locks, NOW)
    releases_folder = ground.folder / "releases"
    releases_folder.rename(ground.folder / "cat-di")
    releases_folder.write_text("một tệp chắn chỗ")
    with pytest.raises(ConfigError, match="Không ghi được"):
        publish_site(make("Hai"), ground.public, ground.locks, NOW)


def test_folder_in_the_place_of_the_link_is_not_overwritten(ground: Ground, make: Make) -> None:
    (ground.folder / "current").mkdir(parents=True)
    with pytest.raises(ConfigError, match="không phải là liên kết mềm"):
        publish_site(make("Một"), ground.public, ground.locks, NOW)


def test_listing_names_damage(ground: Ground, make: Make) -> None:
    old = publish_site(make("Một"), ground.public, ground.locks, NOW)
    new = publish_site(make("Hai"), ground.public, ground.locks, NOW)
    (ground.folder / "releases" / old.id / "assets/kieu.css").write_text("khác")
    listed = entries(ground.public, DOMAIN, prove=True)
    assert [(e.id, e.current, e.release is not None) for e in listed] == [
        (new.id, True, True),
        (old.id, False, False),
    ]
    assert listed[1].fault and "assets/kieu.css" in listed[1].fault.vi


def _forge_digest(said: dict[str, dict[str, str]]) -> None:
    said["release"]["digest"] = "0" * 64


def _forge_file(said: dict[str, dict[str, str]]) -> None:
    said["files"]["index.html"] = "0" * 64


def _forge_id(said: dict[str, dict[str, str]]) -> None:
    said["release"]["id"] = "20200101T000000Z-000000000000"


@pytest.mark.parametrize("forge", [_forge_digest, _forge_file, _forge_id])
def test_forged_manifest_does_not_verify(ground: Ground, make: Make, forge) -> None:  # type: ignore[no-untyped-def]
    release = publish_site(make("Một"), ground.public, ground.locks, NOW)
    folder = ground.folder / "releases" / release.id
    said = json.loads((folder / "manifest.json").read_text("utf-8"))
    forge(said)
    (folder / "manifest.json").write_text(json.dumps(said), "utf-8")
    with pytest.raises(DamagedError):
        verify(folder)


@pytest.mark.parametrize(
    "junk", ["", "[]", "null", '{"schema":1}', '{"schema":2}', "\xff", '{"schema":1,"release":3}']
)
def test_junk_manifest_is_damage_and_no_traceback(ground: Ground, make: Make, junk: str) -> None:
    release = publish_site(make("Một"), ground.public, ground.locks, NOW)
    (ground.folder / "releases" / release.id / "manifest.json").write_text(junk, "latin-1")
    assert [e.release for e in entries(ground.public, DOMAIN)] == [None]
    assert publish(make("Hai"), ground.public, ground.locks, NOW).changed


def test_current_release_is_what_is_served(ground: Ground, make: Make) -> None:
    assert current_release(ground.public, DOMAIN) is None
    publish_site(make("Một"), ground.public, ground.locks, NOW)
    two = publish_site(make("Hai"), ground.public, ground.locks, NOW)
    assert current_release(ground.public, DOMAIN) == two
    (ground.folder / "current" / "manifest.json").unlink()
    assert current_release(ground.public, DOMAIN) is None
