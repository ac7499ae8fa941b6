"""A secret in a file that only its owner may read."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from scanner.errors import Misused

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def read(path: Path, make: Callable[[], bytes]) -> bytes:
    """Return the secret, made at first use.

    Raises:
        Misused: Others may read it.
        OSError: It cannot be read or made.
    """
    _write_once(path, make)
    if os.name == "posix" and os.stat(path).st_mode & 0o077:
        raise Misused("key.exposed", path=str(path))
    return path.read_bytes()


def _write_once(path: Path, make: Callable[[], bytes]) -> None:
    """Create the file whole and private, unless there is one."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if path.exists():
        return
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        handle = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with open(handle, "wb") as stream:
            stream.write(make())
        os.link(draft, path)  # unlike a rename, this cannot replace another run's key
    except FileExistsError:
        pass
    finally:
        draft.unlink(missing_ok=True)
