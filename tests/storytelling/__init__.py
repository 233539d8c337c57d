"""Stories as data: people, keys, commits and merges in a file, played into a real repository."""
