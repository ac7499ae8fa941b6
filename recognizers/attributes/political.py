"""Political affiliation (政治面貌), by word or code.

Under 是否党员 yes and no, under 入党时间 dates.

Source: GB/T 4762-1984.
"""

from __future__ import annotations

from recognizers.attributes import dates, shapes
from recognizers.attributes.hidden import HiddenRecognizer, ListedRecognizer

_WORDS = (
    "中共党员 党员 正式党员 中共正式党员 中共预备党员 预备党员 共产党员 共青团员 团员"
    " 民革党员 民盟盟员 民建会员 民进会员 农工党 农工党员 致公党 九三学社 台盟"
    " 无党派 无党派人士 民主党派 积极分子 入党积极分子 发展对象 少先队员 普通居民 是 否 Y N"
).split()
_OF_NOBODY_ELSE = frozenset(_WORDS) - frozenset("积极分子 发展对象 普通居民 是 否 Y N".split())
_ENGLISH = ("CPC member", "CCP member", "Party member", "League member", "Masses", "None")


class PoliticalRecognizer(ListedRecognizer):
    """Recognize political affiliation, by word or code, in a column that announces it."""

    ENTITY = "POLITICAL"
    TITLE = "Political affiliation"
    TITLE_ZH = "政治面貌"
    SOURCE = "GB/T 4762-1984"
    SHAPE = r"[^\x00-\x20][^\x00-\x1f]*"
    CHECK_SHAPE = (
        f"{shapes.one_of((*shapes.names('political'), *_WORDS, *_ENGLISH))}|"
        f"{shapes.codes('political')}|{dates.DATE}|{dates.YEAR_AND_MONTH}"
    )
    HEADERS = ("政治面貌", "political_status", "zzmm", "入党时间", "是否党员")
    GENUINE = ("中共党员", "群众", "共青团员", "01", "13", "2011-07-01", "是")
    IMPOSTORS = ("北京", "88", "良好", "-")

    @classmethod
    def alone(cls) -> type[HiddenRecognizer]:
        """Return the recognizer of the words of the list, without codes."""
        return _WordRecognizer


class _WordRecognizer(PoliticalRecognizer):
    """Recognize words that name no other status."""

    SHAPE = shapes.one_of((*shapes.names("political"), *_OF_NOBODY_ELSE))
    CHECK_SHAPE = ""
