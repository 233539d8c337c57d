"""E3: the approvals that a git forge keeps, read over its API behind one port."""
