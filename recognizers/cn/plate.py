"""Vehicle plate number (机动车号牌号码).

The character of a province, a letter for the registry, then five signs, six for new energy; I
and O are not used.  Police, trailers, learners, consulates, cars that cross to Hong Kong and Macao
end in a character of their own.  The province's character tells more than a check digit would.
A plate without it (A12345), or of the army, is like any other code and is not looked for.

Source: GA 36-2018; GB/T 2260 (provinces' characters).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from recognizers.base import ProvenRecognizer
from recognizers.signs import in_capitals

if TYPE_CHECKING:
    from recognizers.arrays import Bytes, Mask, Scores

PROVINCES = "京津沪渝冀晋蒙辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川贵云藏陕甘青宁新"
MARKS = "警学挂港澳领应急使民航"
# Normalised values are ASCII: what stands for each character, capitals and digits for themselves.
CODES = "abcdefghijklmnopqrstuvwxyz!#$%&()*+,:;<=>@"
_TO_CODE = str.maketrans(PROVINCES + MARKS, CODES)
_TO_CHARACTER = str.maketrans(CODES, PROVINCES + MARKS)
_MARK_CODES = list(CODES[len(PROVINCES) :].encode())

LEAST, STANDARD, NEW_ENERGY = 6, 7, 8  # signs
MOST_LETTERS = 2  # among the five or six, as they are given out; chosen ones may have more
OF_NEW_ENERGY = "ABCDEFGHJK"  # first of the six on small cars, last on large ones
DOUBTFUL = "新云"  # end common words as well: 最新A12345, 阿里云A12345
DOUBTED = 0.4  # score where they stand after another character
LETTERED = -0.15  # more letters than usual: words around have to support it
SPELLED = -0.25  # nothing but letters, as words are

_PROVINCE = f"[{PROVINCES}]"
_CERTAIN = f"(?:[{''.join(sorted(set(PROVINCES) - set(DOUBTFUL)))}]|(?<![一-鿿])[{DOUBTFUL}])"
_DOT = "[·•・∙‧. -]?"
_SIGN = "[0-9A-HJ-NP-Za-hj-np-z]"
_LETTER = "[A-HJ-NP-Za-hj-np-z]"


class CnPlateRecognizer(ProvenRecognizer):
    """Recognize plates by the province's character and the make of the rest."""

    ENTITY = "CN_PLATE"
    TITLE = "Vehicle plate number"
    TITLE_ZH = "机动车号牌号码"
    SOURCE = "GA 36-2018"
    PLAIN = f"{_CERTAIN}[A-Za-z]{_DOT}[0-9A-Za-z]{{5,6}}"
    PLAIN_SCORE = 0.6
    VARIANTS = (
        ("after a word", f"[{DOUBTFUL}][A-Za-z]{_DOT}[0-9A-Za-z]{{5,6}}", DOUBTED),
        ("police", f"{_PROVINCE}{_LETTER}{_DOT}{_SIGN}{{4}}警(?![察官员务方])", 0.6),
        ("learner", f"{_PROVINCE}{_LETTER}{_DOT}{_SIGN}{{4}}学(?![校院生习员])", 0.6),
        ("trailer", f"{_PROVINCE}{_LETTER}{_DOT}{_SIGN}{{4}}挂", 0.6),
        ("crossing the border", f"粤[Zz]{_DOT}{_SIGN}{{4}}[港澳](?![币元幣])", 0.6),
        ("consulate", f"{_PROVINCE}{_LETTER}{_DOT}[0-9]{{4,5}}领(?![导先取])", 0.6),
        ("rescue", f"{_PROVINCE}{_LETTER}{_DOT}[0-9]{{4}}应急", 0.6),
        ("armed police", f"[Ww][Jj]{_DOT}{_PROVINCE}{_DOT}[0-9]{{4}}[0-9A-Za-z]", 0.6),
        ("embassy", "使[0-9]{6}|[0-9]{6}使(?![用命得馆者])", 0.3),
        ("civil aviation", "民航[A-Za-z][0-9]{4}", 0.3),
    )
    CONTEXT = (
        *("车牌", "号牌", "车号", "牌照", "车辆", "行驶证", "违章", "停车", "进场", "车主"),
        *("license plate", "licence plate", "plate", "plate no", "vehicle", "car no"),
        *("car number", "cph", "hphm"),
    )
    NEGATIVE = ("型号", "版本", "货号", "料号", "许可证", "备案", "model", "version")
    GENUINE = (
        *(
            "京A12345",
            "粤B·12345",
            "粤B 12345",
            "粤B-12345",
            "粤B.12345",
            "粤b12345",
            "川A123AB",
            "京AABC12",
        ),
        *(
            "沪AD12345",
            "粤BD12345",
            "粤B·12345D",
            "粤BF12345",
            "京A1234警",
            "京A1234学",
            "皖B1234挂",
        ),
        *(
            "粤Z1234港",
            "粤Z·A123澳",
            "沪A0023领",
            "京X1234应急",
            "WJ京1234A",
            "使123456",
            "民航A1234",
        ),
    )
    IMPOSTORS = (
        "京A1234",  # too short
        "京I12345",  # a letter that is not used
        "京AO1234",
        "中A12345",  # no such province
        "京AAB-12",
        "京A1234567",
        "京AZ12345",  # six signs, and no letter of new energy
        "京12345领导",
        "A12345",
    )
    CHECK = "GA 36"
    CHANCE = 0.69
    SHOWN = 2
    SIEVE = (
        *((one, f"{one}(?:[A-Za-z]{_DOT}[0-9A-Za-z]{{4}}|{_DOT}[0-9]{{4}})") for one in PROVINCES),
        ("使", "使[0-9]{6}|[0-9]{6}使"),
        ("航", "民航[A-Za-z][0-9]{4}"),
    )
    WHOLE = f"{_PROVINCE}[A-Za-z]·?[0-9A-Za-z]{{5,6}}"

    def compact(self, text: str) -> str:
        """Return the signs without dots, characters as their codes."""
        return "".join(filter(str.isalnum, text)).upper().translate(_TO_CODE)

    def whole(self, texts: Bytes) -> Bytes:
        """Return province's code, registry and signs of plates, with or without a dot."""
        rows = np.zeros((len(texts), _WIDEST), np.uint8)
        rows[:, : texts.shape[1]] = texts[:, :_WIDEST]
        dotted = rows[:, _HAN + 1] == _MIDDLE_DOT[0]
        signs = np.where(dotted[:, None], rows[:, -LEAST:], rows[:, _HAN + 1 : _HAN + 1 + LEAST])
        return np.column_stack(
            [_province_codes(rows), in_capitals(rows[:, [_HAN]]), in_capitals(signs)]
        )

    def passes(self, values: Bytes) -> Mask:
        """Tell which are made as plates are, or end in a character of their own."""
        if values.shape[1] < LEAST:
            return np.zeros(len(values), np.bool_)
        values = np.pad(values, ((0, 0), (0, max(0, NEW_ENERGY + 1 - values.shape[1]))))
        marked = np.isin(values, _MARK_CODES).any(axis=1)
        standard = _is_standard(values[:, : NEW_ENERGY + 1]) & ~values[:, NEW_ENERGY + 1 :].any(
            axis=1
        )
        good: Mask = marked | standard | (values[:, 0] == ord("W"))
        return good

    def bonus(self, values: Bytes) -> Scores:
        """Take from those with many letters."""
        letters = _LETTERS[values[:, 2:]].sum(axis=1)
        digits = _DIGITS[values[:, 2:]].any(axis=1)
        return np.where(digits, np.where(letters > MOST_LETTERS, LETTERED, 0.0), SPELLED)

    def mask(self, value: str) -> str:
        """Return the province and the registry."""
        return value[: self.SHOWN].translate(_TO_CHARACTER) + "*" * (len(value) - self.SHOWN)


