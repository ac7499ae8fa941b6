"""Vehicle plate number in a form that only a column's name tells (号牌号码的其他写法).

Without its province (A12345), of the armed forces (two letters, five digits), temporary (临A12345).

Source: GA 36-2018; 军车号牌式样（2013年式）.
"""

from __future__ import annotations

from itertools import combinations

from recognizers.attributes import shapes
from recognizers.by_header import HeaderRecognizer

_A, _DOT = "[A-HJ-NP-Za-hj-np-z]", "[·. -]?"
_SIGN = "[0-9A-HJ-NP-Za-hj-np-z]"
_GREEN = "[A-HJKa-hjk]"  # letters of new energy
# At most two of five signs are letters.
_FIVE = "|".join(
    "".join(_A if at in letters else "[0-9]" for at in range(5))
    for letters in ((), *((one,) for one in range(5)), *combinations(range(5), 2))
)


class PlatePartRecognizer(HeaderRecognizer):
    """Recognize such numbers by their make in a column that announces plates."""

    ENTITY = "CN_PLATE_PART"
    TITLE = "Plate number without its province, of the forces, or temporary"
    TITLE_ZH = "未写省份的号牌、军车号牌和临时号牌"
    SOURCE = "GA 36-2018"
    SHAPE = "临?[A-Za-z]{0,2}[·. -]?[0-9A-Za-z]{3,6}"
    CHECK_SHAPE = (
        f"{_A}{_DOT}(?:{_FIVE}|{_GREEN}{_SIGN}[0-9]{{4}}|[0-9]{{5}}{_GREEN})|"
        "[BCEGHJKLNSVZbceghjklnsvz][A-DKRSTVa-dkrstv][·. -]?[0-9]{5}|临[A-Za-z]?[·. -]?[0-9]{5,6}"
    )
    STOP = shapes.NOTHING
    HEADERS = ("车牌号", "号牌号码", "plate_no")
    GENUINE = ("A12345", "A·12345", "b1234D", "BD12345", "KA12345", "临A12345", "临123456")
    IMPOSTORS = ("京A12345", "A1234", "ABCDEF", "12345", "I12345", "-")
