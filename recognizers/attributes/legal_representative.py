"""Name of a legal representative (法定代表人): on a public register, and still a person's.

Source: 《个人信息保护法》 Art. 27; 《企业信息公示暂行条例》.
"""

from __future__ import annotations

from recognizers.attributes.person import PersonRecognizer
from recognizers.attributes.person_name_zh import PersonNameZhRecognizer
from recognizers.by_header import HeaderRecognizer


class LegalRepresentativeRecognizer(HeaderRecognizer):
    """Recognize such values by their make in a column that announces them."""

    ENTITY = "LEGAL_REP_NAME"
    TITLE = "Name of a legal representative"
    TITLE_ZH = "法定代表人姓名"
    COUNTRY_CODE = "cn"
    SOURCE = "《个人信息保护法》第27条; 《企业信息公示暂行条例》"
    SHAPE = rf"{PersonNameZhRecognizer.SHAPE}|{PersonRecognizer.SHAPE}"
    CHECK_SHAPE = f"{PersonNameZhRecognizer.CHECK_SHAPE}|{PersonRecognizer.CHECK_SHAPE}"
    STOP = PersonNameZhRecognizer.STOP | PersonRecognizer.STOP
    TELLING = f"{HeaderRecognizer.TELLING}|{PersonRecognizer.TELLING}"
    HEADERS = ("法定代表人", "法人代表", "legal_representative")
    GENUINE = ("王小明", "欧阳修文", "Zhang San")
    IMPOSTORS = ("上海分公司", "-", "张某某")
