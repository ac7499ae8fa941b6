"""Write the tables of all recognizers: README.md for people, entities.csv for programs.

And conf/recognizers_zh.yaml for Presidio.

Run it after a change:

    python -m recognizers.table
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from recognizers import LANGUAGES
from recognizers.base import ProvenRecognizer
from recognizers.catalogue import ALL, Recognizer

if TYPE_CHECKING:
    from recognizers.by_header import HeaderRecognizer

README = Path(__file__).with_name("README.md")
ENTITIES = Path(__file__).with_name("tables") / "entities.csv"
REGISTRY = Path(__file__).with_name("conf") / "recognizers_zh.yaml"
_EXAMPLES, _SHOWN = 2, 40  # values of a recognizer, of so many characters at most
BEGIN, END = "<!-- table: begin -->\n", "<!-- table: end -->\n"


def markdown() -> str:
    """Return the table, one row a recognizer, sorted by entity."""
    head = "| entity | what | 中文 | check | examples | source |\n" + "| --- " * 6 + "|\n"
    return head + "".join(map(_row, ALL))


def entities() -> str:
    """Return what is known of each entity without loading its recognizer, as CSV."""
    return "entity,check,chance\n" + "".join(map(_known, ALL))


def registry() -> str:
    """Return Presidio's registry file with all recognizers."""
    languages = ", ".join(LANGUAGES)
    head = (
        "# All recognizers, for Presidio's RecognizerRegistryProvider.\n"
        "# Written by: python -m recognizers.table\n"
        "# Presidio finds a class by its name, once recognizers.catalogue is imported.\n"
        f"supported_languages: [{languages}]\nglobal_regex_flags: 0\nrecognizers:\n"
    )
    return head + "".join(map(_registered, ALL))


def with_table(text: str) -> str:
    """Return the README's text with the table of today."""
    before, rest = text.split(BEGIN)
    _, after = rest.split(END)
    return f"{before}{BEGIN}{markdown()}{END}{after}"


def _registered(recognizer: type[Recognizer]) -> str:
    country = recognizer.COUNTRY_CODE
    code = f"country_code: {country}, " if country else ""
    languages = ", ".join(LANGUAGES)
    return (
        f"  - {{name: {recognizer.__name__}, type: predefined, {code}"
        f"supported_languages: [{languages}]}}\n"
    )


def _row(recognizer: type[Recognizer]) -> str:
    check = recognizer.CHECK if issubclass(recognizer, ProvenRecognizer) else _told(recognizer)
    cells = (f"`{recognizer.ENTITY}`", recognizer.TITLE, recognizer.TITLE_ZH, check)
    return f"| {' | '.join((*cells, _examples(recognizer), recognizer.SOURCE))} |\n"


def _told(recognizer: type[HeaderRecognizer]) -> str:
    return "by column name or label" if recognizer.IN_TEXT else "by column name"


def _examples(recognizer: type[Recognizer]) -> str:
    """Return some genuine values and, where a column's name has to tell, such a name."""
    lines = [value for value in recognizer.GENUINE if value.isprintable()]
    shown = [value if len(value) <= _SHOWN else f"{value[:_SHOWN]}…" for value in lines]
    examples = "<br>".join(f"`{value}`" for value in shown[:_EXAMPLES]).replace("|", "\\|")
    if issubclass(recognizer, ProvenRecognizer):
        return examples
    return f"{recognizer.HEADERS[0]}: {examples}"


def _known(recognizer: type[Recognizer]) -> str:
    if issubclass(recognizer, ProvenRecognizer):
        check = f'"{recognizer.CHECK}"' if "," in recognizer.CHECK else recognizer.CHECK
        return f"{recognizer.ENTITY},{check},{recognizer.CHANCE}\n"
    return f"{recognizer.ENTITY},,\n"


if __name__ == "__main__":
    REGISTRY.write_text(registry(), encoding="utf-8")
    ENTITIES.write_text(entities(), encoding="utf-8")
    README.write_text(with_table(README.read_text(encoding="utf-8")), encoding="utf-8")
