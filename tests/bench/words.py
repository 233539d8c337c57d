"""Running Vietnamese text of any length: a chain of words learnt from the sample content.

The text means nothing, but its words, their frequencies and their company are those of real notices, which is
what the cost of reading, of searching and of looking for copies depends on. Equal seeds give equal text.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
_SENTENCE = re.compile(r"[^.!?;:\n|]+")
_WORD = re.compile(r"[^\W\d_]+(?:,(?!\S))?")
_ODD = re.compile(r"[\d/\[\](){}<>*_`#“”\"'&@=]")
_LONGEST = 28


@cache
def _chain() -> tuple[dict[tuple[str, str], list[str]], list[tuple[str, str]]]:
    """Return what follows every pair of words in the sample content, and the pairs that begin a sentence."""
    after: dict[tuple[str, str], list[str]] = defaultdict(list)
    starts = []
    for path in sorted((ROOT / "content").rglob("*.md")):
        if "/en/" in path.as_posix():
            continue
        body = path.read_text(encoding="utf-8").split("---\n", 2)[-1]
        for sentence in _SENTENCE.findall(body):
            words = _WORD.findall(sentence)
            if len(words) < 6 or _ODD.search(sentence) or any(w.isupper() for w in words):
                continue
            words = [words[0].lower(), *words[1:]]
            starts.append((words[0], words[1]))
            for first, second, third in zip(words, words[1:], words[2:], strict=False):
                after[first, second].append(third)
    return dict(after), starts


class Writer:
    """Writes text with its own source of chance."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self._after, self._starts = _chain()

    def phrase(self, least: int, most: int) -> str:
        """Return a run of `least` to `most` words without a full stop."""
        words: list[str] = []
        wanted = self.chance.randint(least, most)
        while len(words) < wanted:
            pair = self.chance.choice(self._starts)
            words += pair
            while len(words) < wanted and (pair in self._after) and self.chance.random() > 0.03:
                word = self.chance.choice(self._after[pair])
                words.append(word)
                pair = (pair[1], word)
        text = " ".join(words[:wanted]).rstrip(",")
        return text[0].upper() + text[1:]

    def sentence(self) -> str:
        """Return a sentence of 8 to 28 words."""
        return self.phrase(8, _LONGEST) + "."

    def paragraph(self, sentences: int = 4) -> str:
        """Return a paragraph of that many sentences."""
        return " ".join(self.sentence() for _ in range(sentences))
