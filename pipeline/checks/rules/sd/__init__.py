"""Dữ liệu đặc tả."""
