"""Nested and typed Arrow columns -> leaves of plain strings.

A leaf of structs has a value per row and keeps the table's row numbers; a leaf inside a
list or map has a value per element, and is numbered by element.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from scanner.readers.encodings import frequent_share
from scanner.readers.mixed import is_utf8

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_CONTROLS = "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f]"
_INT64_LIMIT, _DIGITS_LIMIT = 2.0**63, 1e19
_LIKELY = 0.5
_FEW = 4  # cells to a text of a dictionary, at least, to keep it


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
        if _says_little(array):
            yield Leaf(name, array, is_repeated)
        else:
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


def _says_little(array: Any) -> bool:
    """Tell whether an array is few texts over and over, and every number is one of theirs.

    Arrow believes the numbers of a file; whoever writes the texts out compares them.
    """
    if not is_text(array.type.value_type) or _FEW * len(array.dictionary) > len(array):
        return False
    numbers = array.indices.drop_null().to_numpy()
    last = len(array.dictionary) - 1
    return bool(numbers.min(initial=0) >= 0 and numbers.max(initial=0) <= max(0, last))


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
    """A leaf as strings, or as a dictionary of few."""

    array: pa.Array[Any] = field(repr=False)
    origin: str  # "text", "int", "float", "decimal", "date", "bool", "binary"
    opaque: int = 0  # values that hold bytes and no text


def words(array: Any) -> Words:
    """Return a leaf as strings that read like the values a person would type."""
    for test, origin, convert in _CONVERSIONS:
        if test(array.type):
            return Words(convert(array), origin)
    if _is_binary(array.type):
        return _binary(array)
    return Words(_cast(array), "text")


def _float(array: Any) -> Any:
    """Write whole numbers as digits: 13800138000.0 is a phone number."""
    values = array.cast(pa.float64()).to_numpy(zero_copy_only=False)
    with np.errstate(invalid="ignore"):  # a signalling NaN
        is_whole = (np.floor(values) == values) & (values < _DIGITS_LIMIT)
    is_small = is_whole & (np.abs(values) < _INT64_LIMIT)
    is_large = is_whole & (values >= _INT64_LIMIT)
    small = pa.array(np.where(is_small, values, 0).astype(np.int64))
    large = pa.array(np.where(is_large, values, 0).astype(np.uint64))
    shown = pc.if_else(pa.array(is_small), _cast(small), _cast(array))
    shown = pc.if_else(pa.array(is_large), _cast(large), shown)
    return pc.if_else(pa.array(np.isnan(values)), None, shown)


def _decimal(array: Any) -> Any:
    """Drop the zeros a scale adds: 13800138000.00."""
    shown = _cast(array)
    return pc.replace_substring_regex(shown, r"\.0*$|(\.[0-9]*[1-9])0+$", r"\1")


def _date(array: Any) -> Any:
    """Write ISO dates and times; a zone is UTC, and midnight of a timestamp is its date."""
    if pa.types.is_timestamp(array.type):
        array = array.cast(pa.timestamp(array.type.unit))
    return pc.replace_substring_regex(_cast(array), r"(?: 00:00:00)?\.0+$| 00:00:00$", "")


def _duration(array: Any) -> Any:
    return _cast(array.cast(pa.int64()))


def _interval(array: Any) -> Any:
    return pa.array(
        [None if value is None else str(value) for value in array.to_pylist()], pa.string()
    )


def _binary(array: Any) -> Words:
    """Take binary for text where it is UTF-8, or GB18030 made of frequent characters."""
    plain = array.cast(pa.large_binary())
    try:
        shown: Any = pc.cast(plain, pa.large_string())
    except pa.ArrowInvalid:
        shown = pa.array([_text_in(value) for value in plain.to_pylist()], pa.large_string())
    unread = shown.null_count - array.null_count
    return Words(shown, "binary", unread + pc.match_substring_regex(shown, _CONTROLS).true_count)


def _text_in(value: bytes | None) -> str | None:
    """Return the text of one value; None if it is no text."""
    if value is None:
        return None
    if is_utf8(value):
        return value.decode()
    try:
        text = value.decode("gb18030")
    except UnicodeDecodeError:
        return None
    return text if frequent_share(text, "gb18030") > _LIKELY else None


def _cast(array: Any) -> Any:
    return pc.cast(array, pa.string())


def is_text(kind: pa.DataType) -> bool:
    """Tell whether a type is a plain array of strings."""
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


Conversion = tuple["Callable[[pa.DataType], bool]", str, "Callable[[Any], Any]"]

_CONVERSIONS: tuple[Conversion, ...] = (
    (is_text, "text", lambda array: array),
    (pa.types.is_dictionary, "text", lambda array: array),
    (pa.types.is_string_view, "text", _cast),
    (pa.types.is_boolean, "bool", _cast),
    (pa.types.is_integer, "int", _cast),
    (pa.types.is_floating, "float", _float),
    (pa.types.is_decimal, "decimal", _decimal),
    (pa.types.is_duration, "int", _duration),
    (pa.types.is_interval, "text", _interval),
    (pa.types.is_temporal, "date", _date),
)
