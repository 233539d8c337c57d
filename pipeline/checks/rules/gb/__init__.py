"""Gỡ bỏ và đính chính."""
