"""US social security number (美国社会安全号码).

Nine digits as 3-2-4; no area 000, 666 or 900 and above, no group 00, no serial 0000.
Without hyphens nothing but the column's name tells it, so then these rules are kept.

Source: https://www.ssa.gov/employer/randomization.html
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.by_header import HeaderRecognizer

_AREA = "(?:00[1-9]|0[1-9][0-9]|[1-578][0-9]{2}|6(?:[0-57-9][0-9]|6[0-57-9]))"
_GROUP = "(?:0[1-9]|[1-9][0-9])"
_SERIAL = "(?:000[1-9]|00[1-9][0-9]|0[1-9][0-9]{2}|[1-9][0-9]{3})"


class UsSocialSecurityRecognizer(HeaderRecognizer):
    """Recognize such numbers in a column that announces them."""

    ENTITY = "US_SSN"
    TITLE = "US social security number"
    TITLE_ZH = "美国社会安全号码"
    COUNTRY_CODE = None
    SOURCE = "US Social Security Administration"
    SHAPE = r"[0-9]{3}[ -]?[0-9]{2}[ -]?[0-9]{4}(?:\.0)?"
    CHECK_SHAPE = rf"[0-9]{{3}}[ -][0-9]{{2}}[ -][0-9]{{4}}|{_AREA}{_GROUP}{_SERIAL}{shapes.FLOAT}"
    TELLING = "[0-9]{3}[ -][0-9]{2}[ -][0-9]{4}"
    HEADERS = ("ssn", "social_security_number")
    GENUINE = ("219-09-9999", "219 09 9999", "219099999", "219099999.0")
    IMPOSTORS = ("000099999", "666099999", "900099999", "219009999", "219090000", "21909999", "N/A")
    SHOWN = 2
