"""The record in git: commits, trees, changes, exports. Nothing else in the program imports git."""
