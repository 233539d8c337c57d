"""The fixtures of these tests."""

from portal_ground import chromium, portals, visit

__all__ = ["chromium", "portals", "visit"]
