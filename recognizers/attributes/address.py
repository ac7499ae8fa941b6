"""Postal address down to the house (详细地址).

Chinese: a place (road, village, estate) and a number in it, or two levels of divisions
and a place.  Latin: a number and a word for a street.  Divisions alone (广东省深圳市)
are a coarse place, not an address.

Source: GB/T 23705-2009; GB/T 27766-2011.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from recognizers import headers
from recognizers.attributes import shapes
from recognizers.by_header import HeaderRecognizer

if TYPE_CHECKING:
    from collections.abc import Sequence

_DIVISIONS = "省市州盟区县旗縣區"
_PLACES = (
    "镇乡村屯庄寨路道街巷弄里同条线苑园城庭府邸坊段坪岗坝场厦楼墅馆寓厂院校港岛鎮鄉莊條線園場廈樓館"
)
_NEVER = r"\x00\n@=<>|\\"  # e-mail addresses, links, markup
_REST = f"[^{_NEVER}]*"
_HAN = f"[{shapes.han()}]"
# Up to the first place, division or digit: one way to read a text, so no backtracking.
_TO_PLACE = f"[^{_NEVER}{_DIVISIONS}{_PLACES}]*[{_DIVISIONS}{_PLACES}]"
_TO_DIVISION = f"[{shapes.han(without=_DIVISIONS)}]+[{_DIVISIONS}]+"
_TO_DIGIT = f"[^{_NEVER}0-9]*[0-9]"
_ENDS = "号弄栋幢座楼层室户房组队社门期铺院號樓層戶組隊門期鋪棟"  # 8号, 3栋, 2组
_COUNT = "[0-9０-９A-Za-z一二三四五六七八九十百零〇甲乙丙丁]"
_NUMBER = f"(?:{_COUNT} ?[-－]? ?(?:[{_ENDS}]|单元|單元)|[0-9]+[-－#＃][0-9]+)"
# A house alone, where the street is known: 3栋2单元501, A座1203, 3-2-501.
_HOUSE = (
    "(?:[0-9]{1,4}|[A-Za-z]|[一二三四五六七八九十]{1,3}) ?(?:栋|幢|座|号楼|棟|樓)"
    " ?(?:[0-9]{1,2} ?(?:单元|單元) ?)?[0-9]{1,5}(?:室|号|號)?|"
    "[1-9][0-9]{0,2}[-－#＃][1-9][-－][1-9][0-9]{2,3}"
)
_STREET_WORDS = (
    "road rd street st avenue ave lane ln drive dr boulevard blvd way court ct square sq apt suite"
    " room floor building unit district park place pl terrace ter circle cir trail trl parkway pkwy"
    " highway hwy plaza alley crescent close center centre crossing junction hill point pass loop"
).split()
_STREET = (
    f"(?:{shapes.one_of(form for word in _STREET_WORDS for form in (word.title(), word.upper()))})"
)
_TOWNS = "镇乡鎮鄉"
_VILLAGES = "村屯庄寨路道街巷弄社区组莊區組"


class AddressRecognizer(HeaderRecognizer):
    """Recognize full addresses in a column that announces them."""

    ENTITY = "CN_ADDRESS_FULL"
    TITLE = "Postal address"
    TITLE_ZH = "详细地址"
    SOURCE = "GB/T 23705-2009; GB/T 27766-2011"
    SHAPE = f"{_REST}(?:{_HAN}|[A-Za-z][A-Za-z][A-Za-z]){_REST}|{_HOUSE}"
    CHECK_SHAPE = (
        f"{_TO_PLACE}{_REST}{_NUMBER}{_REST}|"
        f"{_TO_DIVISION}{_TO_DIVISION}{_HAN}+[{_PLACES}](?:[^{_NEVER}区區市县縣]{_REST})?|"
        f"{_TO_DIVISION}[{shapes.han(without=_DIVISIONS)}]+[{_TOWNS}]{_HAN}+[{_VILLAGES}]{_REST}|"
        f"{_HOUSE}|"
        f"{_TO_DIGIT}{_REST}[ ,.]{_STREET}(?:[ ,.]{_REST})?|"
        f"(?:{_REST}[ ,.])?{_STREET}[ ,.]{_REST}[0-9]{_REST}"
    )
    STOP = shapes.NOTHING
    TELLING = f"{_TO_DIVISION}{_TO_PLACE}{_REST}{_NUMBER}{_REST}"
    HEADERS = ("收货地址", "家庭住址", "address", "现住址")
    GENUINE = (
        "广东省深圳市南山区科技园路8号3栋2单元501室",
        "北京市朝阳区建国路88号",
        "海淀区中关村大街1号院3-2-501",
        "翠苑小区3#501",
        "3栋2单元501",
        "A座1203室",
        "3-2-501",
        "河北省石家庄市赞皇县土门乡柏林村",
        "臺北市大安區復興南路一段390號",
        "沛县龙固镇三里庙村",
        "海州区花果山街道前云路 7 号 2 栋 101 室",
        "12 Nathan Road, Hong Kong",
        "7 Mill Terrace",
        "Room 501, 8 Keji Road, Shenzhen",
    )
    IMPOSTORS = (
        *("广东省深圳市", "江苏省苏州市工业园区", "河北省石家庄市赞皇县", "北京", "无"),
        *("http://example.com/a", "192.0.2.1", "li.lei@example.com", "00:1a:2b:3c:4d:5e"),
    )
    SHOWN = 2
    TELLS = True

    def under(self, names: Sequence[str]) -> HeaderRecognizer:
        """Return the recognizer of addresses that tell by themselves, where no name does."""
        return self._telling if any(map(headers.is_unnamed, names)) else self

    @cached_property
    def _telling(self) -> AddressRecognizer:
        return _TellingAddressRecognizer(self.supported_language, self.context, self.name)


class _TellingAddressRecognizer(AddressRecognizer):
    """Recognize addresses that name a division, a place in it and a number there."""

    CHECK_SHAPE = AddressRecognizer.TELLING
