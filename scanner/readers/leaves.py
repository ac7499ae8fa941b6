"""Nested and typed Arrow columns -> leaves of plain strings.

A leaf of structs has a value per row and keeps the table's row numbers; a leaf inside a
list or map has a value per element, and is numbered by element.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from scanner.readers.encodings import frequent_share

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_CONTROLS = "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f]"
_CONTROL = re.compile(_CONTROLS)
_INT64_LIMIT, _DIGITS_LIMIT = 2.0**63, 1e19
_LIKELY = 0.5


@dataclass(frozen=True, slots=True)
class Leaf:
    """One leaf of a column."""

    name: str  # "customer.phone", "phones[]", "attrs.key"
    array: pa.Array[Any] = field(repr=False)
    is_repeated: bool = False


def leaves(name: str, array: Any, *, is_repeated: bool = False) -> Iterator[Leaf]:
    """Yield the leaves of a column, in the order of its type."""
    kind = array.type
    if isinstance(kind, pa.BaseExtensionType):
        yield from leaves(name, array.storage, is_repeated=is_repeated)
    elif pa.types.is_dictionary(kind):
        yield from leaves(name, array.dictionary_decode(), is_repeated=is_repeated)
    elif pa.types.is_struct(kind):
        for member, child in zip(kind, array.flatten(), strict=True):
            yield from leaves(f"{name}.{member.name}", child, is_repeated=is_repeated)
    elif pa.types.is_map(kind):
        yield from leaves(name, _entries(array), is_repeated=True)
    elif _is_list(kind):
        yield from leaves(f"{name}[]", array.flatten(), is_repeated=True)
    else:
        yield Leaf(name, array, is_repeated)


def _entries(array: pa.MapArray[Any, Any]) -> pa.StructArray:
    """Return the entries of a map; its keys and items ignore how it is sliced."""
    offsets = array.offsets
    start, size = offsets[0].as_py(), offsets[-1].as_py() - offsets[0].as_py()
    keys, items = array.keys.slice(start, size), array.items.slice(start, size)
    return pa.StructArray.from_arrays([keys, items], ["key", "value"])


def _is_list(kind: pa.DataType) -> bool:
    return any(
        test(kind)
        for test in (
            pa.types.is_list,
            pa.types.is_large_list,
            pa.types.is_fixed_size_list,
            pa.types.is_list_view,
            pa.types.is_large_list_view,
        )
    )


@dataclass(frozen=True, slots=True)
class Words:
    """A leaf as strings."""

    array: pa.Array[Any] = field(repr=False)
    origin: str  # "text", "int", "float", "decimal", "date", "bool", "binary"
    opaque: int = 0  # values that hold bytes and no text


def words(array: pa.Array[Any]) -> Words:
    """Return a leaf as strings that read like the values a person would type."""
    for test, origin, convert in _CONVERSIONS:
        if test(array.type):
            return Words(convert(array), origin)
    if _is_binary(array.type):
        return _binary(array)
    return Words(pc.cast(array, pa.string()), "text")


def _float(array: pa.Array[Any]) -> pa.Array[Any]:
    """Write whole numbers as digits: 13800138000.0 is a phone number."""
    values = array.cast(pa.float64()).to_numpy(zero_copy_only=False)
    size = np.abs(values)
    with np.errstate(invalid="ignore"):  # a signalling NaN
        is_whole = (np.floor(values) == values) & (size < _DIGITS_LIMIT)
    is_small = size < _INT64_LIMIT
    small = np.where(is_whole & is_small, values, 0).astype(np.int64)
    large = np.where(is_whole & ~is_small, size, 0).astype(np.uint64)
    digits = pc.if_else(pa.array(is_small), _cast(pa.array(small)), _cast(pa.array(large)))
    shown = pc.if_else(pa.array(is_whole), digits, _cast(array))
    known: pa.Array[Any] = pc.if_else(pa.array(np.isnan(values)), None, shown)
    return known


def _decimal(array: pa.Array[Any]) -> pa.Array[Any]:
    """Drop the zeros a scale adds: 13800138000.00."""
    shown = _cast(array)
    return pc.replace_substring_regex(shown, r"\.0*$|(\.[0-9]*[1-9])0+$", r"\1")


def _date(array: pa.Array[Any]) -> pa.Array[Any]:
    """Write ISO dates and times; a zone is UTC, and midnight of a timestamp is its date."""
    if pa.types.is_timestamp(array.type):
        array = array.cast(pa.timestamp(array.type.unit))
    return pc.replace_substring_regex(_cast(array), r"(?: 00:00:00)?\.0+$| 00:00:00$", "")


def _duration(array: pa.Array[Any]) -> pa.Array[Any]:
    return _cast(array.cast(pa.int64()))


def _interval(array: pa.Array[Any]) -> pa.Array[Any]:
    return pa.array(
        [None if value is None else str(value) for value in array.to_pylist()], pa.string()
    )


def _binary(array: pa.Array[Any]) -> Words:
    """Take binary for text where it is UTF-8 or GB18030 without control characters."""
    plain = array.cast(pa.large_binary())
    try:
        shown = pc.cast(plain, pa.large_string())
    except pa.ArrowInvalid:
        return _binary_one_by_one(plain)
    opaque = pc.match_substring_regex(shown, _CONTROLS).true_count
    return Words(shown, "binary", opaque)


def _binary_one_by_one(array: pa.Array[Any]) -> Words:
    values = array.to_pylist()
    texts = [None if value is None else _text_in(value) for value in values]
    opaque = sum(text is None for text in texts) - array.null_count
    return Words(pa.array(texts, pa.large_string()), "binary", opaque)


def _text_in(value: bytes) -> str | None:
    for codec in ("utf-8", "gb18030"):
        try:
            text = value.decode(codec)
        except UnicodeDecodeError:
            continue
        is_likely = codec == "utf-8" or frequent_share(text, codec) > _LIKELY
        if is_likely and not _CONTROL.search(text):
            return text
    return None


def _cast(array: pa.Array[Any]) -> pa.Array[Any]:
    return pc.cast(array, pa.string())


def _is_text(kind: pa.DataType) -> bool:
    return pa.types.is_string(kind) or pa.types.is_large_string(kind)


def _is_binary(kind: pa.DataType) -> bool:
    return any(
        test(kind)
        for test in (
            pa.types.is_binary,
            pa.types.is_large_binary,
            pa.types.is_fixed_size_binary,
            pa.types.is_binary_view,
        )
    )


Conversion = tuple["Callable[[pa.DataType], bool]", str, "Callable[[pa.Array[Any]], pa.Array[Any]]"]

_CONVERSIONS: tuple[Conversion, ...] = (
    (_is_text, "text", lambda array: array),
    (pa.types.is_string_view, "text", _cast),
    (pa.types.is_boolean, "bool", _cast),
    (pa.types.is_integer, "int", _cast),
    (pa.types.is_floating, "float", _float),
    (pa.types.is_decimal, "decimal", _decimal),
    (pa.types.is_duration, "int", _duration),
    (pa.types.is_interval, "text", _interval),
    (pa.types.is_temporal, "date", _date),
)
