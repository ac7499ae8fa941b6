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

_ODD, _EVEN = 0x9E3779B97F4A7C15, 0xD1B54A32D192ED02
# Of the words of a block: odd numbers without a pattern.
_WEIGHTS = tuple((_ODD + _EVEN * word) % (1 << 64) for word in range(words.BLOCK // words.WORD))


def within(content: Bytes, place: int, first: int, count: int) -> np.uint64:
    """Mark which of the bytes at a place are one of so many signs from the first on."""
    found = content[place : place + words.BLOCK] - np.uint8(first) < count
    return np.uint64(int.from_bytes(np.packbits(found, bitorder="little").tobytes(), "little"))


def differing(content: Bytes, one: int, other: int) -> np.uint64:
    """Mark which of the bytes at two places differ."""
    unlike = content[one : one + words.BLOCK] != content[other : other + words.BLOCK]
    return np.uint64(int.from_bytes(np.packbits(unlike, bitorder="little").tobytes(), "little"))


def mixed(content: Bytes, place: int, size: int) -> np.uint64:
    """Mix the first bytes at a place to a number, so many of them; its high bits are best."""
    some = content[place : place + words.BLOCK] * (np.arange(words.BLOCK) < size)
    weighed = some.astype(np.uint8).view(np.uint64) * np.array(_WEIGHTS, np.uint64)
    return np.uint64(np.bitwise_xor.reduce(weighed))


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

    @intrinsic
    def differing(_: Any, content: Any, one: Any, other: Any) -> Any:  # noqa: ARG001
        """Mark which of the bytes at two places differ."""

        def code(context: Any, builder: Any, signature: Any, args: Any) -> Any:
            blocks = [
                builder.load(
                    words.address(context, builder, signature.args[0], (args[0], at), words.BLOCK),
                    align=1,
                )
                for at in args[1:]
            ]
            return builder.bitcast(builder.icmp_unsigned("!=", *blocks), ir.IntType(words.BLOCK))

        return types.uint64(content, types.intp, types.intp), code

    @intrinsic
    def mixed(_: Any, content: Any, place: Any, size: Any) -> Any:  # noqa: ARG001
        """Mix the first bytes at a place to a number, so many of them; its high bits are best."""

        def code(context: Any, builder: Any, signature: Any, args: Any) -> Any:
            at = words.address(context, builder, signature.args[0], args, words.BLOCK)
            block = builder.load(at, align=1)
            lanes = ir.Constant(block.type, [*range(words.BLOCK)])
            full = ir.Constant(args[2].type, words.BLOCK)
            most = builder.select(builder.icmp_signed("<", args[2], full), args[2], full)
            counts = builder.icmp_unsigned("<", lanes, _everywhere(builder, most))
            some = builder.select(counts, block, ir.Constant(block.type, None))
            eight = ir.VectorType(ir.IntType(64), len(_WEIGHTS))
            weights = ir.Constant(eight, list(_WEIGHTS))
            weighed = builder.mul(builder.bitcast(some, eight), weights)
            number = builder.extract_element(weighed, ir.Constant(ir.IntType(32), 0))
            for lane in range(1, len(_WEIGHTS)):
                one = builder.extract_element(weighed, ir.Constant(ir.IntType(32), lane))
                number = builder.xor(number, one)
            return number

        return types.uint64(content, types.intp, types.intp), code


@inner
def in_a_row(marks: np.uint64, count: int) -> np.uint64:
    """Mark where so many bits follow one another, from there on; none that leave the block."""
    done = 1
    while done < count:
        step = min(done, count - done)
        marks &= marks >> np.uint64(step)
        done += step
    return marks
