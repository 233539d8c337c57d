"""The fixtures of these tests."""

from publish_ground import ground, make

__all__ = ["ground", "make"]
