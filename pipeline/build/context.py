"""What all view makers share while the pages of one site are made."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pipeline.build import phrases as p
from pipeline.build.entries import Entries
from pipeline.build.inputs import SiteInput
from pipeline.build.picture_size import size_of
from pipeline.build.values import words, write_size
from pipeline.build.views import File, Picture
from pipeline.build.views_own import Link
from pipeline.model.content import Attachment, Edition, Value, as_list
from pipeline.model.links import LinkIndex, LinkKind, file_url, home
from pipeline.model.site import FieldSpec, Site

# Only kinds that a browser does not run: a page, style or script among the files of a site would act
# in the site's own name. Drawings (svg) are served with a policy that stops their scripts.
SAFE_SUFFIXES = words(
    "svg png jpg jpeg gif webp avif ico "
    "pdf txt csv tsv json geojson kml gpx md doc docx xls xlsx ppt pptx odt ods odp rtf epub zip "
    "mp3 ogg oga m4a wav mp4 webm vtt srt"
)
_RESERVED = frozenset({"assets", "api"})  # folders that the build itself fills


@dataclass(frozen=True)
class BuildContext:
    """Input, items and links of one site."""

    given: SiteInput
    entries: Entries
    links: LinkIndex
    memo: dict[str, Any] = field(
        default_factory=dict, repr=False, compare=False
    )  # what is made once for all pages

    def file_path(self, target: Value, source: str) -> str | None:
        """Return the repository path of the file that a value of an item means, None where none is."""
        if not isinstance(target, str) or not target.strip():
            return None
        found = self.links.resolve(target, source)
        return found.path if found.kind is LinkKind.FILE and self.may_publish(found.path) else None

    def may_publish(self, path: str) -> bool:
        """Return whether a file may stand on the site: a known plain file of a kind that cannot act."""
        attachment = self.given.attachments.get(path)
        if attachment is None or attachment.faults:
            return False
        parts = path.split("/")[2:]
        suffix = posixpath.splitext(path)[1].lower().lstrip(".")
        hidden = any(p.startswith(".") or p in ("", "..") for p in parts)
        return suffix in SAFE_SUFFIXES and not hidden and parts[0] not in _RESERVED

    def file(self, path: str, title: str, lang: str) -> File:
        """Return a file as a download."""
        attachment: Attachment = self.given.attachments[path]
        kind = posixpath.splitext(path)[1].lstrip(".").upper()
        name = title or posixpath.basename(path)
        said = f"({kind})"  # the link tells the kind itself
        if name.upper().endswith(said):
            name = name[: -len(said)].rstrip() or name
        return File(name, file_url(path), kind, write_size(attachment.size, lang))

    def file_at(self, url: str) -> Attachment | None:
        """Return the file that stands at an address of the site."""
        known: dict[str, Attachment] | None = self.memo.get("files by address")
        if known is None:
            known = {file_url(path): found for path, found in self.given.attachments.items()}
            self.memo["files by address"] = known
        return known.get(url)

    def files_of(self, value: Value, source: str, lang: str, title: str) -> Iterator[File]:
        """Yield the downloads of a file-kind value; `title` names those that bring no name."""
        for entry in as_list(value):
            target = entry.get("tep") if isinstance(entry, Mapping) else entry
            name = entry.get("ten") if isinstance(entry, Mapping) else None
            path = self.file_path(target, source)
            if path:
                yield self.file(path, name if isinstance(name, str) else title, lang)

    def pictures(self, value: Value, source: str) -> Iterator[Picture]:
        """Yield the pictures of a picture-kind value whose files exist."""
        for entry in as_list(value):
            if not isinstance(entry, Mapping):
                continue
            path = self.file_path(entry.get("tep"), source)
            if path:
                alt, credit, caption = (text(entry.get(k)) for k in ("mo_ta", "nguon", "chu_thich"))
                width, height = size_of(self.given.attachments[path].head) or (0, 0)
                yield Picture(file_url(path), alt, caption, credit, width, height)

    def fields(self, edition: Edition) -> tuple[FieldSpec, ...]:
        """Return the fields of an item's type, base fields first."""
        return self.given.registry.fields_of(edition.type)

    def type_label(self, slug: str, lang: str) -> str:
        """Return the name of a content type."""
        found = self.given.registry.types.get(slug)
        return found.label.say(lang) if found else slug

    def section_label(self, slug: str, lang: str) -> str:
        """Return the name of a section."""
        found = self.given.registry.sections.get(slug)
        return found.label.say(lang) if found else slug

    def section_url(self, slug: str, lang: str) -> str:
        """Return the address of a section's front page."""
        return f"{home(lang)}{slug}/"

    def unit_name(self, code: str, lang: str) -> str:
        """Return the name of a unit of the site, the code itself where the site does not know it."""
        unit = self.given.site.unit(code)
        if unit is None:
            return code
        return unit.name_en if lang == "en" and unit.name_en else unit.name

    def site_name(self, lang: str) -> str:
        """Return the site's name."""
        return self.given.site.called(lang)

    def link_to(self, site: Site, lang: str) -> Link:
        """Return a link to a site by its name in a language, with a note where the site is closed."""
        return Link(
            title=site.called(lang),
            url=self.given.base_of(site) + "/",
            lang=None if lang == "vi" or site.name_en else "vi",
            note=p.say(p.SITE_CLOSED, lang) if self.closed(site) else "",
        )

    def closed(self, site: Site) -> bool:
        """Return whether a site's last day is over."""
        return site.until is not None and site.until < self.given.now.date()


def text(value: Value) -> str:
    """Return a plain value as text, "" for what is missing or not plain."""
    if isinstance(value, bool) or value is None or not isinstance(value, (str, int)):
        return ""
    return str(value).strip()
