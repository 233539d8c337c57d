"""Looking into attachments: bytes in, `AttachmentFacts` out, bounded in bytes, objects and time."""

from pipeline.source.attachments.library import Library
from pipeline.source.attachments.reading import VERSION, read_facts

__all__ = ["VERSION", "Library", "read_facts"]
