"""Liên kết."""
