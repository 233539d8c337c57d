"""Tiếp cận."""
