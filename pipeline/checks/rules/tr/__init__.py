"""Trang, tên miền, chuyên mục."""
