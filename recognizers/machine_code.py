"""Where the machine code of compiled loops is kept, and whether it is there yet.

In the user's cache folder, under a digest of the sources and their times: a function that is
compiled into another one must never be an older one, and the compiler itself takes nothing that
is older than its source.  Knows nothing of the compiler, which takes a quarter of a second to
load.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from platformdirs import user_cache_dir

_PRIVATE = 0o700
_UNUSED = 90 * 24 * 3600  # seconds
_COMPLETE = "complete"  # an empty file: what work usually needs has been compiled


@cache
def folder(package: str) -> str:
    """Return where the code of an imported package's functions is kept; "" if nowhere."""
    digest = sha256(version("numba").encode())
    for name in sorted({package, __package__}):  # ours is compiled into all others
        for path in _sources(os.path.dirname(str(sys.modules[name].__file__))):
            with open(path, "rb") as source:
                text, modified = source.read(), os.fstat(source.fileno()).st_mtime_ns
            if b"compiled" in text:
                digest.update(b"%d " % modified + text)
    place = os.path.join(user_cache_dir("handover-scanner"), "compiled", digest.hexdigest()[:16])
    try:
        os.makedirs(place, _PRIVATE, exist_ok=True)
        os.utime(place)  # it is in use
    except OSError:
        return ""
    return place if os.access(place, os.W_OK) else ""


def _sources(folder: str) -> list[str]:
    """Return all sources in a folder; in half of the time that ``Path.rglob`` takes."""
    places = ((place, name) for place, _, names in os.walk(folder) for name in names)
    return sorted(os.path.join(place, name) for place, name in places if name.endswith(".py"))


def is_missing(*packages: str) -> bool:
    """Tell whether code of some packages could be kept and is not yet."""
    places = [place for one in packages if (place := folder(one))]
    return any(not os.path.exists(os.path.join(place, _COMPLETE)) for place in places)


def complete(*packages: str) -> None:
    """Remember that all is kept now, and forget what older versions kept."""
    for one in packages:
        if place := folder(one):
            with suppress(OSError):
                Path(place, _COMPLETE).touch()
                _forget_unused(Path(place).parent)


def _forget_unused(places: Path) -> None:
    for place in places.iterdir():
        if place.stat().st_mtime < time.time() - _UNUSED:
            shutil.rmtree(place, ignore_errors=True)
