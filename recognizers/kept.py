"""What takes long to make, kept in the user's cache folder beside the machine code.

Made anew when its sources, or Python, are others.  A folder or file that cannot be used costs
time, nothing else.
"""

from __future__ import annotations

import os
import pickle
import sys
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, TypeVar, cast

from recognizers import machine_code

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_T = TypeVar("_T")
_UNREADABLE = (  # what ``pickle`` says it may raise
    *(pickle.UnpicklingError, AttributeError, EOFError, ImportError, IndexError),
    *(KeyError, TypeError, ValueError),
)


def kept(make: Callable[[], _T], key: str, sources: Sequence[str]) -> _T:
    """Return what ``make`` returns, from the cache where it is there.

    Args:
        make: Returns something that can be pickled.
        key: What it depends on, besides code.
        sources: The files of that code.
    """
    path = _path(key, sources)
    if not path:
        return make()
    with suppress(OSError, *_UNREADABLE), open(path, "rb") as file:
        return cast("_T", pickle.load(file))  # noqa: S301 -- the user's own folder, as with machine code
    made = make()
    _write(made, path)
    return made


def keep(made: object, key: str, sources: Sequence[str]) -> None:
    """Let ``kept`` return this from now on: what was made, and has learned since."""
    if path := _path(key, sources):
        _write(made, path)


def _path(key: str, sources: Sequence[str]) -> str:
    """Return where something is kept; "" if it cannot be."""
    folder = machine_code.folder(__package__)
    if not folder:
        return ""
    digest = sha256(f"{sys.version}\0{key}".encode())
    for source in sources:
        digest.update(Path(source).read_bytes())
    return os.path.join(folder, f"{digest.hexdigest()[:32]}.pickle")


def _write(made: object, path: str) -> None:
    folder = os.path.dirname(path)
    with suppress(OSError), NamedTemporaryFile("wb", dir=folder, delete=False) as draft:
        pickle.dump(made, draft, pickle.HIGHEST_PROTOCOL)
        draft.close()
        os.replace(draft.name, path)
