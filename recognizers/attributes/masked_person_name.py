"""Masked personal name (张*, 张**, *三, 张某某, 王先生): the surname, or a part, is left.

Source: GB/T 37964-2019, A.2; GB/T 35273-2020.
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.attributes.person_name_zh import PersonNameZhRecognizer
from recognizers.by_header import HeaderRecognizer

_HAN = f"[{shapes.han(without='某')}]"
_STAR = "[*＊xXＸ×○〇●]"
_TITLE = shapes.one_of("先生 女士 小姐 太太 同学 老师 医生 总 经理 主任 师傅 阿姨".split())


class MaskedPersonNameRecognizer(HeaderRecognizer):
    """Recognize such values by their make in a column that announces them."""

    ENTITY = "MASKED_PERSON_NAME_ZH"
    TITLE = "Masked personal name"
    TITLE_ZH = "脱敏的姓名"
    COUNTRY_CODE = "cn"
    SOURCE = "GB/T 37964-2019; GB/T 35273-2020"
    SHAPE = (
        f"{_HAN}{_HAN}?{_STAR}+{_HAN}?|{_STAR}+{_HAN}{_HAN}?|{_HAN}{_HAN}?某某?|"
        f"[{PersonNameZhRecognizer.SINGLE_SURNAMES}](?:{_TITLE})"
    )
    STOP = shapes.NOTHING
    BROAD = True
    HEADERS = ("姓名", "收货人", "xm")
    GENUINE = ("张*", "张**", "*三", "王*明", "欧阳**", "张某某", "李某", "王先生", "陈女士")
    IMPOSTORS = ("王小明", "-", "*", "***", "金店")
