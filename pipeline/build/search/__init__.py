"""The search of a site: an index of small files that the browser reads, and the page that asks it."""

from pipeline.build.search.index import FOLDER, Standing, search_state, write_index
from pipeline.build.search.page import search_page

__all__ = ["FOLDER", "Standing", "search_page", "search_state", "write_index"]
