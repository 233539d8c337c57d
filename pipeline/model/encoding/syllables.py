"""Whether a word can be a Vietnamese syllable: the evidence on which old encodings are converted.

A text in an old encoding is recognised because its words, once converted, are syllables of the
language, and were none before. Looks alone do not suffice: “né” is a word before and after.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ONSETS = re.findall(r"\S+", "ngh ch gh gi kh kr ng nh ph qu th tr b c d đ g h k l m n p q r s t v x")
_RHYMES = frozenset(
    re.findall(
        r"\S+",
        """
    a ai ao au ay am an ang anh ap at ac ach ăm ăn ăng ăp ăt ăc ăk â âm ân âng âp ât âc âu ây
    e em en eng ep et ec eo ê êm ên ênh êp êt êch êu
    i im in inh ip it ich iu ia iêm iên iêng iêp iêt iêc iêu
    o om on ong op ot oc oi oa oai oay oan oang oanh oat oac oach oao oam oap oe oen oeo oet
    oăn oăng oăt oăc oăm oong ooc ô ôm ôn ông ôp ôt ôc ôi ơ ơm ơn ơp ơt ơi
    u um un ung up ut uc ui ua uôm uôn uông uôt uôc uôi uê uêch uênh uên uy uya uyên uyêt uynh uych uyt uyu uyn
    uân uâng uât uây uơ ư ưm ưn ưng ưt ưc ưi ưu ưa ươm ươn ương ươp ươt ươc ươi ươu
    y yêm yên yêng yêt yêu ynh yt êng
    """,
    )
)
_LONGEST = 14  # “nghiêng” with its marks apart has nine characters
_STOPS = ("p", "t", "c", "ch")
_TONES = "\u0300\u0309\u0303\u0301\u0323"
_ACUTE, _DOT = "\u0301", "\u0323"


@lru_cache(maxsize=50_000)
def is_syllable(word: str) -> bool:
    """Return whether one written word is a possible Vietnamese syllable, its capitals in sensible places."""
    if len(word) > _LONGEST:
        return False
    if not (word.islower() or word.isupper() or (word[:1].isupper() and word[1:].islower())):
        return False
    apart = unicodedata.normalize("NFD", word.lower())
    tones = [c for c in apart if c in _TONES]
    if len(tones) > 1:
        return False
    bare = unicodedata.normalize("NFC", "".join(c for c in apart if c not in _TONES))
    if bare.endswith(_STOPS) and not (tones and tones[0] in (_ACUTE, _DOT)):
        return False  # a stopped syllable bears the acute or the dot, never another tone
    if bare in _RHYMES:
        return True
    return any(bare.startswith(o) and bare[len(o) :] in _RHYMES for o in _ONSETS)
