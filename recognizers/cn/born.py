"""Date of birth in running text, by the word beside it: 1985年3月12日出生, 1985年3月生, 出生于...

Judgments, notices and short lives of officials write it so, without a label.  生 also begins
other words: 2024年3月1日生效 is a contract's.  Years of the Republic, too (民國79年).

Source: GB/T 7408.1-2023; 法〔2016〕221号《民事诉讼文书样式》.
"""

from __future__ import annotations

from calendar import monthrange
from typing import TYPE_CHECKING

import numpy as np
import regex

from recognizers.arrays import to_texts
from recognizers.base import ProvenRecognizer
from recognizers.cn.gb11643 import PROTECTED_UNDER
from recognizers.dates import years_before
from recognizers.fold import ANY_BLANK

if TYPE_CHECKING:
    from recognizers.arrays import Bytes, Mask

_YEAR = "(?:(?:18[89][0-9]|19[0-9]{2}|20[0-4][0-9])|(?:中[华華])?民[国國][ ]?[0-9]{1,3})"
_DATE = f"{_YEAR}[ ]?年[ ]?[01]?[0-9][ ]?月(?:[ ]?[0-3]?[0-9][ ]?[日号號])?"
# 生效, 生产, 生成, 生活 ...
_NOT = (
    "效产產成态態活意日鲜鮮物命长長前存育殖源化猪豬病涯气氣火变變根平母父子女孩"
    "计計理机機财財锈銹肖姜薑动動"
)
_BORN = f"[ ]?(?:出生(?!率|人口|登记|登記|证|證|缺陷)|生(?![{_NOT}]))"
_NUMBER = regex.compile("[0-9]+")
_VALUE = regex.compile("([0-9]{4})([0-9]{2})([0-9]{2})")
_BEFORE_REPUBLIC = 1911
_FIRST, _LAST, _MONTHS = 1880, 2049, 12
_LAST_DAY = 31


class BornRecognizer(ProvenRecognizer):
    """Recognize a date beside the word for birth."""

    ENTITY = "DOB_IN_TEXT"
    TITLE = "Date of birth in text"
    TITLE_ZH = "文中的出生日期"
    SOURCE = "GB/T 7408.1-2023; 法〔2016〕221号"
    PLAIN = f"{_DATE}{_BORN}"
    PLAIN_SCORE = 0.65
    VARIANTS = (("after the word", f"出生[于於][ ]?{_DATE}", 0.65),)
    SIEVE = (("生", f"[0-9][{ANY_BLANK}]?[月日号號][{ANY_BLANK}]?(?:出)?生|出生[于於]"),)
    TOUCHES = False
    CONTEXT = (
        *("男", "女", "汉族", "漢族", "姓名", "被告", "原告", "被告人", "申请人", "籍贯", "户籍"),
        *("身份证", "公民身份号码", "被执行人", "学历"),
    )
    NEGATIVE = ("人口", "统计", "政策")
    GENUINE = (
        "1985年3月12日出生",
        "1985年3月12日生",
        "1985年03月生",
        "出生于1985年3月12日",
        "民國79年5月12日生",
        "1985 年 3 月 12 日出生",
    )
    IMPOSTORS = (
        "2024年3月1日生效",
        "2024年3月1日生产",
        "2024年3月1日出生登记",
        "1985年2月30日出生",
        "1985年13月生",
        "1985年3月12日\n出生",
        "发生于2024年3月12日",
        "1985年3月12日",
    )
    CHECK = "date"
    CHANCE = 0.8  # of a month and a day of two digits each
    SHOWN = 0

    def compact(self, text: str) -> str:
        """Return the date as eight digits; a day that is not written is 00."""
        year, month, *day = map(int, _NUMBER.findall(text))
        year += _BEFORE_REPUBLIC if "民" in text else 0
        return f"{year:04d}{month:02d}{day[0] if day else 0:02d}"

    def passes(self, values: Bytes) -> Mask:
        """Tell which are real dates."""
        return np.array([_is_date(text) for text in to_texts(values)], np.bool_)

    def facts(self, values: Bytes, today: str) -> dict[str, Mask]:
        """Tell which are children by law, on the last day of a month that is all we know."""
        limit = years_before(today, PROTECTED_UNDER)
        births = np.array([int(text) if _is_date(text) else 0 for text in to_texts(values)])
        births += np.where(births % 100 == 0, _LAST_DAY, 0)
        return {"under_14": births > limit}


def _is_date(text: bytes) -> bool:
    """Tell whether a text is a date of eight digits; any bytes may come."""
    found = _VALUE.fullmatch(text.decode("ascii", "ignore"))
    if found is None:
        return False
    year, month, day = map(int, found.groups())
    if not (_FIRST <= year <= _LAST and 1 <= month <= _MONTHS):
        return False
    return day <= monthrange(year, month)[1]
