"""Ghi nguồn."""
