"""Sites and the data that governs them: content types, sections, regulation profiles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from pipeline.model.text import Text

if TYPE_CHECKING:
    from pipeline.model.board import BoardConfig
    from pipeline.model.content import Fault, Mark, Meta

LEVELS: Mapping[str, Text] = {
    "tinh": Text("Cấp tỉnh", "Province"),
    "so-nganh": Text("Sở, ban, ngành", "Department"),
    "huyen": Text("Cấp huyện", "District"),
    "cap-xa": Text("Cấp xã", "Commune"),
}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit that supplies items; `code` is the slug of its full name."""

    code: str
    name: str
    name_en: str = ""
    since: date | None = None
    until: date | None = None
    successor: str | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """How the public reaches the agency behind a site."""

    address: str = ""
    phone: str = ""
    fax: str = ""
    email: str = ""


# Blocks that a home page can have, in the order in which it has them when a site says nothing.
BLOCKS = (
    *("tin-tuc", "loi-tat", "van-ban", "lay-y-kien", "sap-hieu-luc", "chi-dao", "thu-tuc", "hoi-dap"),
    *("lich", "tin-thanh-phan", "trang-thanh-phan", "lien-ket"),
)


@dataclass(frozen=True, slots=True)
class FrontFile:
    """The trang-chu.yml of a site: rows of blocks, slugs of pinned procedures, how many news; and its faults."""

    path: str
    rows: tuple[tuple[str, ...], ...] = ()
    pinned: tuple[str, ...] = ()
    news: int | None = None
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Site:
    """One published site; `id` is a permanent opaque label, parent and domain are data with dates."""

    id: str
    level: str
    name: str
    name_en: str
    agency: str
    parent: str | None
    domain: str
    aliases: tuple[str, ...]
    profiles: tuple[str, ...]
    languages: tuple[str, ...]
    contact: Contact
    responsible: str
    citation: str
    channels: tuple[Mapping[str, object], ...]
    units: tuple[Unit, ...]
    sections: tuple[str, ...]
    empty_sections: Mapping[str, str]
    running_since: date | None
    since: date | None
    until: date | None
    successors: tuple[str, ...]
    accent: str
    emblem: str | None
    demo: bool
    front: FrontFile | None = None

    def called(self, lang: str) -> str:
        """Return the site's name in a language, the Vietnamese one where it has no other."""
        return self.name_en if lang == "en" and self.name_en else self.name

    def unit(self, code: str) -> Unit | None:
        """Return the unit with this code, None when the site has none."""
        return next((u for u in self.units if u.code == code), None)

    @property
    def base_url(self) -> str:
        """Return the site's public address without trailing slash.

        A sample site answers under `.example`, which nobody can register, so that no page of a
        demonstration ever names itself as the state's.
        """
        return f"https://{self.domain}{'.example' if self.demo else ''}"


@dataclass(frozen=True, slots=True)
class WaiverRow:
    """An entry of mien-tru.yml; what is missing is "" or None. `keys` gives the line and column of each key."""

    rule: str
    path: str
    reason: str
    responsible: str
    until: date | None
    keys: Mapping[str, Mark]
    mark: Mark


@dataclass(frozen=True, slots=True)
class WaiverFile:
    """The mien-tru.yml of a site: what could be read of it, and where it is broken."""

    path: str
    rows: tuple[WaiverRow, ...]
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class SiteConfig:
    """The site.yml of one site as it was written, for the rules that judge it, the site's waivers and board."""

    site_id: str
    path: str
    meta: Meta
    marks: Mapping[str, Mark]
    faults: tuple[Fault, ...] = ()
    waivers: WaiverFile | None = None
    board: BoardConfig | None = None
    front: FrontFile | None = None

    def mark(self, key: str) -> tuple[int, int]:
        """Return line and column of a key, or of its nearest parent, or of the file's start."""
        while key:
            if key in self.marks:
                return self.marks[key].line, self.marks[key].column
            cut = max(key.rfind("."), key.rfind("["))
            key = key[:cut] if cut > 0 else ""
        return 1, 1


