"""Values that stand beside a label in running text, and what the label says of them.

A label is a name that ``headers`` knows as a column's: 姓名：张伟, {"xm": "李娜"}.  One that says
in Chinese what a value is speaks for itself.  Latin ones are also what programs call their own
things (name, address, age), and broad ones anybody's: they need a value that tells nearly
alone, or company: another label of a person's beside it, of something else.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import regex

from recognizers import headers, tables
from recognizers.compiled import compiled
from recognizers.cutting import cut
from recognizers.traditional import others

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from recognizers.arrays import Mask
    from recognizers.grouping import Ints
    from recognizers.headers import HeaderHit

    Bits = NDArray[np.uint64]

NEAR = 256  # bytes between two values that keep each other company
REACH = 1536  # bytes before a value's beginning, and after it, that tell whether it is one
_PAD = bytes(8)

# Kinds of people's information whose labels are company.  A bit each.
_COMPANY = tuple(
    "AGE BLOOD_TYPE CN_ADDRESS_FULL CN_BANK_ACCOUNT_PERSONAL CN_BANK_CARD CN_LANDLINE CN_MOBILE"
    " CN_PASSPORT CN_RESIDENT_ID CN_SOCIAL_SECURITY_NO DOB EDUCATION EMAIL_ADDRESS ETHNICITY GENDER"
    " HEALTH_TEXT LEGAL_REP_NAME MARITAL MINOR_ANY NATIONALITY PERSON_NAME_ZH POLITICAL QQ RELIGION"
    " SALARY_INCOME US_SSN USER_ID WECHAT_ID".split()
)
_BITS = {entity: 1 << bit for bit, entity in enumerate(_COMPANY)}
# Words of broad meaning that also name firms and things.
_ANYBODYS = frozenset(
    "名字 中文名 英文名 户名 签收 收款方 付款方 客户 客户名 客户名称 会员 股东 hm yhm name name_en"
    " name_cn name_zh customer contact payee payer owner account_name display_name user member"
    " agent operator".split()
)
# Of these texts speak of nobody as well: 慢性疾病：指病程长的疾病.
_SUBJECTS = frozenset("慢性疾病 精神疾病 重大疾病 接种疫苗".split())
_HAN = regex.compile(r"\p{Han}")
_LATIN_END = regex.compile("[0-9A-Za-z]{1,3}$")  # as much of a word as the sieve looks at


class Meaning(NamedTuple):
    """What a label announces."""

    hits: Mapping[str, HeaderHit]  # by entity
    offers: int  # kinds that it strongly announces, as bits: what is company to others
    kinds: int  # all kinds that it announces


class Labelled(NamedTuple):
    """A value beside its label, in characters of the text."""

    label: str
    start: int
    stops: tuple[int, ...]  # where it may end, the farthest first
    has_company: bool


_NOTHING = Meaning({}, 0, 0)


@cache
def _known() -> regex.Pattern[str]:
    """Return what finds the end of a known label; who reads tables needs none."""
    return regex.compile(f"(?:{_LAST})$")


@lru_cache(1 << 14)
def meaning(label: str) -> Meaning:
    """Return what a label announces."""
    if not _known().search(label):
        return _NOTHING
    hits = {hit.entity: hit for hit in headers.match(label)}
    strong = [entity for entity, hit in hits.items() if hit.strength == "strong"]
    return Meaning(hits, _bits(strong), _bits(hits))


def is_clear(hit: HeaderHit) -> bool:
    """Tell whether a label says in Chinese what the value is."""
    return is_firm(hit) and bool(_HAN.search(hit.word))


def is_firm(hit: HeaderHit) -> bool:
    """Tell whether a label names nothing else, if it stands in a text."""
    return hit.strength == "strong" and hit.word not in _SUBJECTS


def is_anybodys(hit: HeaderHit) -> bool:
    """Tell whether a label also names firms and things, or what texts explain."""
    return hit.word in _ANYBODYS or hit.word in _SUBJECTS


def _bits(entities: Iterable[str]) -> int:
    return sum(_BITS.get(entity, 0) for entity in entities)


@lru_cache(2)
def read(text: str) -> tuple[Labelled, ...]:
    """Return the values beside labels in a text that announce anything, in its order."""
    data = np.frombuffer(_PAD + text.encode("utf-8", "surrogatepass") + _PAD, np.uint8)
    first, last = len(_PAD), len(data) - len(_PAD)
    found = cut(data, np.array([first]), np.array([last]))
    places = np.cumsum((data[first:last] & 0xC0) != 0x80) - 1  # noqa: PLR2004 -- UTF-8
    at = np.append(places, len(text)).tolist()
    spans = zip(found.label_starts.tolist(), found.label_stops.tolist(), strict=True)
    names = [text[at[start - first] : at[stop - first]] for start, stop in spans]
    known = np.array([row for row, name in enumerate(names) if meaning(name).hits], np.int64)
    means = [meaning(name) for name in names]
    company = in_company(found.firsts[known], means, known)
    ends = np.stack((found.stops, found.commas, found.blanks), axis=1) - first
    return tuple(
        Labelled(
            names[row],
            at[found.starts[row] - first],
            tuple(dict.fromkeys(at[end] for end in ends[row].tolist())),
            bool(has_company),
        )
        for row, has_company in zip(known.tolist(), company, strict=True)
    )


def in_company(firsts: Ints, means: Sequence[Meaning], which: Ints) -> Mask:
    """Tell which values stand near one of another kind, of a label of a person's.

    Args:
        firsts: (n,): where the values begin, or the first of their labels.
        means: Of the labels.
        which: (n,): whose label it is.
    """
    order = np.argsort(firsts, kind="stable")
    offers = np.array([one.offers for one in means], np.uint64)[which[order]]
    kinds = np.array([one.kinds for one in means], np.uint64)[which[order]]
    company = np.empty(len(firsts), np.bool_)
    company[order] = _in_company(firsts[order], offers, kinds)
    return company


@compiled
def _in_company(firsts: Ints, offers: Bits, kinds: Bits) -> Mask:
    """Tell which of some ascending places have company."""
    company = np.zeros(len(firsts), np.bool_)
    for row in range(len(firsts)):
        for step in (-1, 1):
            other = row + step
            while 0 <= other < len(firsts) and not company[row]:
                if abs(firsts[other] - firsts[row]) > NEAR:
                    break
                company[row] = (offers[other] & ~kinds[row]) != 0
                other += step
    return company


# -- what labels end with ----------------------------------------------------------------


def _endings() -> tuple[str, str]:
    """Return what known words end with: a class of characters, and a regex of Latin endings."""
    words = [row["word"] for row in tables.rows("header_words")]
    last = {word[-1] for word in words if _HAN.match(word[-1])} | {"码"}
    han = sorted({form for sign in last for form in (sign, *others(sign))})
    latin = headers.shortened() | {
        found[0].lower() for word in words if (found := _LATIN_END.search(word))
    }
    endings = sorted(latin, key=lambda ending: (-len(ending), ending))
    return "".join(han), "|".join(endings)


_LAST_HAN, _LAST_LATIN = _endings()
_LATIN = f"(?i:(?:{_LAST_LATIN})s?(?:[ _-]?(?:no|num|number|nbr|code))?)"
_WIDE_LATIN = "Ａ-Ｚａ-ｚ"
_LAST = f"(?:[{_LAST_HAN}{_WIDE_LATIN}]|{_LATIN})[0-9０-９]*|[)）]"
ENDING = f"(?:[^\\x00]|\\x00)*(?:{_LAST})"  # the same, of a whole label
_UNTIL_SIGN = "[ \t\u00a0\u3000\"'`*_\\\\\\]’”」』】为為是]*(?:[:=：＝>|】]|</)"
# RE2 expressions: a line without a match has no label that is known.  Coarse, for the many; and
# fine, which has more to remember.
COARSE = f"[A-Za-z{_LAST_HAN}{_WIDE_LATIN})）][0-9０-９]*{_UNTIL_SIGN}"
FINE = f"(?:{_LAST}){_UNTIL_SIGN}"
# A character of every such match, one of which a line cannot do without.
MARKS = ":=：＝|>】"
