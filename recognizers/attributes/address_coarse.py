"""Place of residence or origin down to the county (省市区县).

Under the column names of addresses; a house number or a road makes it a full address.

Source: GB/T 2260-2007.
"""

from __future__ import annotations

import re

from recognizers import tables
from recognizers.attributes import shapes
from recognizers.attributes.hidden import HiddenRecognizer

_PROVINCES = (
    "北京 天津 上海 重庆 河北 山西 内蒙古 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南"
    " 湖北 湖南 广东 广西 海南 四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆 台湾 香港 澳门"
).split()
_KINDS = "省 市 自治区 壮族自治区 回族自治区 维吾尔自治区 特别行政区".split()
_PROVINCE = f"(?:{shapes.one_of(_PROVINCES)})(?:{shapes.one_of(_KINDS)})?"
_BELOW = "市州盟区县旗區縣"  # what ends names of divisions of a province
_HAN = f"[{shapes.han()}]"
_FINER = "路街道巷弄里号镇乡村屯庄园苑楼店厂院校司部室號鎮鄉莊園樓廠"
_PLAIN = f"[{shapes.han(without=_FINER)}]"  # 杭州, 西湖
_CITY_IN = re.compile(  # 广东省广州市、佛山市
    r"(?:^|省|新疆|西藏|宁夏|广西|内蒙古|、)((?!广西|内蒙|宁夏|西藏|新疆)[^省、]{2,5})市"
)
_CITIES = [city for row in tables.rows("area_codes") for city in _CITY_IN.findall(row["place"])]
_SEPARATOR = "[ ,，、/>·-]?"


class AddressCoarseRecognizer(HiddenRecognizer):
    """Recognize provinces, cities and counties in a column that announces addresses."""

    ENTITY = "CN_ADDRESS_COARSE"
    TITLE = "Place down to the county"
    TITLE_ZH = "省市区县"
    SOURCE = "GB/T 2260-2007"
    SHAPE = f"{_HAN}+(?:[ ,，、/>·-]+{_HAN}+)*"
    CHECK_SHAPE = (
        f"(?:中国)?{_PROVINCE}(?:{_SEPARATOR}{_HAN}+[{_BELOW}])*(?:{_SEPARATOR}{_PLAIN}{{2,4}})?|"
        f"(?:{shapes.one_of(_CITIES)})(?:{_SEPARATOR}{_PLAIN}{{2,3}})?|"
        f"{_HAN}+(?:[ ,，、/>·-]{_HAN}+)*[省{_BELOW}]"
    )
    STOP = shapes.NOTHING
    HEADERS = ("籍贯", "户籍所在地", "居住地")
    GENUINE = (
        "广东省深圳市",
        "广东省 深圳市 南山区",
        "浙江杭州",
        "北京",
        "济南",
        "苏州昆山",
        "杭州市西湖区",
        "江苏省苏州市工业园区",
        "廣東省廣州市番禺區",
        "臺灣",
    )
    IMPOSTORS = (
        "北京市朝阳区建国路88号",
        "浙江省杭州市文三路",
        "IP",
        "门口自提",
        "无",
        "12 Nathan Road",
    )
