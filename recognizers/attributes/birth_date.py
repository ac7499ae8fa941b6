"""Date of birth (出生日期): a possible date under a name that says so.

Also as Taiwan counts years (民國79年), year and month, the year or the day alone, the day numbers
that Excel leaves (from 1927), and the seconds since 1970 that programs keep.

Source: GB/T 7408.1-2023.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from recognizers import headers
from recognizers.attributes import births, dates
from recognizers.attributes.hidden import HiddenRecognizer
from recognizers.cn.gb11643 import PROTECTED_UNDER
from recognizers.facts import LONG_AGO

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recognizers.arrays import Bytes, Mask
    from recognizers.by_header import HeaderRecognizer

_GENERATION = 25  # years: most people are older, and most deeds younger
_EXCEL_DAY = r"[1-4][0-9]{4}(?:\.00?)?"
# Seconds or milliseconds since 1970, from the 1930s to this decade.
_EPOCH = r"(?:-?[1-9][0-9]{8}|1[0-7][0-9]{8})(?:000)?(?:\.00?)?"


class BirthDateRecognizer(HiddenRecognizer):
    """Recognize dates of birth in a column that announces them."""

    ENTITY = "DOB"
    TITLE = "Date of birth"
    TITLE_ZH = "出生日期"
    COUNTRY_CODE = None
    SOURCE = "GB/T 7408.1-2023"
    SHAPE = "[0-9A-Za-z中华華民国國年月日号號 .,:/+-]+"
    CHECK_SHAPE = (
        f"{dates.DATE}|{dates.YEAR_AND_MONTH}|{dates.YEAR}|{dates.SHORT}|{dates.MONTH_AND_DAY}|"
        f"{dates.MINGUO}|{_EXCEL_DAY}|{_EPOCH}"
    )
    # What systems write for an unknown date.
    STOP = frozenset("1900-01-01 1900/1/1 19000101 1900-01-00 0001-01-01 1899-12-30".split())
    TELLING = f"{dates.DATE}|{dates.MINGUO}"
    TELLS = True
    HEADERS = ("出生日期", "生日", "birthday", "csrq")
    GENUINE = (
        *("1990-03-07", "19900307", "1990/3/7", "1990年3月7日", "1990.03", "199003", "90-03-07"),
        *("1990-03-07 00:00:00", "1990-03-06T16:00:00.000Z", "07/03/1990", "Mar 7, 1990", "32939"),
        *("03-07", "12/25", "3月7日"),
        *("民国79年3月7日", "中華民國 79 年 3 月 7 日"),
        *("636768000", "636768000000", "-157766400"),
    )
    IMPOSTORS = (
        *("1990-13-07", "1990-02-30", "19900431", "2090-01-01", "19901307", "1900-01-01"),
        *("民国79年2月30日", "民国年3月7日"),
        *("13-07", "02-30", "3-7", "1990-03/07", "n/a", "三月", "13800138000"),
    )

    def facts(self, values: Bytes, today: str) -> dict[str, Mask]:
        """Tell which are children by law."""
        return {"under_14": births.under(values, PROTECTED_UNDER, today)}

    def under(self, names: Sequence[str]) -> HeaderRecognizer:
        """Return the recognizer of whole dates, where no column's name tells."""
        return self._unnamed if any(map(headers.is_unnamed, names)) else self

    @cached_property
    def _unnamed(self) -> BirthDateRecognizer:
        return _UnnamedRecognizer(self.supported_language, self.context, self.name)


class _UnnamedRecognizer(BirthDateRecognizer):
    """Recognize whole dates where no column's name tells: how long ago they are decides."""

    SHAPE, CHECK_SHAPE = dates.DATE, ""

    def facts(self, values: Bytes, today: str) -> dict[str, Mask]:
        """Tell as well which are as long ago as the births of most people."""
        long_ago = ~births.under(values, _GENERATION, today)
        return {LONG_AGO: long_ago, **super().facts(values, today)}
