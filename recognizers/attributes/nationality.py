"""Nationality (国籍): a country by name, people or code.

Source: ISO 3166-1; GB/T 2659.1-2022; names of countries as in CLDR.
"""

from __future__ import annotations

from recognizers import tables
from recognizers.attributes import shapes
from recognizers.attributes.hidden import HiddenRecognizer

_NAMES = [row[language] for row in tables.rows("country_names") for language in ("zh", "en")]
_CODES = [
    form
    for row in tables.rows("countries")
    for code in row.values()
    for form in (code, code.lower())
]
_MORE_ZH = (
    "中华人民共和国 中国大陆 中国香港 中国澳门 中国台湾 香港 澳门 台湾 朝鲜 韩国 捷克 刚果".split()
)
_MORE = (
    "Chinese American British Japanese Korean German French Canadian Australian Indian Russian"
    " Italian Singaporean Malaysian Vietnamese Thai Indonesian Filipino Spanish Dutch Swiss"
    " Brazilian CHINA PRC USA UK UAE"
).split()


class NationalityRecognizer(HiddenRecognizer):
    """Recognize countries, by name or code, in a column that announces nationality."""

    ENTITY = "NATIONALITY"
    TITLE = "Nationality"
    TITLE_ZH = "国籍"
    COUNTRY_CODE = None
    SOURCE = "ISO 3166-1; GB/T 2659.1-2022"
    SHAPE = r"[^\x00-\x20][^\x00-\x1f]*"
    CHECK_SHAPE = (
        f"(?:{shapes.one_of((*_NAMES, *_MORE_ZH))})[国籍人]?|{shapes.one_of((*_CODES, *_MORE))}"
    )
    HEADERS = ("国籍", "nationality", "guoji")
    GENUINE = ("中国", "中国籍", "CHN", "cn", "China", "156", "美国", "美國", "Chinese")
    IMPOSTORS = ("上海", "ZZ9", "地球", "-")
