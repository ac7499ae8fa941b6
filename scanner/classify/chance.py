"""What passing a check proves: the share of values that pass, against luck."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import inf, lgamma, log, log1p
from typing import TYPE_CHECKING

import recognizers
from recognizers.facts import COMMON_GIVEN, LONG_AGO
from scanner.messages import LANGUAGES, catalogue, word

if TYPE_CHECKING:
    from collections.abc import Mapping

FEW = 10  # distinct values; below, shares say little
LIKELY = log(1e-2)  # enough where other columns tell of somebody
SURE = log(1e-4)  # luck this rare is no luck: also over the columns of a whole share
_NEGLIGIBLE = 1e-15  # share of a sum
_TINIEST = 99  # power of ten; smaller odds are all alike to a reader
_STRONG = 0.15  # a check that more random values pass is weak: mobile prefixes, area codes
# The form alone says what they are; their checks only sort out typing errors.
_PLAIN_TO_SEE = frozenset(
    "ACCESS_KEY ALIPAY_IN_TEXT CHAT_ACCOUNT DOB_IN_TEXT EMAIL_ADDRESS GEO_PAIR_IN_TEXT HK_PHONE"
    " MAC_ADDRESS MO_PHONE TW_PHONE"
    " MASKED_CN_BANK_CARD MASKED_CN_MOBILE"
    " MASKED_CN_RESIDENT_ID PASSWORD_IN_TEXT".split()
)
_LISTED = frozenset("ETHNICITY MARITAL POLITICAL".split())
# What has to be true of most values of a column without a name.
_TRUE_OF_MOST = {"PERSON": COMMON_GIVEN, "DOB": LONG_AGO}
_MOST = 0.6
# Four digits of a number (``SERIAL``); a run of serial numbers leaves most of them unused.
_CELLS = 10_000
_LEAST_CROWD = 3  # different numbers, all of which share those digits where they are few
_CROWDED = 0.15  # share of the expected cells that even a single town's numbers fill


@dataclass(frozen=True, slots=True)
class Check:
    """What an entity's values have to pass; ``chance`` None: the column's name is all."""

    chance: float | None
    name_zh: str = ""
    name_en: str = ""
    is_plain_to_see: bool = False
    is_listed: bool = False  # the values are the few words of a list that names nothing else
    fact: str = ""  # that most values must have where no name tells

    @property
    def is_strong(self) -> bool:
        """Whether values that pass prove a column by themselves."""
        return self.is_plain_to_see or (self.chance is not None and self.chance <= _STRONG)

    def has_fact(self, facts: Mapping[str, int], count: int) -> bool:
        """Tell whether most of so many values are as they must be where no name tells."""
        return not self.fact or facts.get(self.fact, 0) >= _MOST * count

    def luck(self, tried: int) -> float:
        """Return how many of random values of the shape pass."""
        return tried * (self.chance or 0.0)

    def beats_luck(self, passed: int, tried: int) -> bool:
        """Tell whether so many could hardly pass by chance."""
        if self.is_plain_to_see or self.chance is None:
            return passed > 0
        return log_tail(passed, tried, self.chance) <= SURE


@cache
def check_of(entity: str) -> Check:
    """Return the check of an entity."""
    known = recognizers.checks().get(entity)
    if known is None:
        return Check(None, is_listed=entity in _LISTED, fact=_TRUE_OF_MOST.get(entity, ""))
    name = known.name or "form"
    key = f"classify.check.{name.replace(' ', '_')}"
    plain = entity in _PLAIN_TO_SEE
    if key not in catalogue():  # a name of its own, as "MOD 11-2"; Chinese sets it off
        return Check(known.chance, f" {name} ", name, is_plain_to_see=plain)
    zh, en = (word(key, language) for language in LANGUAGES)
    return Check(known.chance, zh, en, is_plain_to_see=plain)


def log_tail(passed: int, tried: int, chance: float) -> float:
    """Return the logarithm of the odds that ``passed`` or more of ``tried`` pass by luck.

    The exact one-sided binomial test, its terms summed from the first, which is the
    largest.  No more than luck gives is no evidence: 0.0, though the odds are somewhat lower.
    """
    if not tried or passed <= tried * chance:
        return 0.0
    if chance <= 0:
        return -inf
    first = lgamma(tried + 1) - lgamma(passed + 1) - lgamma(tried - passed + 1)
    first += passed * log(chance) + (tried - passed) * log1p(-chance)
    term = total = 1.0  # of the first term
    for count in range(passed, tried):
        term *= (tried - count) / (count + 1) * chance / (1 - chance)
        total += term
        if term < _NEGLIGIBLE * total:
            break
    return min(0.0, first + log(total))


def odds_in_words(log_odds: float) -> str:
    """Return odds for a sentence: "= 3e-12", "< 1e-99", and where luck explains it "≥ 0.5"."""
    power = log_odds / log(10)
    if power < -_TINIEST:
        return f"< 1e-{_TINIEST}"
    return f"= {10**power:.2g}" if log_odds else "≥ 0.5"


def crowding(spread: int, distinct: int) -> tuple[int, int] | None:
    """Return (cells seen, cells expected) where numbers stand as close as serial numbers do.

    Args:
        spread: Bitmap of the four-digit groups seen; 0 where nobody looked.
        distinct: How many different numbers were seen.
    """
    seen = spread.bit_count()
    expected = _CELLS * (1 - (1 - 1 / _CELLS) ** distinct)
    most = _CROWDED * expected if distinct >= FEW else 1
    if not seen or distinct < _LEAST_CROWD or seen > most:
        return None
    return seen, round(expected)
