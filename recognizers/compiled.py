"""Loops over bytes, compiled to machine code when they are first called.

What NumPy would do in ten passes over a column, a loop does in one.  The functions stay
plain Python: with ``NUMBA_DISABLE_JIT=1`` they run as such, slowly, for a debugger.

The machine code is kept (``machine_code``).
"""

from __future__ import annotations

from functools import cached_property, update_wrapper
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar, cast

import numba
import numpy as np
from numba.core import types
from numba.extending import typeof_impl

from recognizers import loading, machine_code

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
    return cast("Callable[_P, _R]", _Loop(function, counts=True))


def inner(function: Callable[_P, _R]) -> Callable[_P, _R]:
    """Compile a function that is called for every value, and makes no array.

    It does not count who uses the arrays it is given: that would take longer than its work.
    """
    return cast("Callable[_P, _R]", _Loop(function, counts=False))


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


class _Loop:
    """A function that the compiler is given when it is first called.

    To give it all three hundred takes a tenth of a second of each worker's start; what is only
    called by others that are compiled is never given to it again.
    """

    def __init__(self, function: Callable[..., Any], *, counts: bool) -> None:
        update_wrapper(self, function)
        self.py_func, self._counts = function, counts

    def __call__(self, *args: Any, **named: Any) -> Any:
        """Run its machine code, which is made or loaded before."""
        return self.dispatcher(*args, **named)

    @cached_property
    def dispatcher(self) -> Any:
        """The same as the compiler has it."""
        folder = machine_code.folder(self.py_func.__module__.partition(".")[0])
        before = _config.CACHE_DIR
        _config.CACHE_DIR = folder
        try:
            options = {"cache": bool(folder), "nogil": True, "error_model": "numpy"}
            made = _njit(self.py_func, **options, _nrt=self._counts, forceinline=not self._counts)
            if folder and loading.IS_POSSIBLE and not _config.DISABLE_JIT:
                made._cache = loading.cache_of(self.py_func)
            return made
        finally:
            _config.CACHE_DIR = before


@typeof_impl.register(_Loop)
def _type_of_loop(loop: _Loop, _context: object) -> Any:
    """Let loops that are compiled call it."""
    return types.Dispatcher(loop.dispatcher)
