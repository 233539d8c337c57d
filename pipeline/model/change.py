"""One path in two states of the repository, the subject of rules that judge changes."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model.content import Attachment, Edition
from pipeline.model.site import SiteConfig


@dataclass(frozen=True, slots=True)
class Change:
    """What stood at a path of the base and what stands there now; None where nothing stands.

    A moved item is one change: `path` is its new place, `old.path` the one that it left.
    """

    path: str
    old: Edition | Attachment | SiteConfig | None
    new: Edition | Attachment | SiteConfig | None

    @property
    def items(self) -> tuple[Edition | None, Edition | None]:
        """Return both sides as far as they are items."""
        old = self.old if isinstance(self.old, Edition) else None
        new = self.new if isinstance(self.new, Edition) else None
        return old, new

    @property
    def moved(self) -> bool:
        """Return whether the item left its old place for this one."""
        return self.old is not None and self.new is not None and self.old.path != self.new.path
