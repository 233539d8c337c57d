"""Whose a finding is: the unit that supplied the item, else whoever answers for the site."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.model.address import site_of
from pipeline.model.content import Edition
from pipeline.model.finding import Owner
from pipeline.model.site import Registry, Site
from pipeline.model.text import Text

_KEEPER = Text("Người quản trị kho", "Keeper of the repository")


def owner_of(path: str, editions: Mapping[str, Edition], registry: Registry) -> Owner:
    """Return the owner of what is found in a file: an item's `don_vi`, the site's responsible person for the
    site's configuration, its files and items without a known unit, the keeper for what belongs to no site.
    """
    site = registry.sites.get(site_of(path) or "")
    if site is None:
        return Owner("", "", _KEEPER)
    edition = editions.get(path)
    unit = site.unit(edition.get("don_vi")) if edition else None
    if unit is not None and unit.code:
        return Owner(site.id, unit.code, Text(unit.name or unit.code, unit.name_en or unit.name or unit.code))
    return Owner(site.id, "", _responsible(site))


def _responsible(site: Site) -> Text:
    name = site.responsible or site.agency
    if not name:
        return Text(f"Người chịu trách nhiệm trang {site.id}", f"Responsible for the site {site.id}")
    place = site.name or site.id
    return Text(f"{name} ({place})", f"{name} ({site.name_en or place})")
