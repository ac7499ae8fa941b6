"""Names of what values lie in: a file's, a sheet's, a table's.

``员工身份证.xlsx`` speaks of the columns in it that have no telling name of their own, and of
its running text, as a column's name would, but weaker: what would surely announce an entity
hints at it only, and what hints says nothing.  Files and sheets are named after what their
rows are about, so 订单.csv, with its customers' numbers, contradicts none of them; 订单号.csv does.

In Presidio, ``context=[column, *places.of("员工身份证.xlsx")]``.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import regex

from recognizers import headers

if TYPE_CHECKING:
    from collections.abc import Iterable

_EXTENSION = regex.compile(r"\.[0-9A-Za-z]{1,8}$")
# What names of files end with besides what is in them: dates, counts, marks of copies.
_MARKS = regex.compile(
    r"(?:[\P{L}]+|[0-9]+[年月日期版号]|(?<=[^A-Za-z])v(?=[0-9.]*$)|"
    r"列表|清单|名单|明细|汇总|统计|登记|信息|数据|资料|台账|记录|导出|导入|备份|副本|最新|终版|全量|表|"
    r"(?<![a-zA-Z])(?i:list|table|data|info|export|dump|backup|bak|copy|final|new|all|tbl))$"
)
# Words that are a thing's number and not the thing: 订单号, order_no.
_OF_NUMBERS = regex.compile(r"(?:[号码次]|编号|(?i:no|id|num|number|sn|code|ean|upc|sku))$")


class Place(str):
    """The name of a file, sheet or table; beside a column's name it is the weaker context."""

    __slots__ = ()


def of(*names: str) -> tuple[Place, ...]:
    """Return the names that say anything of what is in such files, sheets or tables."""
    return tuple(Place(name) for name in names if _says(name))


def announces(entity: str, names: Iterable[str]) -> str:
    """Return the word of a place's name that announces an entity; "" if there is none."""
    words = (hit.word for name in names for hit in _hits(name) if hit.entity == entity)
    return next(words, "")


def contradicts(names: Iterable[str]) -> str:
    """Return the word of a place's name that means the number of a thing; "" if there is none."""
    return next((word for name in names if (word := _negative(name))), "")


@lru_cache(maxsize=4096)
def gist(name: str) -> tuple[str, ...]:
    """Return all that a name says, in a fixed order: names of one gist are alike as context."""
    said = [f"{hit.entity}={hit.word}" for hit in _hits(name)]
    return tuple(sorted(said)) + ((_negative(name),) if _negative(name) else ())


@lru_cache(maxsize=4096)
def _says(name: str) -> bool:
    return bool(_hits(name) or _negative(name))


def _hits(name: str) -> tuple[headers.HeaderHit, ...]:
    found = headers.match(_bare(name))
    strong = (hit for hit in found if hit.strength == "strong")
    return tuple(hit for hit in strong if hit.entity not in headers.OF_THINGS)


def _negative(name: str) -> str:
    word = headers.negative(_bare(name)) or ""
    return word if _OF_NUMBERS.search(word) else ""


@lru_cache(maxsize=4096)
def _bare(name: str) -> str:
    """Return what a name says of its content: 员工身份证信息表_2024(1).xlsx of 员工身份证."""
    bare = _EXTENSION.sub("", name)[: 2 * headers.LONGEST_NAME]
    while bare and (shorter := _MARKS.sub("", bare)) != bare:
        bare = shorter
    return bare
