"""Blocks of bytes as bits, for compiled loops that look at ``words.BLOCK`` of them at once.

A bit says something of a byte, the lowest of the first.  Compiled code may stand anywhere in an
array; that so many bytes are there is the caller's care.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import numba
import numpy as np
from llvmlite import ir
from numba.core import types
from numba.extending import intrinsic

from recognizers import words
from recognizers.compiled import inner

if TYPE_CHECKING:
    from recognizers.arrays import Bytes


def within(content: Bytes, place: int, first: int, count: int) -> np.uint64:
    """Mark which of the bytes at a place are one of so many signs from the first on."""
    found = content[place : place + words.BLOCK] - np.uint8(first) < count
    return np.uint64(int.from_bytes(np.packbits(found, bitorder="little").tobytes(), "little"))


if not cast("Any", numba.config).DISABLE_JIT:

    def _everywhere(builder: Any, number: Any) -> Any:
        """Return a number as a vector of bytes."""
        lane, kind = ir.IntType(32), ir.VectorType(ir.IntType(8), words.BLOCK)
        sign = builder.trunc(number, ir.IntType(8))
        one = builder.insert_element(ir.Constant(kind, None), sign, ir.Constant(lane, 0))
        lanes = ir.Constant(ir.VectorType(lane, words.BLOCK), None)
        return builder.shuffle_vector(one, one, lanes)

    @intrinsic
    def within(_: Any, content: Any, place: Any, first: Any, count: Any) -> Any:  # noqa: ARG001 -- types of a twin
        """Mark which of the bytes at a place are one of so many signs from the first on."""

        def code(context: Any, builder: Any, signature: Any, args: Any) -> Any:
            at = words.address(context, builder, signature.args[0], args, words.BLOCK)
            start, size = (_everywhere(builder, number) for number in args[2:])
            over = builder.sub(builder.load(at, align=1), start)
            marks = builder.icmp_unsigned("<", over, size)
            return builder.bitcast(marks, ir.IntType(words.BLOCK))

        return types.uint64(content, types.intp, types.intp, types.intp), code


@inner
def in_a_row(marks: np.uint64, count: int) -> np.uint64:
    """Mark where so many bits follow one another, from there on; none that leave the block."""
    done = 1
    while done < count:
        step = min(done, count - done)
        marks &= marks >> np.uint64(step)
        done += step
    return marks
