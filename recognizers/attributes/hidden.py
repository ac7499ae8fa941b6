"""Attributes of which one sign already tells too much: their samples are stars.

Of a closed list (gender, religion) the first character is the value, of a date the
year, and the number of stars must not tell a word's length either.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from recognizers import headers
from recognizers.by_header import HeaderRecognizer

if TYPE_CHECKING:
    from collections.abc import Sequence


class HiddenRecognizer(HeaderRecognizer):
    """Recognize values whose samples show nothing."""

    SHOWN = 0
    STARS: ClassVar[str] = "****"

    def mask(self, value: str) -> str:
        """Return stars, whatever the value."""
        del value
        return self.STARS


class ListedRecognizer(HiddenRecognizer):
    """Recognize values of a list whose words name hardly anything else, whatever the name."""

    TELLS = True

    @classmethod
    def alone(cls) -> type[HiddenRecognizer]:
        """Return the recognizer of the words of the list, without codes."""
        raise NotImplementedError

    def under(self, names: Sequence[str]) -> HeaderRecognizer:
        """Return the recognizer of the words that tell by themselves, where no name does."""
        return self._alone_standing if any(map(headers.is_unnamed, names)) else self

    @cached_property
    def _alone_standing(self) -> HiddenRecognizer:
        return self.alone()(self.supported_language, self.context, self.name)
