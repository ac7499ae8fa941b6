"""Residence permit for residents of Hong Kong, Macao and Taiwan (港澳台居民居住证).

Numbers as resident ID cards have, with 810000, 820000 or 830000 for the area; issued
since 1 September 2018.

Source: GB 11643-1999; Measures for residence permits, State Council 2018 No. 81.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from recognizers.cn import gb11643
from recognizers.cn.order_words import ORDER_WORDS
from recognizers.cn.resident_id import PERMIT_AREAS

if TYPE_CHECKING:
    from recognizers.arrays import Bytes, Mask

_AREA = "8[123]0000"


class CnResidencePermitRecognizer(gb11643.CitizenNumberRecognizer):
    """Recognize residence permits by area, date of birth and check sign."""

    ENTITY = "CN_HKMT_RESIDENCE_PERMIT"
    TITLE = "Residence permit for Hong Kong, Macao and Taiwan residents"
    TITLE_ZH = "港澳台居民居住证号码"
    SOURCE = "GB 11643-1999; 国办发〔2018〕81号"
    HEADS = "8"
    PLAIN = f"{_AREA}[0-9]{{11}}[0-9Xx]"
    VARIANTS = gb11643.variants(_AREA, gb11643.CitizenNumberRecognizer.PLAIN_SCORE)
    CONTEXT = ("居住证", "港澳台", "港澳居民", "台湾居民", "证件号", "身份证", "residence permit")
    NEGATIVE = ORDER_WORDS
    GENUINE = (
        "810000199001010019",
        "820000199001010010",
        "830000199001010012",
        "810000 19900101 0019",
        "830000-19900101-0012",
        "820000 1990 0101 0010",
        "81000019900101006×",
    )
    IMPOSTORS = (
        "810000199001010018",  # wrong check sign
        "810000199013010011",  # month 13
        "110105199001010010",
        "8100001990010100190",
        "810000 19900101-0019",
    )

    def plain(self, values: Bytes) -> tuple[Mask, Bytes]:
        """Tell which have the shape, area included."""
        shaped, normal = super().plain(values)
        return shaped & self.is_ours(normal), normal

    def is_ours(self, values: Bytes) -> Mask:
        """Tell which begin with one of the three areas."""
        return np.isin(gb11643.areas(values), PERMIT_AREAS)
