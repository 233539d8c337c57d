"""The last stage: a release is laid beside the others, whole and durable, then `current` points to it."""

from pipeline.publish.history import Entry, current_release, entries, releases
from pipeline.publish.release import Outcome, publish, publish_site
from pipeline.publish.rollback import rollback

__all__ = [
    "Entry",
    "Outcome",
    "current_release",
    "entries",
    "publish",
    "publish_site",
    "releases",
    "rollback",
]
