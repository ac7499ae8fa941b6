"""Written forms of a value, as Presidio's patterns."""

from __future__ import annotations

from presidio_analyzer import Pattern


class Form(Pattern):
    """A pattern that is compiled when it is first searched for.

    Presidio's own compiles each as it is made, to see whether it is one: a fifth of a second for
    all of ours, most of which no text needs.  Tests compile them.
    """

    def __init__(self, name: str, regex: str, score: float) -> None:  # not Presidio's: see above
        self.name = name
        self.regex = regex
        self.score = score
        self.compiled_regex = None
        self.compiled_with_flags = None
