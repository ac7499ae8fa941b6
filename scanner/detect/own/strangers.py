"""What the rest of the scanner has to know of a recognizer that is not ours."""

from __future__ import annotations

from dataclasses import dataclass

_LEAST = 4  # signs of a value of which the first may be shown
_MOST_STARS = 8


@dataclass(frozen=True, slots=True)
class Stranger:
    """Whoever finds one entity among the user's recognizers."""

    name: str
    entity: str

    @property
    def supported_entities(self) -> list[str]:
        """Return the entity, as Presidio's recognizers do."""
        return [self.entity]

    def mask(self, value: str) -> str:
        """Return a sample that does not reveal ``value``, of which nothing else is known."""
        shown = value[:1] if len(value) >= _LEAST else ""
        return shown + "*" * min(_MOST_STARS, max(1, len(value) - len(shown)))
