"""What was asked for, checked against what is known: a share that is away is no mistake."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from scanner import config
from scanner.store import Store
from scanner.store.scopes import has_file, has_folder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from scanner.config import Request


def checked(request: Request) -> Request:
    """Refuse what cannot work; a root that the state knows may be away.

    Its files are then listed as not reachable.  Of a root that nobody has ever seen there is
    nothing to list: it is a slip of the pen.

    Raises:
        Misused: The first thing that is wrong, in one sentence.
    """
    away = [root for root in request.roots if not _is_there(root)]
    if away and not request.may_miss_roots and _knows(request.state, away):
        request = replace(request, may_miss_roots=True)
    config.check(request)
    return request


def _knows(state: Path, roots: Sequence[Path]) -> bool:
    if not state.exists():
        return False
    with Store(state) as store:
        tops = [os.fsencode(root.resolve()) for root in roots]
        known = store.connection
        return all(has_folder(known, top) or has_file(known, top) for top in tops)


def _is_there(root: Path) -> bool:
    try:
        os.stat(root)
    except OSError:
        return False
    return True
