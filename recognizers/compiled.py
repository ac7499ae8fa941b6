"""Loops over bytes, compiled to machine code when they are first called.

What NumPy would do in ten passes over a column, a loop does in one.  The functions stay
plain Python: with ``NUMBA_DISABLE_JIT=1`` they run as such, slowly, for a debugger.

The machine code is kept (``machine_code``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar, cast

import numba
import numpy as np

from recognizers import machine_code

if TYPE_CHECKING:
    from collections.abc import Callable

    from recognizers.arrays import Bytes

_P = ParamSpec("_P")
_R = TypeVar("_R")

_config: Any = numba.config  # its settings, and the option ``_nrt``, have no types
_njit: Any = numba.njit


def compiled(function: Callable[_P, _R]) -> Callable[_P, _R]:
    """Compile a function at its first call, and keep the code where that is possible.

    Inside, only numbers, arrays and tuples of them; no index is checked.
    """
    return _compiled(function, counts=True)


def inner(function: Callable[_P, _R]) -> Callable[_P, _R]:
    """Compile a function that is called for every value, and makes no array.

    It does not count who uses the arrays it is given: that would take longer than its work.
    """
    return _compiled(function, counts=False)


def telling(
    loop: Callable[Concatenate[Bytes, Bytes, _P], None],
) -> Callable[Concatenate[Bytes, _P], Bytes]:
    """Compile a loop that writes into its first argument what it tells of each row of its second.

    Returns what makes that array, all zeros at first: a loop that made it itself would count
    who uses each row that it looks at, which takes longer than the look.
    """
    fill = inner(loop)

    def tell(values: Bytes, /, *tables: _P.args, **none: _P.kwargs) -> Bytes:
        told = np.zeros(len(values), np.uint8)
        fill(told, values, *tables, **none)
        return told

    return tell


def _compiled(function: Callable[_P, _R], *, counts: bool) -> Callable[_P, _R]:
    folder = machine_code.folder(function.__module__.partition(".")[0])
    before = _config.CACHE_DIR
    _config.CACHE_DIR = folder
    try:
        options = {"cache": bool(folder), "nogil": True, "error_model": "numpy"}
        made: Any = _njit(function, **options, _nrt=counts, forceinline=not counts)
    finally:
        _config.CACHE_DIR = before
    return cast("Callable[_P, _R]", made)
