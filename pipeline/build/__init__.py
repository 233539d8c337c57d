"""From approved items to whole sites: plan, views, pages by MkDocs, lists, feeds, data."""

from pipeline.build.parallel import build_sites
from pipeline.build.site import build_site

__all__ = ["build_site", "build_sites"]
