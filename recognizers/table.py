"""Write the table of all recognizers into the README beside this module.

Run it after a change:

    python -m recognizers.table
"""

from __future__ import annotations

from pathlib import Path

import recognizers
from recognizers.base import ProvenRecognizer

README = Path(__file__).with_name("README.md")
BEGIN, END = "<!-- table: begin -->\n", "<!-- table: end -->\n"


def markdown() -> str:
    """Return the table, one row a recognizer, sorted by entity."""
    head = "| entity | what | 中文 | check | source |\n| --- | --- | --- | --- | --- |\n"
    return head + "".join(_row(recognizers.by_entity[entity]) for entity in entities())


def entities() -> list[str]:
    """Return what can be recognized, sorted."""
    return sorted(recognizers.by_entity)


def with_table(text: str) -> str:
    """Return the README's text with the table of today."""
    before, rest = text.split(BEGIN)
    _, after = rest.split(END)
    return f"{before}{BEGIN}{markdown()}{END}{after}"


def _row(recognizer: type[recognizers.Recognizer]) -> str:
    check = recognizer.CHECK if issubclass(recognizer, ProvenRecognizer) else "by column name"
    cells = (f"`{recognizer.ENTITY}`", recognizer.TITLE, recognizer.TITLE_ZH, check)
    return f"| {' | '.join((*cells, recognizer.SOURCE))} |\n"


if __name__ == "__main__":
    README.write_text(with_table(README.read_text(encoding="utf-8")), encoding="utf-8")
