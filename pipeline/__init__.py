"""Cổng tĩnh: from Markdown approved in git to published provincial sites."""

__version__ = "0.1.0"
