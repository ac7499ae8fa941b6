"""Regular expressions of calendar dates: months and their days, no 30 February.

Full-match expressions in the syntax that Python, ``regex`` and RE2 share.
"""

from __future__ import annotations

_YEAR = "(?:18[89][0-9]|19[0-9][0-9]|20[0-4][0-9])"
_MONTH = "(?:0?[1-9]|1[0-2])"
_DAY = "(?:0?[1-9]|[12][0-9]|3[01])"
_ZONE = "(?: ?(?:Z|[AaPp][Mm]|UTC|[+-][0-9]{2}:?[0-9]{2}))?"
_CLOCK = rf"(?:[ T][0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}}(?:\.[0-9]+)?)?{_ZONE})?"
_MONTH_NAME = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|"
    r"Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)\.?"
)


def _month_day(between: str, zero: str) -> str:
    """Return a regex of month and day; ``zero`` is "0" where it must be written, else "0?"."""
    return (
        f"(?:(?:{zero}[13578]|1[02]){between}(?:{zero}[1-9]|[12][0-9]|3[01])|"
        f"(?:{zero}[469]|11){between}(?:{zero}[1-9]|[12][0-9]|30)|"
        f"{zero}2{between}(?:{zero}[1-9]|1[0-9]|2[0-9]))"
    )


# One form for each way of writing, so that a date is judged by its own separators.
DATE = "|".join(
    (
        *(f"{_YEAR}{sign}{_month_day(sign, '0?')}{_CLOCK}" for sign in ("-", "/", r"\.")),
        rf"{_YEAR}{_month_day('', '0')}(?:\.00?)?",
        rf"{_YEAR} ?年 ?{_month_day(' ?月 ?', '0?')} ?[日号]?",
        rf"{_DAY}[-/.]{_MONTH}[-/.]{_YEAR}{_CLOCK}|{_MONTH}[-/.]{_DAY}[-/.]{_YEAR}{_CLOCK}",
        rf"{_MONTH_NAME} {_DAY}(?:st|nd|rd|th)?,? {_YEAR}|{_DAY}[ -]{_MONTH_NAME},?[ -]{_YEAR}",
    )
)
YEAR_AND_MONTH = (
    rf"{_YEAR}[-/.]{_MONTH}|{_YEAR}(?:0[1-9]|1[0-2])(?:\.00?)?|{_YEAR} ?年(?: ?{_MONTH} ?月)?"
)
YEAR = rf"{_YEAR}(?:\.00?)?"
SHORT = f"[0-9]{{2}}[-/.]{_month_day('[-/.]', '0?')}"  # 90-03-07
# A birthday without its year: 03-07, 3月7日.
MONTH_AND_DAY = (
    f"{_month_day('-', '0')}|{_month_day('/', '0')}|{_month_day(' ?月 ?', '0?')} ?[日号]?"
)
# Years counted from 1912, as Taiwan does: 民國79年5月12日.
MINGUO = rf"(?:中[华華])?民[国國] ?[0-9]{{1,3}} ?年 ?{_month_day(' ?月 ?', '0?')} ?[日号號]?"
