"""Words of a text for Presidio's context: runs of Chinese characters, of letters, of digits.

Presidio looks for context words in what its language model makes of a text.  Without one
it would find none, in Chinese least of all; runs need no model, and since it looks for
context words within words, 手机 is found in 他的手机号码.
"""

from __future__ import annotations

from typing import Any

import regex
from presidio_analyzer.nlp_engine import NlpArtifacts, NoOpNlpEngine

# Every sign belongs to a run: Presidio fails where a finding begins at none.
_RUNS = regex.compile(r"\p{Han}+|[^\W\d_]+|[0-9]+|\w|\W", regex.V0 | regex.DOTALL)


class WordEngine(NoOpNlpEngine):
    """Cut texts into runs; know nothing else of any language."""

    engine_name = "runs"

    def process_text(self, text: str, language: str) -> NlpArtifacts:
        """Return the runs of a text as its words."""
        matches = list(_RUNS.finditer(text))
        words = [match.group() for match in matches]
        places = [match.start() for match in matches]
        tokens: Any = words  # only looked at one by one
        return NlpArtifacts([], tokens, places, words, self, language, [])

    def is_punct(self, word: str, language: str) -> bool:
        """Tell whether a run is neither letters nor digits."""
        del language
        return not any(sign.isalnum() for sign in word)
