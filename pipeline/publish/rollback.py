"""Going back to an earlier release, only after proving that it is whole."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from pipeline.errors import ConfigError, UsageError
from pipeline.model.release import Release
from pipeline.model.text import Text
from pipeline.publish.cleanup import sweep
from pipeline.publish.history import Act, note, previous, recover
from pipeline.publish.layout import Place
from pipeline.publish.lock import hold
from pipeline.publish.manifest import DamagedError, verify
from pipeline.publish.switch import switch


def rollback(public: Path, locks: Path, domain: str, now: datetime, to: str | None = None) -> Release:
    """Serve an earlier release again: the one named by `to`, else the one served before the current.

    Raises `UsageError` where there is none, `ConfigError` where it is damaged; `current` then stays.
    """
    place = Place.of(public, domain)
    with hold(locks, domain):
        sweep(place)
        recover(place, now)
        name = to or previous(place)
        if name is None:
            raise UsageError(
                Text(
                    f"{domain} không có bản phát hành nào trước bản hiện hành.",
                    f"{domain} has no earlier release.",
                ),
                _SEE,
            )
        folder = place.release(name)
        if not folder.is_dir():
            raise UsageError(
                Text(f"{domain} không có bản phát hành {name}.", f"{domain} has no release {name}."), _SEE
            )
        try:
            record = verify(folder)
        except DamagedError as error:
            raise ConfigError(
                Text(
                    f"Bản phát hành {name} bị hỏng, không thể quay lại: {error.text.vi}.",
                    f"Release {name} is damaged and cannot be served: {error.text.en}.",
                ),
                Text(
                    "Hãy chọn bản khác bằng tùy chọn --to, hoặc dựng và đăng lại.",
                    "Choose another one with --to, or build and publish again.",
                ),
            ) from None
        if place.current_id() != name:
            switch(place, name)
            note(place, Act.ROLLBACK, name, now)
    return record.release


_SEE = Text(
    "Hãy xem các bản đang có bằng lệnh: congtinh releases --site TRANG",
    "See the releases that exist with: congtinh releases --site SITE",
)
