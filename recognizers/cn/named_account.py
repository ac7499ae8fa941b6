"""An account that counts because a word before it names it (微信号：..., 支付宝账号：...).

The word belongs to the match, since it makes an account of the value.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from recognizers.base import ProvenRecognizer

if TYPE_CHECKING:
    import regex

    from recognizers.arrays import Bytes, Mask


class NamedAccountRecognizer(ProvenRecognizer):
    """Recognize accounts by the word before them."""

    LABEL: ClassVar[regex.Pattern[str]]  # the word, and what stands between it and the account
    TOUCHES = False
    CHECK = "form"
    CHANCE = 1.0  # the word is all there is
    SHOWN = 2

    def compact(self, text: str) -> str:
        """Return the account without the word before it."""
        return self.LABEL.sub("", text, count=1).lower()

    def passes(self, values: Bytes) -> Mask:
        """Take what has the shape."""
        filled: Mask = (values != 0).any(axis=1)
        return filled
