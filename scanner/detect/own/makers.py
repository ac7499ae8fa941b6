"""Recognizers made of what a file lists.

Only a class that the file itself names is imported.  A bare name is one of Presidio's
own; ``module:Class`` is the user's.
"""

from __future__ import annotations

import copy
import inspect
from importlib import import_module
from typing import TYPE_CHECKING, Any

from presidio_analyzer import (
    EntityRecognizer,
    Pattern,
    PatternRecognizer,
    RemoteRecognizer,
    predefined_recognizers,
)

from recognizers import catalogue
from recognizers.world import suffixes  # noqa: F401 -- keeps Presidio's e-mail recognizer off the net
from scanner.detect.own.shaped import shaped

if TYPE_CHECKING:
    from scanner.detect.own.entries import RecognizerEntry

_WITH_MODELS = (
    predefined_recognizers.SpacyRecognizer,
    predefined_recognizers.GLiNERRecognizer,
    predefined_recognizers.HuggingFaceNerRecognizer,
)


class Unmakable(Exception):
    """Why there can be no such recognizer: a sentence and what to fill in."""

    def __init__(self, key: str, **args: str) -> None:
        super().__init__(key)
        self.key, self.told = key, args


def made(entry: RecognizerEntry, flags: int, language: str) -> EntityRecognizer:
    """Make a recognizer for texts of a language, as Presidio's registry would.

    Whatever languages a file names: data has none, so each is registered for the one that
    the scan asks in, with the context words of all.

    Raises:
        Unmakable: It cannot be.
    """
    one = _of_patterns(entry, language) if entry.is_custom else _of_class(entry, language)
    one.supported_language = language
    if entry.words:
        one.context = list(entry.words)
    one.score_thresholds = dict(entry.score_thresholds)
    if held := shaped(one):
        held.global_regex_flags = flags
        held.patterns = copy.deepcopy(held.patterns)  # classes share theirs
    return one


def _of_patterns(entry: RecognizerEntry, language: str) -> PatternRecognizer:
    return PatternRecognizer(
        supported_entity=entry.entities[0],
        name=entry.name,
        supported_language=language,
        patterns=[Pattern(one.name, one.regex, one.score) for one in entry.patterns],
        deny_list=list(entry.deny_list),
        context=list(entry.words),
        deny_list_score=entry.deny_list_score,
    )


def _of_class(entry: RecognizerEntry, language: str) -> EntityRecognizer:
    named = entry.class_name or entry.name
    found = class_named(named)
    if not (isinstance(found, type) and issubclass(found, EntityRecognizer)):
        raise Unmakable("own.no_recognizer", name=named)
    if found in catalogue.ALL:
        raise Unmakable("own.in_force", name=named)
    if issubclass(found, RemoteRecognizer):
        raise Unmakable("own.remote", name=named)
    if issubclass(found, _WITH_MODELS):
        raise Unmakable("own.model", name=named)
    try:
        return found(**_arguments(found, entry, language))
    except Exception as problem:  # noqa: BLE001 -- anybody's code; its message may say anything
        raise Unmakable("own.unmakable", name=named, kind=type(problem).__name__) from None


def class_named(name: str) -> object:
    """Return a class by its name, imported if need be.

    Raises:
        Unmakable: There is none.
    """
    module, colon, attribute = name.partition(":")
    if colon:
        found = getattr(_imported(module), attribute, None)
    else:
        ours = {one.__name__: one for one in catalogue.ALL}
        found = ours.get(name) or getattr(predefined_recognizers, name, None)
    if found is None:
        raise Unmakable("own.no_class", name=name)
    return found


def _imported(module: str) -> object:
    try:
        return import_module(module)
    except Exception as problem:  # noqa: BLE001 -- anybody's code; its message may say anything
        raise Unmakable("own.import", name=module, kind=type(problem).__name__) from None


def _arguments(
    found: type[EntityRecognizer], entry: RecognizerEntry, language: str
) -> dict[str, Any]:
    """Return what the class takes of what the file says."""
    said: dict[str, Any] = {"name": entry.name, "supported_language": language}
    if entry.entities:
        said |= {"supported_entity": entry.entities[0], "supported_entities": [*entry.entities]}
    if entry.words:
        said["context"] = list(entry.words)
    takes = inspect.signature(found).parameters
    return {name: value for name, value in said.items() if name in takes}
