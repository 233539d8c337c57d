"""What an operator can mend: everything else that is raised is a bug."""

from __future__ import annotations

from pipeline.model.text import Text


class PipelineError(Exception):
    """A fault of the operator's surroundings, told in both languages, with a way out."""

    exit_code = 2

    def __init__(self, message: Text, hint: Text) -> None:
        super().__init__(message.vi)
        self.message = message
        self.hint = hint


class UsageError(PipelineError):
    """The command was called in a way that cannot be carried out."""


class ConfigError(PipelineError):
    """A file that the operator keeps (registry, key, anchor) is missing or unusable."""


class ToolError(PipelineError):
    """An outside program (git, ssh-keygen, linkchecker) is missing or failed."""


class Busy(PipelineError):
    """Another run holds the lock of the same site."""