def _is_standard(values: Bytes) -> Mask:
    """Tell which rows of nine places are a common plate or one of new energy."""
    letters, digits = _LETTERS[values], _DIGITS[values]
    good: Mask = _PROVINCE_CODES[values[:, 0]] & letters[:, 1] & (values[:, NEW_ENERGY] == 0)
    good &= (digits | letters)[:, 2:STANDARD].all(axis=1)
    good &= (values[:, STANDARD] == 0) | _of_new_energy(values, letters, digits)
    return good


def _of_new_energy(values: Bytes, letters: Mask, digits: Mask) -> Mask:
    """Tell which have a letter of new energy first or last of six signs, and digits."""
    small = _GREEN[values[:, 2]] & (digits | letters)[:, 3] & digits[:, 4:NEW_ENERGY].all(axis=1)
    large = digits[:, 2:STANDARD].all(axis=1) & _GREEN[values[:, STANDARD]]
    green: Mask = small | large
    return green


def _province_codes(rows: Bytes) -> Bytes:
    """Return what stands for the character that each row begins with, in UTF-8."""
    keys = rows[:, 0].astype(np.int64) << 16 | rows[:, 1].astype(np.int64) << 8 | rows[:, 2]
    codes: Bytes = _CODE_OF[np.searchsorted(_KEYS, keys).clip(max=len(_KEYS) - 1)]
    return codes


def _table(signs: str) -> Mask:
    table = np.zeros(256, np.bool_)
    table[list(signs.encode())] = True
    return table


_HAN = 3  # bytes of a character
_MIDDLE_DOT = "·".encode()
_WIDEST = _HAN + 1 + len(_MIDDLE_DOT) + LEAST
_BY_KEY = sorted(
    (int.from_bytes(one.encode()), code) for one, code in zip(PROVINCES, CODES, strict=False)
)
_KEYS = np.array([key for key, _ in _BY_KEY])
_CODE_OF = np.frombuffer("".join(code for _, code in _BY_KEY).encode(), np.uint8)
_PROVINCE_CODES = _table(CODES[: len(PROVINCES)])
_LETTERS, _DIGITS = _table("ABCDEFGHJKLMNPQRSTUVWXYZ"), _table("0123456789")
_GREEN = _table(OF_NEW_ENERGY)
