"""Traditional characters read as simplified ones: 電話 is 电话, 帳號 is 账号.

Only those of the words that are looked for, one character each: nothing is translated.

Source: OpenCC, TSCharacters.
"""

from __future__ import annotations

from collections import defaultdict

from recognizers import tables

_SIMPLIFIED = {ord(row["traditional"]): row["simplified"] for row in tables.rows("traditional")}
_OTHERS: dict[str, list[str]] = defaultdict(list)
for _sign, _simple in _SIMPLIFIED.items():
    _OTHERS[_simple].append(chr(_sign))


def simplified(text: str) -> str:
    """Return a text with the simplified forms of the characters in our words."""
    return text if text.isascii() else text.translate(_SIMPLIFIED)


def others(sign: str) -> tuple[str, ...]:
    """Return the further forms of a simplified character."""
    return tuple(_OTHERS.get(sign, ()))
