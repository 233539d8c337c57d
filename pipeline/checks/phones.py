"""How many digits a Vietnamese telephone number has, by its beginning."""

from __future__ import annotations

LANDLINE, MOBILE = 11, 10
_SHORT_ENDS = ("1022", "1080", "113", "114", "115")
_OWN_NETWORKS = ("069", "080")  # of the armed forces and of the central bodies: shorter numbers
_GIVEN_UP = ("012", "016", "018", "019")  # mobile numbers of eleven digits, replaced in 2018


def digits_wanted(digits: str) -> int:
    """Return how many digits a number should have (area code included), 0 where that is not known."""
    if digits.startswith(_OWN_NETWORKS) or (digits.endswith(_SHORT_ENDS) and len(digits) < MOBILE):
        return 0
    if digits.startswith("02"):
        return LANDLINE
    if digits.startswith(_GIVEN_UP) and len(digits) == LANDLINE:
        return MOBILE
    return MOBILE if digits[:1] == "0" and digits[1:2] in ("3", "5", "7", "8", "9") else 0