@dataclass(frozen=True, slots=True)
class Condition:
    """When a conditional field is required; all parts that are set must hold."""

    key: str | None = None
    equals: tuple[str | bool, ...] = ()
    differs: tuple[str | bool, ...] = ()
    languages: tuple[str, ...] = ()
    profiles: tuple[str, ...] = ()
    has_body: bool = False


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One front-matter key of a content type; kinds are listed in docs/quyet-dinh/0003."""

    key: str
    kind: str
    required: str  # "co", "khong", "dieu-kien"
    label: Text
    legal: tuple[str, ...]
    hint: str = ""
    example: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    when: tuple[Condition, ...] = ()
    fields: tuple[FieldSpec, ...] = ()
    max_length: int | None = None


@dataclass(frozen=True, slots=True)
class ContentType:
    """A kind of item: where it lives, what it must say."""

    slug: str
    label: Text
    sections: tuple[str, ...]
    dated: bool
    sensitive: bool
    dc_type: str
    description: str
    legal: tuple[str, ...]
    fields: tuple[FieldSpec, ...]
    one_of: tuple[tuple[str, ...], ...] = ()  # of each group of keys at least one has to be there
    needs_body: bool = False  # the text below the front matter is what the reader came for


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the menu."""

    slug: str
    label: Text
    group: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class RequiredSection:
    """A section that a profile asks for at some levels."""

    section: str
    levels: tuple[str, ...]
    legal: tuple[str, ...]
    verified: bool = True


@dataclass(frozen=True, slots=True)
class DomainRule:
    """The pattern of a level's domain name, with the days on which it holds."""

    level: str
    pattern: str
    since: date | None
    until: date | None
    legal: tuple[str, ...]
    verified: bool = True


@dataclass(frozen=True)
class Profile:
    """A regulation as data; `raw` keeps every row for the stages that need more than these."""

    id: str
    name: str
    levels: tuple[str, ...]
    required_sections: tuple[RequiredSection, ...]
    required_languages: tuple[RequiredSection, ...]  # `section` holds the language
    domains: tuple[DomainRule, ...]
    fixed_strings: Mapping[str, str]
    allowed_sources: tuple[str, ...]
    raw: Meta


@dataclass(frozen=True)
class Registry:
    """All sites, types, sections and profiles, and whatever could not be read of them."""

    sites: Mapping[str, Site]
    types: Mapping[str, ContentType]
    base_fields: tuple[FieldSpec, ...]
    sections: Mapping[str, Section]
    groups: Mapping[str, Text]
    profiles: Mapping[str, Profile]
    shared: Mapping[str, Meta]  # further files of sites/_chung by stem: phap-luat, lich, phe-duyet …
    # Asked for by a dozen rules for every item; made once for each type.
    _fields: dict[str, tuple[FieldSpec, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def fields_of(self, type_slug: str) -> tuple[FieldSpec, ...]:
        """Return the base fields and those of the type; a type's own field replaces a base one."""
        known = type_slug if type_slug in self.types else ""
        if known not in self._fields:
            own = self.types[known].fields if known else ()
            taken = {f.key for f in own}
            self._fields[known] = (*(f for f in self.base_fields if f.key not in taken), *own)
        return self._fields[known]

    def children(self, site: str) -> tuple[Site, ...]:
        """Return the component sites directly under a site."""
        return tuple(s for s in self.sites.values() if s.parent == site)

    def required_sections(self, site: Site) -> Iterator[tuple[Profile, RequiredSection]]:
        """Yield what the site's profiles ask for at its level."""
        for name in site.profiles:
            profile = self.profiles.get(name)
            for row in profile.required_sections if profile else ():
                if profile and site.level in row.levels:
                    yield profile, row
