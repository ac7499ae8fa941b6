"""Telephone number of another form (其他电话号码): foreign, or without its area code.

Abroad: a country's code (but those of China and its parts), or the ten digits of North
America.  At home: the seven or eight digits of a subscriber whose area everybody knows.
Too many numbers look so: only a column that says it holds telephones makes them some.

Source: ITU-T E.164; North American Numbering Plan (area and exchange begin with 2 to 9);
工信部电信网编号计划（2017年版）.
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.by_header import HeaderRecognizer

_GAP = "[ .-]?"
# Not the 400 and 800 of hotlines.
_AMERICAN = (
    rf"(?:\+1{_GAP}|1[ .-])?(?:\([2-9](?:[1-9][0-9]|0[1-9])\)|[2-9](?:[1-9][0-9]|0[1-9])){_GAP}"
    rf"[2-9][0-9]{{2}}{_GAP}[0-9]{{4}}(?: ?(?:[xX]|[eE]xt\.?|EXT\.?|#) ?[0-9]{{1,6}})?"
)
_BRACKETED = r"\([2-9][0-9]{2}\) ?[2-9][0-9]{2}-[0-9]{4}"
# Not those that have a recognizer of their own: 852, 853, 86, 886.
_CODE = "(?:[1-79][0-9]|8[0-479]|85[014-9]|88[0-57-9])"
_REST = "(?:[ ().-]{0,2}[0-9]){5,13}"
_FOREIGN = rf"(?:\+|00){_CODE}{_REST}"
# Hong Kong's mobiles begin with 9 as well.
_LOCAL = rf"(?:[2-8][0-9]{{2,3}}|9[0-9]{{3}}){_GAP}[0-9]{{4}}(?:(?:转|-)[0-9]{{1,6}})?"


class TelephoneRecognizer(HeaderRecognizer):
    """Recognize such numbers in a column that announces telephones."""

    ENTITY = "PHONE_NUMBER"
    TITLE = "Telephone number, foreign or local"
    TITLE_ZH = "境外或未写区号的电话号码"
    COUNTRY_CODE = None
    SOURCE = "ITU-T E.164; North American Numbering Plan"
    SHAPE = r"[+(0-9][0-9 ().+-]{5,24}[0-9](?: ?(?:[xX转]|-|[eE]xt\.?|EXT\.?|#) ?[0-9]{1,6})?"
    CHECK_SHAPE = f"(?:{_AMERICAN}|{_FOREIGN}|{_LOCAL}){shapes.FLOAT}"
    STOP = shapes.NOTHING
    TELLING = rf"\+{_CODE}{_REST}|\+1{_GAP}{_AMERICAN}|{_BRACKETED}"
    BROAD = True
    HEADERS = ("phone", "联系电话", "mobile", "手机号")
    GENUINE = (
        *("212-555-0142", "(212) 555-0142", "+1 212 555 0142", "2125550142", "212.555.0142 x12"),
        *("+44 20 7946 0958", "0044 20 7946 0958", "+81 90 1234 5678"),
        *("62345678", "6234-5678", "8223456", "62345678.0", "9123 4567"),
    )
    IMPOSTORS = (
        "400-810-8888",
        "13822345678",
        "+86 13800138000",
        "+852 9123 4567",
        "+886 912 345 678",
        "112-555-0142",
        "12345",
        "2024-06-12",
        "N/A",
    )
    SHOWN = 3
