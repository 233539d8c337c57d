"""The command line: one file per subcommand, each with `register` and `run`."""
