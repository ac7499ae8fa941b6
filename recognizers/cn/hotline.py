"""Hotline of an organisation (400、800 服务热线), ten digits: no personal information.

Told apart so that it is not taken for somebody's number.  Short codes (95588, 12345, 106...)
are no more than a few digits, and nobody's either: they are not looked for.

Source: MIIT numbering plan (工信部《电信网编号计划（2017年版）》).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from recognizers import checksums
from recognizers.base import ProvenRecognizer
from recognizers.cn.order_words import ORDER_WORDS
from recognizers.scores import WEAK_HEADER

if TYPE_CHECKING:
    from recognizers.arrays import Bytes, Mask

WIDTH = 10


class CnHotlineRecognizer(ProvenRecognizer):
    """Recognize hotlines by their prefix; below what counts unless a column announces them."""

    ENTITY = "CN_HOTLINE"
    TITLE = "Hotline of an organisation"
    TITLE_ZH = "服务热线"
    SOURCE = "工信部电信网编号计划（2017年版）"
    LENGTHS = (WIDTH,)
    HEADS = "48"
    PLAIN = "[48]00[0-9]{7}"
    PLAIN_SCORE = 0.1
    NEED = WEAK_HEADER
    VARIANTS = (
        ("3-3-4", "[48]00([ -])[0-9]{3}\\1[0-9]{4}", 0.1),
        ("3-4-3", "[48]00([ -])[0-9]{4}\\1[0-9]{3}", 0.1),
        ("4-3-3", "[48]00[0-9]([ -])[0-9]{3}\\1[0-9]{3}", 0.1),
        ("3-7", "[48]00[ -][0-9]{7}", 0.1),
    )
    CONTEXT = (
        *("热线", "客服", "服务电话", "咨询", "投诉", "免费电话", "拨打"),
        *("hotline", "toll free", "toll-free", "customer service"),
    )
    NEGATIVE = ORDER_WORDS
    GENUINE = ("400-810-8888", "4008108888", "400 8108 888", "4008-108-888", "800-8108888")
    IMPOSTORS = (
        "401-810-8888",
        "400-810-888",
        "40081088881",
        "400-810 8888",
        "95588",
        "1700000000",
    )
    CHANCE = 1.0  # the shape is all there is

    def plain(self, values: Bytes) -> tuple[Mask, Bytes]:
        """Tell which begin with 400 or 800."""
        return self.passes(values), values

    def passes(self, values: Bytes) -> Mask:
        """Tell which are ten digits and begin with 400 or 800."""
        if values.shape[1] < WIDTH:
            return np.zeros(len(values), np.bool_)
        begins = np.isin(values[:, 0], (ord("4"), ord("8")))
        begins &= (values[:, 1:3] == ord("0")).all(axis=1) & ~values[:, WIDTH:].any(axis=1)
        good: Mask = begins & checksums.is_digits(values[:, :WIDTH])
        return good
