"""Publishing one audited site: lock, sweep, stage, switch, note, prune."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pipeline.errors import ConfigError, UsageError
from pipeline.model.release import AuditedSite, Origin, Release
from pipeline.model.text import Text
from pipeline.publish import durable
from pipeline.publish.cleanup import KEEP, prune, sweep
from pipeline.publish.history import Act, current_record, next_number, note, recover
from pipeline.publish.layout import Place
from pipeline.publish.lock import hold
from pipeline.publish.stage import stage
from pipeline.publish.switch import switch


@dataclass(frozen=True, slots=True)
class Outcome:
    """The release that is served now; `changed` is False where the content was the served one already."""

    release: Release
    changed: bool

    @property
    def words(self) -> Text:
        """Return the outcome in a word or two, for tables."""
        return Text("đã đăng", "published") if self.changed else Text("không đổi", "unchanged")


def publish(audited: AuditedSite, public: Path, locks: Path, now: datetime, *, keep: int = KEEP) -> Outcome:
    """Publish an audited site to public/<domain>/ whole or not at all.

    Content equal to what is served makes no new release. Raises `Busy` when another run publishes the
    same domain, `UsageError` for previews and for trees changed since the audit, `ConfigError` for bad
    domain names and disks that cannot be written; then the old release stays as it was.
    """
    _refuse(audited)
    place = Place.of(public, audited.built.domain)
    with hold(locks, audited.built.domain):
        try:
            durable.make_folder(place.folder)
            sweep(place)
            recover(place, now)
            served = current_record(place)
            if served and served.release.digest == audited.manifest.digest:
                return Outcome(served.release, changed=False)
            release = stage(audited, place, next_number(place), now)
            switch(place, release.id)
            note(place, Act.PUBLISH, release.id, now)
            with suppress(OSError):  # the release is served; the next run sweeps what is left
                prune(place, keep)
        except OSError as error:
            raise _cannot_write(error, place) from error
    return Outcome(release, changed=True)


def publish_site(audited: AuditedSite, public: Path, locks: Path, now: datetime) -> Release:
    """Publish as `publish` does and return the release that is served."""
    return publish(audited, public, locks, now).release


def _refuse(audited: AuditedSite) -> None:
    if not isinstance(audited, AuditedSite):
        raise TypeError("publish takes an AuditedSite, which pipeline.audit makes")
    if audited.built.origin is not Origin.APPROVED:
        raise UsageError(
            Text(
                f"Trang {audited.built.site} là bản xem trước, không được đăng.",
                f"Site {audited.built.site} is a preview and cannot be published.",
            ),
            Text(
                "Hãy đăng bằng lệnh: congtinh publish (chỉ lấy nội dung đã được phê duyệt).",
                "Publish with: congtinh publish (it takes approved content only).",
            ),
        )
    if not audited.report.clean or not audited.built.commit:
        raise TypeError("an AuditedSite of approved content has no errors and names its commit")


def _cannot_write(error: OSError, place: Place) -> ConfigError:
    name = Path(str(error.filename)).name if error.filename else place.folder.name
    return ConfigError(
        Text(
            f"Không ghi được {name} của {place.folder.name}: {error.strerror}.",
            f"Cannot write {name} of {place.folder.name}: {error.strerror}.",
        ),
        Text(
            "Hãy kiểm tra dung lượng đĩa và quyền ghi; bản đang phục vụ không bị ảnh hưởng.",
            "Check free space and permissions; the release that is served is not affected.",
        ),
    )
