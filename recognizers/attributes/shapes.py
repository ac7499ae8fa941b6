"""What the shapes of attributes are made of: classes of signs, numbers, lists of words.

Everything here is valid, and means the same, for Python, ``regex`` and RE2: signs stand
for themselves, and nothing looks around or counts far (RE2 unrolls ``{1,200}``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from recognizers import tables
from recognizers.traditional import others

if TYPE_CHECKING:
    from collections.abc import Iterable

# Unified Han characters, their extensions, the zero, compatibility forms, and the private
# signs that banks and registries made for characters Unicode did not have yet.
_HAN_BLOCKS = (
    *((0x3007, 0x3007), (0x3400, 0x4DBF), (0x4E00, 0x9FFF)),
    *((0xE000, 0xF8FF), (0xF900, 0xFAFF), (0x20000, 0x323AF)),
)
# Blanks and punctuation, ASCII and general: a cell of these alone says nothing.
_SILENT = (
    "\\x00-/:-@\\[-`{-\xbf×÷\u2000-\u206f\u3000-\u3006\u3008-\u303f\uff00-\uff0f\uff1a-\uff20\ufeff"
)

ANYTHING = r"[^\x00]*"
SAID = rf"{ANYTHING}[^{_SILENT}]{ANYTHING}"  # a letter, a digit, a character
FLOAT = r"(?:\.00?)?"  # what a float column leaves of an integer
AMOUNT = (
    r"[¥￥$€£+-]*(?:RMB|CNY|USD)? ?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?"
    r"(?:[Ee][+]?[0-9]+)?(?: ?(?:[万亿千kKwW]?元?|CNY|RMB|USD))?(?:/[年月日天])?"
)
RESIDENT_ID = "[1-8][0-9]{16}[0-9Xx]"
UUID = "[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}"
# A picture or a template of a body: a file's name, a link, the data itself.
IMAGE = (
    r"[^\x00\n]+\.(?:[Jj][Pp][Ee]?[Gg]|[Pp][Nn][Gg]|[Bb][Mm][Pp]|[Gg][Ii][Ff]|[Ww][Ee][Bb][Pp]|"
    r"[Hh][Ee][Ii][Cc]|[Tt][Ii][Ff][Ff]?|[Pp][Dd][Ff]|[Ww][Ss][Qq]|[Ww][Aa][Vv]|[Mm][Pp][34])"
    r"(?:[?#][^\x00\n]*)?|data:image/[^\x00]*|(?:[A-Za-z0-9+/]{4}){24}[A-Za-z0-9+/]*={0,2}"
)

# What people and programs write where there is no value.
NOTHING = frozenset(
    "未知 不详 未填 未填写 未提供 未登记 待定 空 暂缺 / - -- --- — —— . N/A n/a NA na #N/A"
    " null NULL Null None none NONE nan NaN NAN nil unknown Unknown UNKNOWN"
    " * ** *** **** ***** ****** ********".split(),
)
# Device identifiers that are nobody's: what a phone says that does not want to be told apart.
NOBODYS = frozenset(
    (
        *("0" * length for length in (14, 15, 16, 32)),
        *("00000000-0000-0000-0000-000000000000", "012345678912345"),
    ),
)
# ... and where there is nothing to say, which under some names says something.
NO = frozenset("无 否 没有 暂无 其他 其它 0 no No NO".split())


def han(without: str = "") -> str:
    """Return the inside of a class of Han characters, some left out."""
    gaps = sorted(map(ord, set(without)))
    return "".join(_ranges(first, last, gaps) for first, last in _HAN_BLOCKS)


def _either(sign: str) -> str:
    """Return a regex of a sign in all its forms."""
    forms = others(sign)
    return f"[{sign}{''.join(forms)}]" if forms else regex.escape(sign)


def one_of(words: Iterable[str]) -> str:
    """Return a regex of some words, longest first, in simplified and traditional characters."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join("".join(map(_either, word)) for word in ordered)


def names(domain: str) -> list[str]:
    """Return the names that a national code list gives."""
    return [row["name"] for row in _listed(domain)]


def codes(domain: str) -> str:
    """Return a regex of the codes of a national list, also without zero or as floats."""
    listed = [row["code"] for row in _listed(domain)]
    return f"(?:{one_of([*listed, *(str(int(code)) for code in listed)])}){FLOAT}"


def hexadecimal(*lengths: int) -> str:
    """Return a regex of runs of hexadecimal digits."""
    return "|".join(f"[0-9A-Fa-f]{{{length}}}" for length in lengths)


def any_case(words: Iterable[str]) -> list[str]:
    """Return lower-case words as people write them: male, Male, MALE."""
    forms = (str, str.capitalize, str.title, str.upper)
    return list(dict.fromkeys(form(word) for word in words for form in forms))


# What answers 是否有 and has_.
YES_OR_NO = one_of(
    ("是", "否", "有", "无", "没有", "0", "1", *any_case(["y", "n", "yes", "no", "true", "false"]))
)
# A cell that says nothing under any name, unless its entity knows the word.
BLANK = one_of(
    (*NOTHING, *NO, *"\\N <NA> <null> (null) [null] (空) （空） 无数据 未登记 保密".split())
)
HEX_HASH = hexadecimal(32, 40, 64)  # MD5; SHA-1; SHA-256 and SM3


def _listed(domain: str) -> list[dict[str, str]]:
    return [row for row in tables.rows("gb_codes") if row["domain"] == domain]


def _ranges(first: int, last: int, gaps: list[int]) -> str:
    text = ""
    for gap in (*(gap for gap in gaps if first <= gap <= last), last + 1):
        if first < gap:
            text += chr(first) if first == gap - 1 else f"{chr(first)}-{chr(gap - 1)}"
        first = gap + 1
    return text
