"""Telephone numbers that their country's code tells: +852 9123 4567.

With a plus or 00 before it the code speaks for itself.  Digits that only begin like it, and
numbers as they are dialled at home, are telephones where a word or a column's name says so.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

import numpy as np
import regex

from recognizers.arrays import to_matrix, to_texts
from recognizers.base import ProvenRecognizer
from recognizers.cn.order_words import ORDER_WORDS
from recognizers.scores import SIMILARITY

if TYPE_CHECKING:
    from recognizers.arrays import Bytes, Mask, Scores

_ABROAD, _PLUS = "00", "+"


class DialledRecognizer(ProvenRecognizer):
    """Recognize numbers with a country's code, or as they are dialled in it.

    A normalised value is a plus, code and number; one without the plus was written so.
    """

    CODE: ClassVar[str]  # of the country
    TRUNK: ClassVar[str] = ""  # dialled before a number at home, not from abroad
    NUMBER: ClassVar[str]  # regex of a number's digits, its area included
    SIZES: ClassVar[tuple[int, ...]]  # how many those are
    GROUPED: ClassVar[str]  # regex of a number as people write it, in groups or not
    AT_HOME: ClassVar[str] = ""  # and of one with its trunk, in groups
    PLAIN_SCORE = 0.6
    _leads: ClassVar[tuple[str, ...]]  # what a run of digits begins with
    NEED = SIMILARITY
    CONTEXT = (
        *("电话", "電話", "手机", "手機", "联系方式", "聯絡", "联络", "致电", "致電", "拨打"),
        *("传真", "傳真", "行動", "座机", "tel", "phone", "mobile", "fax", "call", "whatsapp"),
        *("telephone", "contact", "cell"),
    )
    NEGATIVE = (*ORDER_WORDS, "日期", "版本", "date", "version")
    CHECK = "form"
    SHOWN = 4

    def __init_subclass__(cls) -> None:
        """Say of code and number what a recognizer says of its shape."""
        super().__init_subclass__()
        leads = (cls.CODE, _ABROAD + cls.CODE, *((cls.TRUNK,) if cls.TRUNK else ()))
        cls._leads = leads
        cls.HEADS = "".join(sorted({lead[0] for lead in leads}))
        cls.LENGTHS = tuple(sorted({len(lead) + size for lead in leads for size in cls.SIZES}))
        cls.PLAIN = f"(?:{'|'.join(leads)})(?:{cls.NUMBER})"
        trunk = rf"(?:\({cls.TRUNK}\)|{cls.TRUNK})?" if cls.TRUNK else ""
        number = f"[ -]?{trunk}[ -]?(?:{cls.GROUPED})"
        code = rf"(?:\+|{_ABROAD}){cls.CODE}|\((?:\+|{_ABROAD})?{cls.CODE}\)|{cls.CODE}(?=[ -])"
        cls.VARIANTS = (("with the code", f"(?:{code}){number}", cls.PLAIN_SCORE),)
        if cls.AT_HOME:
            cls.VARIANTS += (("at home", cls.AT_HOME, cls.PLAIN_SCORE),)

    def compact(self, text: str) -> str:
        """Return the digits, after a plus if they are dialled from abroad."""
        digits = "".join(sign for sign in text if sign.isdecimal())
        is_abroad = _PLUS in text or digits.startswith(_ABROAD + self.CODE)
        digits = digits.removeprefix(_ABROAD) if is_abroad else digits
        if self.TRUNK and digits.startswith(self.CODE + self.TRUNK):
            digits = digits.replace(self.TRUNK, "", 1)
        return _PLUS + digits if is_abroad else digits

    def plain(self, values: Bytes) -> tuple[Mask, Bytes]:
        """Tell which are digits of such a number, with what is dialled before it."""
        rows = np.flatnonzero(self._led(values))  # few: of those only a string is made
        texts = [text.decode("ascii", "replace") for text in to_texts(values[rows])]
        shaped = np.zeros(len(values), np.bool_)
        shaped[rows] = [self._plainly.fullmatch(text) is not None for text in texts]
        compact = to_matrix(list(map(self.compact, texts)))
        normal = np.zeros((len(values), max(values.shape[1], compact.shape[1])), np.uint8)
        normal[rows, : compact.shape[1]] = compact
        return shaped, normal

    def _led(self, values: Bytes) -> Mask:
        """Tell which begin as such a number is dialled."""
        led = np.zeros(len(values), np.bool_)
        for lead in self._leads:
            signs = np.frombuffer(lead.encode(), np.uint8)
            if values.shape[1] >= len(signs):
                led |= (values[:, : len(signs)] == signs).all(axis=1)
        return led

    def passes(self, values: Bytes) -> Mask:
        """Tell which are numbers of this country."""
        texts = [text.decode("ascii", "replace") for text in to_texts(values)]
        return np.array([self._normal.fullmatch(text) is not None for text in texts], np.bool_)

    def needs(self, values: Bytes) -> Scores:
        """Let those with a plus speak for themselves."""
        return np.where(values[:, 0] == ord(_PLUS), 0.0, SIMILARITY)

    def quiet_heads(self, length: int) -> str:
        """Return the head of runs that begin with 00 and the code."""
        lead = len(_ABROAD + self.CODE)
        return "0" if length - lead in self.SIZES else ""

    @cached_property
    def _plainly(self) -> regex.Pattern[str]:
        return regex.compile(self.PLAIN)

    @cached_property
    def _normal(self) -> regex.Pattern[str]:
        leads = rf"\+?{self.CODE}" + (f"|{self.TRUNK}" if self.TRUNK else "")
        return regex.compile(f"(?:{leads})(?:{self.NUMBER})")
