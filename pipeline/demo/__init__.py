"""A throw-away repository with people, keys and merge requests, played through the real pipeline."""
