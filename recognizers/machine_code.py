"""Where the machine code of compiled loops is kept, and whether it is there yet.

In the user's cache folder, under a digest of the sources: a function that is compiled into
another one must never be an older one.  Knows nothing of the compiler, which takes a
quarter of a second to load.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from platformdirs import user_cache_dir

_PRIVATE = 0o700
_COMPLETE = "complete"  # an empty file: what work usually needs has been compiled


@cache
def folder(package: str) -> str:
    """Return where the code of an imported package's functions is kept; "" if nowhere."""
    digest = sha256(version("numba").encode())
    for name in sorted({package, __package__}):  # ours is compiled into all others
        for source in sorted(Path(str(sys.modules[name].__file__)).parent.rglob("*.py")):
            text = source.read_bytes()
            if b"compiled" in text:
                digest.update(text)
    place = os.path.join(user_cache_dir("handover-scanner"), "compiled", digest.hexdigest()[:16])
    try:
        os.makedirs(place, _PRIVATE, exist_ok=True)
    except OSError:
        return ""
    return place if os.access(place, os.W_OK) else ""


def is_missing(*packages: str) -> bool:
    """Tell whether code of some packages could be kept and is not yet."""
    places = [place for one in packages if (place := folder(one))]
    return any(not os.path.exists(os.path.join(place, _COMPLETE)) for place in places)


def complete(*packages: str) -> None:
    """Remember that all is kept now."""
    for one in packages:
        if place := folder(one):
            with suppress(OSError):
                Path(place, _COMPLETE).touch()
