"""Mã hóa chữ."""
