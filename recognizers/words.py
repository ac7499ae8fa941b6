"""Eight bytes of an array at a time, for compiled loops: as a little-endian number.

Some look at ``BLOCK`` bytes at once.  Compiled code may stand anywhere in an array; that so
many bytes are there is the caller's care.  Without the compiler the same functions run as
plain Python.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import numba
import numpy as np
from llvmlite import ir
from numba.core import types
from numba.extending import intrinsic

from recognizers.compiled import inner

if TYPE_CHECKING:
    from recognizers.arrays import Bytes

WORD, HALF, STRETCH, BLOCK = 8, 16, 32, 64  # bytes
AHEAD = 4096  # bytes: what is fetched so early is there when it is looked at
ONES = np.uint64(0x0101010101010101)  # a one in every byte: times a sign, the sign in every byte
TOPS = np.uint64(0x8080808080808080)  # the highest bit of every byte
_LOW_FOURS = np.uint64(0x0F0F0F0F0F0F0F0F)
_DIGITS = np.uint64(0x000F000F000F000F)  # every second one
_TWOS = np.uint64(0x000000FF000000FF)
_LOWS = np.uint64(0x7F7F7F7F7F7F7F7F)


def load(content: Bytes, place: int) -> np.uint64:
    """Return the eight bytes that begin at a place."""
    return np.uint64(int.from_bytes(content[place : place + WORD].tobytes(), "little"))


def store(content: Bytes, place: int, word: np.uint64) -> None:
    """Write eight bytes that begin at a place."""
    content[place : place + WORD] = np.frombuffer(int(word).to_bytes(WORD, "little"), np.uint8)


def first(marks: np.uint64) -> int:
    """Return the number of the first byte with a bit set; eight if there is none."""
    word = int(marks)
    return ((word & -word).bit_length() - 1) // WORD if word else WORD


def marked(content: Bytes, place: int, signs: tuple[int, int, int]) -> np.uint64:
    """Mark, by a bit each, which of the ``BLOCK`` bytes at a place are one of three signs."""
    found = np.isin(content[place : place + BLOCK], signs)
    return np.uint64(int.from_bytes(np.packbits(found, bitorder="little").tobytes(), "little"))


def digits_only(content: Bytes, place: int) -> bool:
    """Tell whether the ``HALF`` bytes at a place are ASCII digits."""
    return content[place : place + HALF].tobytes().isdigit()


def lowest(marks: np.uint64) -> int:
    """Return the number of the first bit that is set; one must be."""
    word = int(marks)
    return (word & -word).bit_length() - 1


def many(marks: np.uint64) -> int:
    """Return how many bits are set."""
    return int(marks).bit_count()


def fetch(content: Bytes, place: int) -> None:
    """Let memory bring what is at a place, or would be, while something else is done."""


def move(content: Bytes, place: int, target: Bytes, to: int) -> None:
    """Copy the ``STRETCH`` bytes at a place to a place in another array."""
    target[to : to + STRETCH] = content[place : place + STRETCH]


def address(context: Any, builder: Any, array: Any, args: Any, size: int = 0) -> Any:
    """Return, in code to compile, where a word or a vector of so many bytes is in an array."""
    content, place, *_ = args
    data = context.make_array(array)(context, builder, content).data
    kind = ir.VectorType(ir.IntType(8), size) if size else ir.IntType(64)
    return builder.bitcast(builder.gep(data, [place]), kind.as_pointer())


if not cast("Any", numba.config).DISABLE_JIT:

    @intrinsic
    def load(_: Any, content: Any, place: Any) -> Any:  # noqa: ARG001 -- types of a twin
        """Return the eight bytes that begin at a place."""

        def code(context: Any, builder: Any, signature: Any, args: Any) -> Any:
            return builder.load(address(context, builder, signature.args[0], args), align=1)

        return types.uint64(content, types.intp), code

    @intrinsic
    def store(_: Any, content: Any, place: Any, word: Any) -> Any:  # noqa: ARG001
        """Write eight bytes that begin at a place."""

        def code(context: Any, builder: Any, signature: Any, args: Any) -> Any:
            target = address(context, builder, signature.args[0], args)
            builder.store(args[2], target, align=1)
            return context.get_dummy_value()

        return types.void(content, types.intp, types.uint64), code

    @intrinsic
    def first(_: Any, marks: Any) -> Any:  # noqa: ARG001
        """Return the number of the first byte with a bit set; eight if there is none."""

        def code(_context: Any, builder: Any, _signature: Any, args: Any) -> Any:
            zeros = builder.cttz(args[0], ir.Constant(ir.IntType(1), 0))
            return builder.lshr(zeros, ir.Constant(ir.IntType(64), 3))

        return types.int64(types.uint64), code

    @intrinsic
    def marked(_: Any, content: Any, place: Any, signs: Any) -> Any:  # noqa: ARG001
        """Mark, by a bit each, which of the ``BLOCK`` bytes at a place are one of three signs."""

        def code(context: Any, builder: Any, signature: Any, args: Any) -> Any:
            at = address(context, builder, signature.args[0], args, size=BLOCK)
            block, found = builder.load(at, align=1), ir.Constant(ir.IntType(BLOCK), 0)
            for number in range(3):
                sign = builder.trunc(builder.extract_value(args[2], number), ir.IntType(8))
                one = builder.insert_element(
                    ir.Constant(block.type, None), sign, ir.Constant(ir.IntType(32), 0)
                )
                lanes = ir.Constant(ir.VectorType(ir.IntType(32), BLOCK), None)
                same = builder.icmp_unsigned("==", block, builder.shuffle_vector(one, one, lanes))
                found = builder.or_(found, builder.bitcast(same, found.type))
            return found

        return types.uint64(content, types.intp, signs), code

    @intrinsic
    def digits_only(_: Any, content: Any, place: Any) -> Any:  # noqa: ARG001
        """Tell whether the ``HALF`` bytes at a place are ASCII digits."""

        def code(context: Any, builder: Any, signature: Any, args: Any) -> Any:
            at = address(context, builder, signature.args[0], args, size=HALF)
            signs = builder.load(at, align=1)
            values = builder.sub(signs, ir.Constant(signs.type, [ord("0")] * HALF))
            wrong = builder.icmp_unsigned(">", values, ir.Constant(signs.type, [9] * HALF))
            none = ir.Constant(ir.IntType(HALF), 0)
            return builder.icmp_unsigned("==", builder.bitcast(wrong, none.type), none)

        return types.boolean(content, types.intp), code

    @intrinsic
    def lowest(_: Any, marks: Any) -> Any:  # noqa: ARG001
        """Return the number of the first bit that is set; one must be."""

        def code(_context: Any, builder: Any, _signature: Any, args: Any) -> Any:
            return builder.cttz(args[0], ir.Constant(ir.IntType(1), 1))

        return types.int64(types.uint64), code

    @intrinsic
    def many(_: Any, marks: Any) -> Any:  # noqa: ARG001
        """Return how many bits are set."""

        def code(_context: Any, builder: Any, _signature: Any, args: Any) -> Any:
            return builder.ctpop(args[0])

        return types.int64(types.uint64), code

    @intrinsic
    def fetch(_: Any, content: Any, place: Any) -> Any:  # noqa: ARG001
        """Let memory bring what is at a place, or would be, while something else is done."""

        def code(context: Any, builder: Any, signature: Any, args: Any) -> Any:
            at, number = address(context, builder, signature.args[0], args), ir.IntType(32)
            kind = ir.FunctionType(ir.VoidType(), [at.type, number, number, number])
            call = builder.module.declare_intrinsic("llvm.prefetch", (at.type,), kind)
            to_read, to_stay, of_data = (ir.Constant(number, flag) for flag in (0, 3, 1))
            builder.call(call, (at, to_read, to_stay, of_data))
            return context.get_dummy_value()

        return types.void(content, types.intp), code

    @intrinsic
    def move(_: Any, content: Any, place: Any, target: Any, to: Any) -> Any:  # noqa: ARG001
        """Copy the ``STRETCH`` bytes at a place to a place in another array."""

        def code(context: Any, builder: Any, signature: Any, args: Any) -> Any:
            here = address(context, builder, signature.args[0], args, size=STRETCH)
            there = address(context, builder, signature.args[2], args[2:], size=STRETCH)
            builder.store(builder.load(here, align=1), there, align=1)
            return context.get_dummy_value()

        return types.void(content, types.intp, target, types.intp), code


@inner
def next_of(content: Bytes, start: int, signs: tuple[int, int, int]) -> int:
    """Return where the next of three signs is, or the end."""
    place = start
    while place + BLOCK <= len(content):
        marks = marked(content, place, signs)
        if marks:
            return place + lowest(marks)
        place += BLOCK
    while place < len(content) and content[place] not in signs:
        place += 1
    return place


@inner
def count_of(content: Bytes, start: int, stop: int, signs: tuple[int, int, int]) -> int:
    """Return how many bytes between two places are one of three signs."""
    place, found = start, 0
    while place + BLOCK <= stop:
        found += many(marked(content, place, signs))
        place += BLOCK
    while place < stop:
        found += content[place] in signs
        place += 1
    return found


@inner
def equal(word: np.uint64, sign: int) -> np.uint64:
    """Mark the first byte that equals a sign, and maybe some after it; zero if none does."""
    other = word ^ (ONES * np.uint64(sign))
    return (other - ONES) & ~other & TOPS


@inner
def found(content: Bytes, place: int, stop: int, sign: int) -> int:
    """Return where a sign is first from a place on, ``stop`` if it is not before that."""
    last = min(stop, len(content) - WORD + 1)
    while place < last:
        marks = equal(load(content, place), sign)
        if marks:
            return min(place + first(marks), stop)
        place += WORD
    while place < stop and content[place] != sign:
        place += 1
    return min(place, stop)


def weights(eight: tuple[int, ...]) -> tuple[np.uint64, np.uint64]:
    """Return weights of eight digits as ``weighted`` takes them."""
    even, odd = (sum(one << (48 - 16 * at) for at, one in enumerate(eight[i::2])) for i in (0, 1))
    return np.uint64(even), np.uint64(odd)


@inner
def weighted(word: np.uint64, by: tuple[np.uint64, np.uint64]) -> int:
    """Return the weighted sum of eight ASCII digits, which is below 65,536."""
    even, odd = word & _DIGITS, (word >> np.uint64(8)) & _DIGITS
    return int(((even * by[0]) >> np.uint64(48)) + ((odd * by[1]) >> np.uint64(48)))


@inner
def number(word: np.uint64) -> int:
    """Return the number that eight ASCII digits make: two, four, then all of them joined."""
    twos = (word & _LOW_FOURS) * np.uint64(10) + ((word & _LOW_FOURS) >> np.uint64(8))
    first = (twos & _TWOS) * np.uint64(100 + (1000000 << 32))
    second = ((twos >> np.uint64(16)) & _TWOS) * np.uint64(1 + (10000 << 32))
    return int((first + second) >> np.uint64(32))


@inner
def below(word: np.uint64, sign: int) -> np.uint64:
    """Mark the first byte that is less than an ASCII sign, and maybe some after it, or zero."""
    return (word - ONES * np.uint64(sign)) & ~word & TOPS


@inner
def no_alnum(word: np.uint64) -> np.uint64:
    """Mark the bytes that are no ASCII letter or digit."""
    low = word & _LOWS
    is_digit = (low + ONES * np.uint64(0x80 - 0x30)) & ~(low + ONES * np.uint64(0x80 - 0x3A))
    small = low | (ONES * np.uint64(0x20))
    is_letter = (small + ONES * np.uint64(0x80 - 0x61)) & ~(small + ONES * np.uint64(0x80 - 0x7B))
    return ~((is_digit | is_letter) & ~word) & TOPS


@inner
def alnum_end(content: Bytes, start: int, stop: int) -> int:
    """Return where the ASCII letters and digits from a place on end, ``stop`` at the latest."""
    place = start
    while place < stop:
        on = first(no_alnum(load(content, place)))
        place += on
        if on < WORD:
            break
    return min(place, stop)


@inner
def no_digit(word: np.uint64) -> np.uint64:
    """Mark the bytes that are no ASCII digit."""
    other = word ^ (ONES * np.uint64(ord("0")))
    return (((other & _LOWS) + ONES * np.uint64(0x80 - 10)) | other) & TOPS
