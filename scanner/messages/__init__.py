"""Every sentence people read, in Chinese and English, one YAML file a room.

A catalogue maps a key to ``{zh: ..., en: ...}``; both use the same ``{names}``.
"""

from __future__ import annotations

import string
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from scanner.model import Note

LANGUAGES = ("zh", "en")

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml's takes a tenth of the time


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """Return all sentences of all rooms, by key."""
    sentences: dict[str, dict[str, str]] = {}
    for source in sorted(files(__name__).iterdir(), key=lambda entry: entry.name):
        if source.name.endswith(".yaml"):
            text = source.read_text(encoding="utf-8")
            sentences.update(yaml.load(text, _LOADER) or {})  # noqa: S506 - both are safe
    return sentences


def say(note: Note, language: str) -> str:
    """Word a note in ``language`` ("zh" or "en")."""
    return word(note.key, language, **dict(note.args))


def word(key: str, language: str, **args: str | float) -> str:
    """Word a catalogue entry with its values filled in."""
    sentence = catalogue()[key][language]
    if "|" in sentence:
        return _WORDING.format(sentence, **args)
    return sentence.format(**args)  # ten times as fast


class _Wording(string.Formatter):
    """Also fills in ``{files:file|files}``: the first word goes with one, the other with more."""

    def format_field(self, value: object, format_spec: str) -> str:
        one, bar, more = format_spec.partition("|")
        if bar:
            return one if str(value) == "1" else more
        return str(super().format_field(value, format_spec))


_WORDING = _Wording()
