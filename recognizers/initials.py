"""Initials in pinyin of a person's role and of what that person has, written as one.

khdz is 客户地址 as kh is 客户 and dz is 地址. Only what identifies people is told so, and only
where the dictionary of column names does not know the whole: khhh is 开户行号.
"""

from __future__ import annotations

from functools import cache

from recognizers import tables

PEOPLE = frozenset(
    "kh yh hy gk yg zg hz br jz jhr lxr jjlxr sjr shr jjr fjr ckr tbr bbr bbxr syr jkr dbr"
    " sqr dlr jbr fr cz jsr jsy xs ls ys zk fkr skr".split()
)
_HELD = frozenset(
    "AGE CN_ADDRESS_FULL CN_BANK_CARD CN_MOBILE CN_RESIDENT_ID DOB EMAIL_ADDRESS GENDER"
    " PERSON_NAME_ZH".split()
)
_LEAST = 2  # letters of each


def parted(token: str) -> tuple[str, ...]:
    """Return the role and what it has that a token in small letters is made of; () if none."""
    if token in _known():
        return ()
    halves = ((token[:end], token[end:]) for end in range(len(token) - _LEAST, _LEAST - 1, -1))
    return next((both for both in halves if both[0] in PEOPLE and both[1] in _held()), ())


@cache
def _known() -> frozenset[str]:
    return frozenset(row["word"] for row in tables.rows("header_words"))


@cache
def _held() -> frozenset[str]:
    rows = (row for row in tables.rows("header_words") if row["script"] == "pinyin")
    return frozenset(row["word"] for row in rows if row["entity"] in _HELD)
