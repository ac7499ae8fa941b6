"""Whether bytes are UTF-8, ``BLOCK`` of them at a time.

UTF-8 can be told where it stands: whether a byte continues a character has to be what the
three bytes before it ask for, and a few first bytes allow not every second one (table 3-7
of the Unicode Standard).  So each byte is compared with those, and nothing is decoded.
"""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Any, cast

import numba
import numpy as np
from llvmlite import ir
from numba.core import types
from numba.extending import intrinsic

from recognizers import words
from recognizers.compiled import inner
from recognizers.words import BLOCK

if TYPE_CHECKING:
    from collections.abc import Callable

    from recognizers.arrays import Bytes

REACH = 3  # bytes before a place tell what may stand there
SHORTEST = BLOCK + REACH
_PIECE = 16 * BLOCK  # bytes: looked at twice while they are at hand
_CONTINUES, _BEYOND = 0x80, 0xF5
_LEADS = (0xC0, 0xE0, 0xF0)  # the least that ask for one, two, three more bytes
_NEVER = (  # after a first byte: what would be written shorter, is a surrogate, or too high
    (0xC0, ">=", 0x00),
    (0xC1, ">=", 0x00),
    (0xE0, "<", 0xA0),
    (0xED, ">=", 0xA0),
    (0xF0, "<", 0x90),
    (0xF4, ">=", 0x90),
)


def is_valid(data: bytes) -> bool:
    """Tell what decoding would, of ``SHORTEST`` bytes or more."""
    # Zeros ask for nothing, and are what nothing asks for: the ends are like any other place.
    ends = data[-REACH:] + bytes(REACH) + data[: BLOCK - REACH]
    return all(_fits(np.frombuffer(some, np.uint8)) for some in (ends, data))


@inner
def _fits(content: Bytes) -> bool:
    """Tell whether all bytes but the first three fit those before."""
    last = len(content) - BLOCK
    for start in range(REACH, last, _PIECE):
        stop, some, wrong = min(start + _PIECE, last), np.uint64(0), np.uint64(0)
        for place in range(start - REACH, stop, words.WORD):
            some |= words.load(content, place)
        for place in range(start, stop, BLOCK):
            words.fetch(content, place + words.AHEAD)
        if not some & words.TOPS:  # ASCII
            continue
        for place in range(start, stop, BLOCK):
            wrong |= misfits(content, place)
        if wrong:
            return False
    return not misfits(content, last)


def _misfits(near: list[Any], compare: Callable[[str, Any, int], Any], do: Any) -> Any:
    """Return what bytes do not fit, given those and the ones before them.

    Written down once for arrays and for code to compile, which is what ``do`` does.
    """
    here, before, *_ = near
    wrong = do.xor(compare(">=", here, _CONTINUES), compare(">=", here, _LEADS[0]))
    asked = [compare(">=", one, lead) for one, lead in zip(near[1:], _LEADS, strict=True)]
    wrong = do.xor(wrong, do.or_(asked[0], do.or_(asked[1], asked[2])))
    for lead, sign, bound in _NEVER:
        wrong = do.or_(wrong, do.and_(compare("==", before, lead), compare(sign, here, bound)))
    return do.or_(wrong, compare(">=", before, _BEYOND))


def misfits(content: Bytes, place: int) -> np.uint64:
    """Mark, by a bit each, which of the ``BLOCK`` bytes at a place do not fit those before."""
    signs = {">=": operator.ge, "<": operator.lt, "==": operator.eq}
    near = [content[place - back : place - back + BLOCK] for back in range(REACH + 1)]
    wrong = _misfits(near, lambda sign, some, bound: signs[sign](some, bound), operator)
    return np.uint64(int.from_bytes(np.packbits(wrong, bitorder="little").tobytes(), "little"))


if not cast("Any", numba.config).DISABLE_JIT:

    @intrinsic
    def misfits(_: Any, content: Any, place: Any) -> Any:  # noqa: ARG001 -- types of a twin
        """Mark, by a bit each, which of the ``BLOCK`` bytes at a place do not fit those before."""

        def code(context: Any, builder: Any, signature: Any, args: Any) -> Any:
            def compare(sign: str, some: Any, bound: int) -> Any:
                return builder.icmp_unsigned(sign, some, ir.Constant(some.type, [bound] * BLOCK))

            near = []
            for back in range(REACH + 1):
                at = builder.sub(args[1], ir.Constant(args[1].type, back))
                there = words.address(context, builder, signature.args[0], (args[0], at), BLOCK)
                near.append(builder.load(there, align=1))
            return builder.bitcast(_misfits(near, compare, builder), ir.IntType(BLOCK))

        return types.uint64(content, types.intp), code
