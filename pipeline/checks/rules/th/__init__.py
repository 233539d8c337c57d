"""Thời hạn."""
