"""Taxpayer number of a person (个人纳税人识别号) that embeds the resident ID number.

An individual trader without a unified social credit code has the ID number and two digits more;
who registers for a while has L before it, as some pupils' numbers have (``resident_id``): that
has to be announced.

Source: 国家税务总局公告2015年第66号; 税总发〔2013〕41号.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from recognizers import checksums
from recognizers.base import ProvenRecognizer
from recognizers.cn import gb11643
from recognizers.cn.order_words import ORDER_WORDS
from recognizers.cn.resident_id import CnResidentIdRecognizer
from recognizers.scores import WEAK_HEADER
from recognizers.signs import in_capitals

if TYPE_CHECKING:
    from recognizers.arrays import Bytes, Mask, Scores

_SUFFIXED = gb11643.WIDTH + 2
_LETTERED = gb11643.WIDTH + 1
_RESIDENTS = CnResidentIdRecognizer()


class CnPersonalTaxpayerIdRecognizer(ProvenRecognizer):
    """Recognize resident ID numbers with what the tax office adds to them."""

    ENTITY = "CN_TAXPAYER_ID_20"
    TITLE = "Taxpayer number of a person (resident ID and suffix)"
    TITLE_ZH = "个人纳税人识别号（身份证号加后缀）"
    SOURCE = "国家税务总局公告2015年第66号"
    LENGTHS = (_LETTERED, _SUFFIXED)
    HEADS = "123456789Ll"
    NEED = WEAK_HEADER
    PLAIN = "[1-9][0-9]{16}[0-9Xx][0-9]{2}|[Ll][1-9][0-9]{16}[0-9Xx]"
    PLAIN_SCORE = 0.4  # below what counts: so would be nine in a hundred long order numbers
    CONTEXT = (
        *("纳税人识别号", "税号", "税务登记", "个体", "完税", "个税"),
        *("tax id", "tax no", "taxpayer", "tin"),
    )
    NEGATIVE = (*ORDER_WORDS, "残疾", "残联")
    GENUINE = ("11010519491231002X01", "11010519491231002x00", "L11010519491231002X")
    IMPOSTORS = (
        "11010519491231002101",  # wrong check digit
        "11010519491331002X01",  # month 13
        "11010519491231002X",  # the resident ID itself
        "A11010519491231002X",
        "11010519491231002X011",
    )
    CHECK = "MOD 11-2"
    CHANCE = 1 / 11
    SHOWN = 2

    def plain(self, values: Bytes) -> tuple[Mask, Bytes]:
        """Tell which are an ID number and two digits, or L and an ID number."""
        codes = in_capitals(values)
        numbers, rest = codes[:, : gb11643.WIDTH], codes[:, gb11643.WIDTH :]
        if values.shape[1] == _LETTERED:
            numbers, rest = codes[:, 1:], codes[:, :0]
            begins = codes[:, 0] == ord("L")
        else:
            begins = np.ones(len(codes), np.bool_)
        begins &= numbers[:, 0] != ord("0")
        if not begins.any():
            return begins, codes
        return begins & gb11643.is_number(numbers) & checksums.is_digits(rest), codes

    def heads(self, length: int) -> str:
        """Return L for a number with a letter, else the digits."""
        return "Ll" if length == _LETTERED else "123456789"

    def quiet_heads(self, length: int) -> str:
        """Return the digits: what begins with L has to be announced."""
        return "" if length == _LETTERED else self.heads(length)

    def needs(self, values: Bytes) -> Scores:
        """Return that L has to be announced."""
        return np.where(values[:, 0] == ord("L"), self.NEED, 0.0)

    def passes(self, values: Bytes) -> Mask:
        """Tell which embed a resident ID number that holds."""
        if values.shape[1] < _LETTERED:
            return np.zeros(len(values), np.bool_)
        width = checksums.lengths(values)
        lettered = (width == _LETTERED) & (values[:, 0] == ord("L"))
        suffixed = (width == _SUFFIXED) & checksums.is_digits(values[:, gb11643.WIDTH : _SUFFIXED])
        lettered[lettered] = _RESIDENTS.passes(values[lettered, 1:_LETTERED])
        suffixed[suffixed] = _RESIDENTS.passes(values[suffixed, : gb11643.WIDTH])
        good: Mask = lettered | suffixed
        return good
