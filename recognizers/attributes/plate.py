"""Vehicle plate number (机动车号牌号码).

Standard and new-energy plates, police, trailers, learners, consulates, armed police.

Source: GA 36-2018.
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.by_header import HeaderRecognizer

_PROVINCES = "京津沪渝冀晋蒙辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川贵云藏陕甘青宁新"
_LETTER = "[A-HJ-NP-Za-hj-np-z]"  # I and O are not used
_SIGN = "[0-9A-HJ-NP-Za-hj-np-z]"


class PlateRecognizer(HeaderRecognizer):
    """Recognize such numbers by their make in a column that announces them."""

    ENTITY = "CN_PLATE"
    TITLE = "Vehicle plate number"
    TITLE_ZH = "机动车号牌号码"
    SOURCE = "GA 36-2018"
    SHAPE = f"[0-9A-Za-z{_PROVINCES}学警港澳挂领使临民航应急·•. -]+"
    CHECK_SHAPE = (
        f"[{_PROVINCES}]{_LETTER}[·•. -]?(?:{_SIGN}{{5,6}}|{_SIGN}{{4}}[学警港澳挂领])|"
        f"[{_PROVINCES}]{_SIGN}{{4,5}}警|[{_PROVINCES}]{_LETTER}?[0-9]{{4,5}}应急|"
        f"[Ww][Jj][·•. -]?[{_PROVINCES}]?[0-9]{{4}}[0-9A-Za-z]|使[0-9]{{6}}|[0-9]{{6}}使|"
        f"民航{_SIGN}{{5}}|[VKHBSLJNGCEZ][A-DKVRST-Z][0-9]{{5}}"
    )
    STOP = shapes.NOTHING
    HEADERS = ("车牌号", "plate_no", "cph")
    GENUINE = ("京A12345", "粤B·D12345", "沪AD12345", "京A1234警", "粤Z1234港", "WJ京1234A")
    IMPOSTORS = ("A12345", "京IO1234X9", "车牌", "京A1234")
    SHOWN = 2
