"""Vehicle identification number (车辆识别代号, 车架号).

Seventeen signs without I, O and Q; maker (3), kind of vehicle (5), check sign (1), model year,
plant, series, whose last four signs are digits.  China and North America ask for the check sign;
some of Europe's makers fill its place with Z.

Source: GB 16735-2019; ISO 3779; 49 CFR 565.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from recognizers import checksums
from recognizers.base import ProvenRecognizer
from recognizers.cn.order_words import ORDER_WORDS
from recognizers.signs import in_capitals

if TYPE_CHECKING:
    from recognizers.arrays import Bytes, Mask, Scores

WIDTH = 17
CHECK_PLACE, YEAR_PLACE, SERIES_PLACE = 8, 9, 13
CHINESE = 0.2  # what begins with L and holds the check sign needs no word beside it
WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_SIGN = "[0-9A-HJ-NPR-Za-hj-npr-z]"
_SIGNS = "0123456789ABCDEFGHJKLMNPRSTUVWXYZ"
_WORTH = "012345678912345678123457923456789"  # of each sign, in the same order
_NONE = 255


class VinRecognizer(ProvenRecognizer):
    """Recognize vehicle numbers by their check sign."""

    ENTITY = "VIN"
    TITLE = "Vehicle identification number"
    TITLE_ZH = "车辆识别代号（车架号）"
    SOURCE = "GB 16735-2019"
    LENGTHS = (WIDTH,)
    HEADS = _SIGNS + "abcdefghjklmnprstuvwxyz"
    PLAIN = f"(?=[0-9]{{0,12}}[A-Za-z]){_SIGN}{{13}}[0-9]{{4}}"
    PLAIN_SCORE = 0.35
    CONTEXT = (
        *("车架号", "车辆识别", "识别代号", "发动机号", "行驶证", "车辆"),
        *("vin", "chassis", "frame no", "vehicle"),
    )
    NEGATIVE = ORDER_WORDS
    GENUINE = ("1M8GDM9AXKP042788", "LSVAM4186C2184841", "lsvam4186c2184841", "WVWZZZ1KZAW000001")
    IMPOSTORS = (
        "1M8GDM9A0KP042788",  # wrong check sign
        "IM8GDM9AXKP042788",  # a letter that is not used
        "1M8GDM9AXKP04278",
        "1M8GDM9AXKP04278A",
        "20230105123321001",  # a timestamp
    )
    CHECK = "GB 16735"
    CHANCE = 0.1
    SHOWN = 2

    def plain(self, values: Bytes) -> tuple[Mask, Bytes]:
        """Tell which are signs of the alphabet, a letter at least, and end in four digits."""
        signs = in_capitals(values)
        known = (_TABLE[signs] != _NONE).all(axis=1)
        has_letter = (signs[:, :SERIES_PLACE] >= ord("A")).any(axis=1)
        return known & has_letter & checksums.is_digits(signs[:, SERIES_PLACE:]), signs

    def passes(self, values: Bytes) -> Mask:
        """Tell which hold the check sign and have a model year, or are of Europe and have none."""
        if values.shape[1] < WIDTH:
            return np.zeros(len(values), np.bool_)
        numbers = values[:, :WIDTH]
        good = (_holds(numbers) | _is_filled(numbers)) & ~values[:, WIDTH:].any(axis=1)
        good &= checksums.is_digits(numbers[:, SERIES_PLACE:])
        good &= (numbers[:, :SERIES_PLACE] >= ord("A")).any(axis=1)
        return good

    def bonus(self, values: Bytes) -> Scores:
        """Add for numbers of vehicles made in China."""
        return np.where(values[:, 0] == ord("L"), CHINESE, 0.0)


def _holds(values: Bytes) -> Mask:
    """Tell which rows of seventeen signs hold the check sign and have a model year."""
    total = np.zeros(len(values), np.uint16)
    good = ~np.isin(values[:, YEAR_PLACE], list(b"0UZ"))
    for place, weight in enumerate(WEIGHTS):
        worth = _TABLE[values[:, place]]
        good &= worth != _NONE
        total += np.multiply(worth, weight, dtype=np.uint16)
    sign = values[:, CHECK_PLACE]
    told = np.where(sign == checksums.LETTER_X, checksums.TEN, sign - np.uint8(checksums.ZERO))
    good &= total % 11 == told
    return good


def _is_filled(values: Bytes) -> Mask:
    """Tell which begin as Europe's do, with Z in the place of the check sign."""
    european = (values[:, 0] >= ord("S")) & (values[:, 0] <= ord("Z"))
    known = (_TABLE[values] != _NONE).all(axis=1)
    filled: Mask = european & known & (values[:, CHECK_PLACE] == ord("Z"))
    return filled


_TABLE = np.full(256, _NONE, np.uint8)
_TABLE[list(_SIGNS.encode())] = [int(digit) for digit in _WORTH]
