"""Bí mật và dữ liệu cá nhân."""
