r"""Escapes that hide characters: ``\u624b``, ``&#25163;``, ``\/``, ``%40`` in the links of a log.

Resolved text has the lines it had before: an escaped newline or control character
becomes a space.  In a cell only ``\u624b`` tells that it holds escapes: JSON in a column.
"""

from __future__ import annotations

import html
import re
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from scanner.readers import backslashes

if TYPE_CHECKING:
    from collections.abc import Callable

_ENTITY = re.compile(rb"(?:&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8}[0-9]{0,2});)+")
_PERCENT = re.compile(rb"(?:%[0-9a-fA-F]{2})+")
_IN_CELLS = r"\\u[0-9a-fA-F]{4}"
_CONTROL = re.compile("[\x00-\x1f\x7f\x85\u2028\u2029]")


def resolve(data: bytes, genre: str) -> bytes:
    """Return text with the escapes of its genre resolved."""
    for sign, resolved in _RULES.get(genre, ()):
        if sign in data:
            data = resolved(data)
    return data


def in_cells(column: pa.Array[Any]) -> pa.Array[Any]:
    """Return a column of strings, or a dictionary of them, with its cells' escapes resolved."""
    if isinstance(column, pa.DictionaryArray):
        return pa.DictionaryArray.from_arrays(column.indices, in_cells(column.dictionary))
    data = column.buffers()[-1]
    if data is None or not backslashes.are_in(np.frombuffer(memoryview(data), np.uint8)):
        return column
    import pyarrow.compute as pc  # takes a while, and few columns need it

    escaped: Any = pc.match_substring_regex(column, _IN_CELLS)
    escaped = escaped.fill_null(False)  # noqa: FBT003
    cells: list[Any] = column.filter(escaped).to_pylist()
    if not cells:
        return column
    resolved = [backslashes.resolve(cell.encode()).decode() for cell in cells]
    whole: pa.Array[Any] = pc.replace_with_mask(column, escaped, pa.array(resolved, column.type))
    return whole


def _entity(match: re.Match[bytes]) -> bytes:
    return _tame(html.unescape(match[0].decode()))


def _percent(match: re.Match[bytes]) -> bytes:
    """Return the characters that a link's signs stand for; the signs where they are none."""
    found = bytes.fromhex(match[0].replace(b"%", b"").decode())
    for codec in ("utf-8", "gb18030"):
        try:
            return _tame(found.decode(codec))
        except UnicodeDecodeError:
            continue
    return match[0]


def _tame(text: str) -> bytes:
    return _CONTROL.sub(" ", text).encode("utf-8", "replace")


Rule = tuple[bytes, "Callable[[bytes], bytes]"]

_WITH_BACKSLASHES: tuple[Rule, ...] = ((b"\\", backslashes.resolve),)
_WITH_ENTITIES: tuple[Rule, ...] = ((b"&", partial(_ENTITY.sub, _entity)),)
_WITH_PERCENTS: tuple[Rule, ...] = ((b"%", partial(_PERCENT.sub, _percent)),)
_RULES: dict[str, tuple[Rule, ...]] = {
    **dict.fromkeys(("json", "jsonl", "yaml", "code", "properties"), _WITH_BACKSLASHES),
    "log": _WITH_BACKSLASHES + _WITH_PERCENTS,
    **dict.fromkeys(("xml", "markdown"), _WITH_ENTITIES),
    "html": _WITH_ENTITIES + _WITH_BACKSLASHES,  # scripts stand in it
}
