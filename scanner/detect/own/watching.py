"""Whether Presidio gave an expression up: it tells a log, and nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import regex

from scanner.detect.own.shaped import shaped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presidio_analyzer import EntityRecognizer

PATIENCE = 10.0  # seconds of the processor's time that one expression may take over one text


class Watch:
    """Stands behind the expressions of a recognizer."""

    def __init__(self, one: EntityRecognizer) -> None:
        self._gave_up = False
        held = shaped(one)
        for pattern in held.patterns if held else ():
            flags = held.global_regex_flags if held else 0
            watched: Any = _Watched(regex.compile(pattern.regex, flags), self)
            kept: Any = pattern  # what Presidio keeps there has no types
            kept.compiled_regex, kept.compiled_with_flags = watched, flags

    def note(self) -> None:
        """Remember that an expression took too long."""
        self._gave_up = True

    def gave_up(self) -> bool:
        """Tell whether one did since this was last asked."""
        gave_up, self._gave_up = self._gave_up, False
        return gave_up


class _Watched:
    """An expression that tells when it takes too long."""

    def __init__(self, compiled: regex.Pattern[str], watch: Watch) -> None:
        self._compiled, self._watch = compiled, watch

    def finditer(self, text: str, timeout: float) -> Iterator[regex.Match[str]]:
        """Search as Presidio asks for."""
        try:
            yield from self._compiled.finditer(text, timeout=min(timeout, PATIENCE))
        except TimeoutError:
            self._watch.note()
            raise
