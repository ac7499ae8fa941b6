"""Numbers that other countries give their people: a make, and a check digit.

Ten or eleven digits with a check digit are an order number as often as not: one random
number in ten passes.  So none of them counts unless a column's name or a word beside it
announces it, and unannounced ones cost nothing.  Checks are those of python-stdnum, one value
at a time: only announced ones get that far.
"""

from __future__ import annotations

from string import ascii_uppercase, digits
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from recognizers import checksums, signs
from recognizers.base import ProvenRecognizer
from recognizers.cn.order_words import ORDER_WORDS
from recognizers.scores import SIMILARITY
from recognizers.series import both_cases

if TYPE_CHECKING:
    from recognizers.arrays import Bytes, Mask

# What the letters of a make stand for; any other sign of one stands for itself.
_SIGNS = {"9": digits, "A": ascii_uppercase, "X": digits + ascii_uppercase}


class NationalNumberRecognizer(ProvenRecognizer):
    """Recognize values of some makes that pass a check, where something announces them."""

    MAKES: ClassVar[tuple[str, ...]]  # "9999999999": ten digits; see ``_SIGNS``
    FIRST: ClassVar[str] = ""  # what a value may begin with; "": whatever its make says
    # How people group a value of that many signs; two groups beside each other hold seven.
    GROUPS: ClassVar[tuple[tuple[int, ...], ...]] = ()
    TELLS_ALL: ClassVar[bool] = False  # ``may_pass`` does of a make, without ``is_valid``
    PLAIN_SCORE = 0.4
    NEED = SIMILARITY
    NEGATIVE = ORDER_WORDS
    SHOWN = 2

    def __init_subclass__(cls) -> None:
        """Say of the makes what a recognizer says of its shape."""
        super().__init_subclass__()
        if "MAKES" not in cls.__dict__:
            return
        cls.LENGTHS = tuple(sorted({len(make) for make in cls.MAKES}))
        cls.HEADS = both_cases("".join(cls._allowed(make, 0) for make in cls.MAKES))
        cls.PLAIN = "|".join(cls._pattern(make, (len(make),), "") for make in cls.MAKES)
        cls.VARIANTS = tuple(
            (f"grouped by {name}", cls._pattern(make, groups, separator), cls.PLAIN_SCORE)
            for make in cls.MAKES
            for groups in cls.GROUPS
            if sum(groups) == len(make)
            for name, separator in (("blanks", " "), ("hyphens", "-"))
        )

    @classmethod
    def is_valid(cls, value: str) -> bool:
        """Tell whether a value of a make passes."""
        raise NotImplementedError

    def plain(self, values: Bytes) -> tuple[Mask, Bytes]:
        """Tell which are of a make, in capitals."""
        normal = signs.in_capitals(values)
        return self._fits(normal, values.shape[1]), normal

    def passes(self, values: Bytes) -> Mask:
        """Tell which are of a make and pass, one after the other where arrays cannot tell."""
        good = np.zeros(len(values), np.bool_)
        lengths = checksums.lengths(values)
        for length in (one for one in self.LENGTHS if one <= values.shape[1]):
            rows = np.flatnonzero(lengths == length)
            rows = rows[self._fits(values[rows], length)]
            if self.TELLS_ALL:
                good[rows] = self.may_pass(np.ascontiguousarray(values[rows, :length]))
                continue
            texts = [values[row, :length].tobytes().decode() for row in rows.tolist()]
            good[rows] = [self.is_valid(text) for text in texts]
        return good

    def _fits(self, values: Bytes, length: int) -> Mask:
        fits = np.zeros(len(values), np.bool_)
        for make in (make for make in self.MAKES if len(make) == length):
            places = [signs.one_of(values[:, at], self._allowed(make, at)) for at in range(length)]
            fits |= np.logical_and.reduce(places)
        return fits

    @classmethod
    def _allowed(cls, make: str, place: int) -> str:
        allowed = _SIGNS.get(make[place], make[place])
        if place or not cls.FIRST:
            return allowed
        return "".join(sign for sign in allowed if sign in cls.FIRST)

    @classmethod
    def _pattern(cls, make: str, groups: tuple[int, ...], separator: str) -> str:
        """Return the regex of a make, in either case."""
        places = [f"[{both_cases(cls._allowed(make, at))}]" for at in range(len(make))]
        ends = np.cumsum(groups).tolist()
        starts = [0, *ends[:-1]]
        pieces = ["".join(places[at:end]) for at, end in zip(starts, ends, strict=True)]
        return separator.join(pieces)


def weighs_tens(values: Bytes, weights: tuple[int, ...]) -> Mask:
    """Tell of which digits the weighted sum is a multiple of ten."""
    total = (values - np.uint8(ord("0"))).astype(np.int32) @ np.array(weights, np.int32)
    return np.asarray(total % 10 == 0)
