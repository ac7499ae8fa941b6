"""English words written as one: bankaccountno is bank account no.

Only whole words of the dictionary of column names, of four letters or more, and what numbers
things at the end: mileage, discard and wildcard are no ages and no cards.
"""

from __future__ import annotations

from functools import cache, lru_cache

import regex

from recognizers import tables

_LEAST = 4  # letters of a word; shorter ones are parts of others: line-age, out-age
_CLOSING = frozenset("no num nbr id tel fax pwd".split())
_LETTERS = regex.compile("[a-z]+")


@lru_cache(4096)
def parted(token: str, more: frozenset[str]) -> tuple[str, ...]:
    """Return the words that a token in small letters is made of; itself if it is of none.

    ``more`` are words beside those of the dictionary.
    """
    words = _words() | more
    if len(token) <= _LEAST or token in words:
        return (token,)
    return _parted(token, words) or (token,)


def _parted(token: str, words: frozenset[str]) -> tuple[str, ...]:
    if token in words or token in _CLOSING:
        return (token,)
    for end in range(len(token) - 1, _LEAST - 1, -1):
        if token[:end] in words and (rest := _parted(token[end:], words)):
            return (token[:end], *rest)
    return ()


@cache
def _words() -> frozenset[str]:
    """Return the words that names of columns are made of."""
    names = (row["word"].lower() for row in tables.rows("header_words") if row["script"] == "en")
    words = {word for name in names for word in _LETTERS.findall(name)}
    return frozenset(word for word in words if len(word) >= _LEAST)
