"""Passport number (护照号码): Chinese series, and those of other countries.

Ordinary: E and eight digits since 2012, then E, a letter but I and O, seven digits; before,
G and eight digits, or 14 and 15 with seven.  Diplomatic, service and public affairs:
DE, SE, PE and seven digits; before, D, S, P.  Macao: M, a letter, seven digits; Hong Kong:
K, H, KJ, HJ.  The number has no check digit, and one letter with eight digits is the shape
of many part numbers: of itself it says little, and outside the common series E and G
nothing.  The machine-readable zone has check digits, and speaks for itself.

Source: 国家移民管理局; 广州市公安局 2024-02-19 (series); ICAO Doc 9303.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from recognizers import checksums, signs
from recognizers.cn import mrz
from recognizers.cn.product_words import PRODUCT_WORDS
from recognizers.facts import USUAL_SERIES
from recognizers.scores import SIMILARITY, WEAK_HEADER
from recognizers.series import Series, SeriesRecognizer, belong, both_cases

if TYPE_CHECKING:
    from recognizers.arrays import Bytes, Mask, Scores

SECONDS = "ABCDEFGHJKLMNPQRSTUVWXYZ"  # I and O are not used
COMMON = (Series("EG", 8), Series("E", 7, SECONDS))
CHINESE = (
    *COMMON,
    Series("1", 7, "45"),
    Series("DSP", 7, "E"),
    Series("DS", 8),
    Series("DSP", 7),
    Series("M", 7, signs.LETTERS),
    Series("KH", 8),
    Series("KH", 7, "J"),
)
FOREIGN = (
    *(Series(signs.LETTERS, count) for count in (6, 7, 8)),
    *(Series(signs.LETTERS, count, signs.LETTERS) for count in (6, 7)),
    *(Series(signs.DIGITS, count) for count in (7, 8)),
)

# What the kind of a number adds to its score.
ZONE, COMMON_SERIES, OTHER, DIGITS_ONLY = 0.65, 0.1, -0.1, -0.2


class CnPassportRecognizer(SeriesRecognizer):
    """Recognize passport numbers by their series, and lines of the machine-readable zone."""

    ENTITY = "CN_PASSPORT"
    TITLE = "Passport number"
    TITLE_ZH = "护照号码"
    SOURCE = "国家移民管理局; ICAO Doc 9303"
    SERIES = (*CHINESE, *FOREIGN)
    SERIAL = slice(2, 6)
    LENGTHS = (*sorted({series.length for series in (*CHINESE, *FOREIGN)}), mrz.WIDTH)
    PLAIN = "|".join([mrz.RUN, *(series.pattern for series in (*CHINESE, *FOREIGN))])
    PLAIN_SCORE = 0.3
    VARIANTS = (("machine-readable zone", f"(?<!<)(?:{mrz.NAMES}|{mrz.DATA})(?!<)", PLAIN_SCORE),)
    NEED = SIMILARITY
    SIEVE = (
        ("<", "P[A-Z<][A-Z][A-Z<]*<<|[0-9][A-Z][A-Z<]{2}[0-9]{7}[MFX<]"),
        ("＜", "＜"),
    )
    CONTEXT = (
        *("护照", "护照号", "护照号码", "护照编号", "签证", "出境", "出国", "因公", "因私"),
        *("passport", "visa", "travel document"),
        *("hzh", "hzhm"),
    )
    NEGATIVE = PRODUCT_WORDS
    GENUINE = (
        "E12345678",
        "e12345678",
        "EA1234567",
        "G12345678",
        "141234567",
        "DE1234567",
        "SE1234567",
        "PE1234567",
        "D1234567",
        "S12345678",
        "P1234567",
        "MA1234567",
        "K12345678",
        "HJ1234567",
        "TK1234567",
        "123456789",
        "P<CHNZHANG<<SAN<<<<<<<<<<<<<<<<<<<<<<<<<<<<<",
        "L898902C36UTO7408122F1204159ZE184226B<<<<<10",  # the specimen of Doc 9303
    )
    IMPOSTORS = (
        "E123456789",
        "EI12345678",
        "E1234567890",
        "ABC123456",
        "123456",
        "P<CHNZHANG<SAN",  # cut off
        "L898902C37UTO7408122F1204159ZE184226B<<<<<10",  # wrong check digit of the number
        "L898902C36UTO7408122F1204159ZE184226B<<<<<11",  # wrong check digit over all
    )

    def compact(self, text: str) -> str:
        """Return letters, digits and fillers, in capitals."""
        return "".join(sign for sign in text if sign.isalnum() or sign == "<").upper()

    def plain(self, values: Bytes) -> tuple[Mask, Bytes]:
        """Tell which are numbers of a series, or a second line without a filler."""
        if values.shape[1] == mrz.WIDTH:
            return mrz.is_run(values), values
        return super().plain(values)

    def passes(self, values: Bytes) -> Mask:
        """Tell which are numbers of a series, or lines whose check digits hold."""
        return super().passes(values) | mrz.is_line(values)

    def bonus(self, values: Bytes) -> Scores:
        """Add for the zone and the common series, take from what only others have."""
        kinds = (mrz.is_line(values), belong(values, COMMON), belong(values, CHINESE))
        foreign = np.where(checksums.is_digits(values[:, :1]), DIGITS_ONLY, OTHER)
        return np.select(kinds, (ZONE, COMMON_SERIES, 0.0), foreign)

    def facts(self, values: Bytes, today: str) -> dict[str, Mask]:
        """Tell which are of the common series."""
        del today
        return {USUAL_SERIES: belong(values, COMMON)}

    def quiet_heads(self, length: int) -> str:
        """Return the heads of the common series, and of a line of the zone."""
        common = both_cases("".join({one.heads for one in COMMON if one.length == length}))
        return self.HEADS if length == mrz.WIDTH else common

    def needs(self, values: Bytes) -> Scores:
        """Let the zone and the common series speak; others have to be announced."""
        telling = mrz.is_line(values) | belong(values, COMMON)
        chinese = np.where(belong(values, CHINESE), WEAK_HEADER, SIMILARITY)
        return np.where(telling, 0.0, chinese)
