"""Going back: to what was served before, never to a damaged release, never forward by accident."""

from __future__ import annotations

import pytest
from publish_ground import DOMAIN, NOW, Ground, Make

from pipeline.errors import ConfigError, UsageError
from pipeline.publish import publish_site, rollback


def _publish(ground: Ground, make: Make, *texts: str) -> list[str]:
    return [publish_site(make(text), ground.public, ground.locks, NOW).id for text in texts]


def _back(ground: Ground, to: str | None = None) -> str:
    return rollback(ground.public, ground.locks, DOMAIN, NOW, to).id


def test_back_to_the_previous_and_further(ground: Ground, make: Make) -> None:
    one, two, _three = _publish(ground, make, "Một", "Hai", "Ba")
    assert _back(ground) == two and "<h1>Hai</h1>" in ground.served()
    assert _back(ground) == one and "<h1>Một</h1>" in ground.served()
    with pytest.raises(UsageError, match="không có bản phát hành nào trước"):
        _back(ground)
    assert "<h1>Một</h1>" in ground.served()


def test_release_that_was_left_is_not_previous_any_more(ground: Ground, make: Make) -> None:
    _one, two, _bad = _publish(ground, make, "Một", "Hai", "Bản hỏng ý")
    _back(ground)
    _publish(ground, make, "Bốn")
    assert _back(ground) == two


def test_named_release(ground: Ground, make: Make) -> None:
    one, _two, three = _publish(ground, make, "Một", "Hai", "Ba")
    assert _back(ground, one) == one and "<h1>Một</h1>" in ground.served()
    assert _back(ground, three) == three and "<h1>Ba</h1>" in ground.served()
    assert _back(ground, three) == three  # already there: nothing to do, no fault


def test_damaged_release_is_refused_and_the_served_one_stays(ground: Ground, make: Make) -> None:
    one, _two = _publish(ground, make, "Một", "Hai")
    (ground.folder / "releases" / one / "index.html").write_text("bị sửa")
    with pytest.raises(ConfigError, match=r"bị hỏng.*index\.html"):
        _back(ground)
    assert "<h1>Hai</h1>" in ground.served()


def test_release_with_a_smuggled_file_is_refused(ground: Ground, make: Make) -> None:
    one, _two = _publish(ground, make, "Một", "Hai")
    (ground.folder / "releases" / one / "them.html").write_text("thêm")
    with pytest.raises(ConfigError, match=r"thừa tệp them\.html"):
        _back(ground, one)


def test_release_with_a_link_is_refused(ground: Ground, make: Make) -> None:
    one, _two = _publish(ground, make, "Một", "Hai")
    page = ground.folder / "releases" / one / "404.html"
    page.unlink()
    page.symlink_to("/etc/hostname")
    with pytest.raises(ConfigError, match="không phải là tệp thường"):
        _back(ground, one)


@pytest.mark.parametrize("name", ["../../x", "current", "", "20261122T020000Z-zzz", "/etc"])
def test_what_is_no_release_id_is_refused(ground: Ground, make: Make, name: str) -> None:
    one, _two = _publish(ground, make, "Một", "Hai")
    if name == "":
        assert _back(ground, None) == one  # an empty option is no option
        return
    with pytest.raises(ConfigError, match="không phải là mã bản phát hành"):
        _back(ground, name)


def test_unknown_release_and_unpublished_site(ground: Ground, make: Make) -> None:
    with pytest.raises(UsageError, match="không có bản phát hành nào trước"):
        _back(ground)
    _publish(ground, make, "Một")
    with pytest.raises(UsageError, match="không có bản phát hành 2020"):
        _back(ground, "20200101T000000Z-000000000000")


def test_previous_release_outlives_pruning(ground: Ground, make: Make) -> None:
    made = _publish(ground, make, *(f"Bản {n}" for n in range(10)))
    _back(ground, made[1])
    _publish(ground, make, "Mới A")  # ten are kept: made[1] stays, being what came before
    assert made[1] in ground.names() and len(ground.names()) == 10
    assert _back(ground) == made[1]


def test_lost_log_is_no_disaster(ground: Ground, make: Make) -> None:
    one, _two = _publish(ground, make, "Một", "Hai")
    (ground.folder / "history.jsonl").write_bytes(b'{"at": "2026\xff torn')
    with pytest.raises(UsageError):
        _back(ground)  # what came before is not known any more: it is not guessed
    assert _back(ground, one) == one
    assert "<h1>Một</h1>" in ground.served()
