"""Religious belief (宗教信仰), by word or code, or whether there is one: 是, 有.

Having none is a statement on belief as well; a blank or a dash is not.

Source: GA 214.12-2004.
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.attributes.hidden import HiddenRecognizer

_FAITHS = "藏传佛教 汉传佛教 回教 犹太教 印度教 新教 耶稣教 民间信仰 萨满教 锡克教 巴哈伊教".split()
_OTHERS = "穆斯林 无 不信教 无信仰 无神论 无神论者 无宗教".split()
_ENGLISH = shapes.any_case(
    "buddhism buddhist taoism taoist christianity christian catholic catholicism protestant"
    " orthodox islam muslim hinduism hindu judaism jewish sikh atheist agnostic none".split()
)


class ReligionRecognizer(HiddenRecognizer):
    """Recognize religions, by word or code, in a column that announces them."""

    ENTITY = "RELIGION"
    TITLE = "Religious belief"
    TITLE_ZH = "宗教信仰"
    COUNTRY_CODE = None
    SOURCE = "GA 214.12-2004"
    SHAPE = r"[^\x00-\x20][^\x00-\x1f]*"
    CHECK_SHAPE = (
        f"(?:{shapes.one_of((*shapes.names('religion'), *_FAITHS))})徒?|"
        f"{shapes.one_of((*_OTHERS, *_ENGLISH))}|{shapes.codes('religion')}|{shapes.YES_OR_NO}"
    )
    HEADERS = ("宗教信仰", "religion", "zjxy")
    GENUINE = ("佛教", "佛教徒", "伊斯兰教", "10", "Christian", "无宗教信仰", "无", "有")
    IMPOSTORS = ("北京", "清真食品", "11", "-")
