"""Globs over paths: ``*`` stays within a folder, ``**`` does not."""

from __future__ import annotations

import os
import re

from scanner.errors import Misused


def matches(patterns: re.Pattern[str] | None, path: bytes) -> bool:
    """Match the relative path, then the name alone."""
    text = os.fsdecode(path)
    return bool(
        patterns and (patterns.fullmatch(text) or patterns.fullmatch(os.path.basename(text)))
    )


def patterns(globs: tuple[str, ...], *, below: bool) -> re.Pattern[str] | None:
    """Compile globs into one pattern; ``below`` also matches what a matched folder holds."""
    rest = "(?:/.*)?" if below else ""
    try:
        each = [re.compile(_translate(glob.strip("/")) + rest) for glob in globs]
    except re.error as problem:
        raise Misused("walk.bad_glob") from problem
    return re.compile("|".join(one.pattern for one in each), re.DOTALL) if each else None


_GLOB_TOKEN = re.compile(r"\*\*/|\*\*|\*|\?|\[!?\]?[^\]]*\]|.", re.DOTALL)
_WILDCARDS = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def _translate(glob: str) -> str:
    """Translate one glob: ``*`` stays within a folder, ``**`` does not."""
    return "".join(_translate_token(token) for token in _GLOB_TOKEN.findall(glob))


def _translate_token(token: str) -> str:
    if len(token) > 1 and token.startswith("["):
        negated = "^" if token[1] == "!" else ""
        members = re.sub(r"([\\\[\]^&~|])", r"\\\1", token[1:-1].removeprefix("!"))
        members = members.replace("--", r"-\-")  # no set difference
        return f"[{negated}{members}]"
    return _WILDCARDS.get(token) or re.escape(token)
