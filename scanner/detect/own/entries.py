"""What a file of recognizers may say: Presidio's registry format, read strictly.

Presidio ignores what it does not know; here it is refused, since a key with a typing error
is a recognizer that finds nothing.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

import regex
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)
from pydantic_core import PydanticCustomError

import recognizers

CUSTOM, PREDEFINED = "custom", "predefined"
_FLAGS = regex.I | regex.M | regex.S  # what Presidio's registry gives every pattern: 26


def _score(value: object) -> float:
    try:
        score = float(str(value))
    except ValueError:
        score = -1.0
    if not 0 <= score <= 1:
        raise PydanticCustomError("own.score", "score")
    return score


def _language(code: str) -> str:
    if code not in recognizers.LANGUAGES:
        known = ", ".join(recognizers.LANGUAGES)
        raise PydanticCustomError("own.language", "language", {"name": code, "expected": known})
    return code


def _flags(value: object) -> int:
    try:
        flags = int(str(value))
        regex.compile("", flags)
    except (ValueError, regex.error, OverflowError):
        raise PydanticCustomError("own.flags", "flags") from None
    return flags


Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Entity = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_]*$")]
Score = Annotated[float, BeforeValidator(_score)]
Language = Annotated[str, AfterValidator(_language)]
Words = tuple[Line, ...]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PatternEntry(_Strict):
    """One shape of a value."""

    name: Line
    regex: Annotated[str, StringConstraints(min_length=1)]
    score: Score


class LanguageEntry(_Strict):
    """A language, and the words in it that support a finding."""

    language: Language
    context: Words = ()


def _languages(value: object) -> object:
    """Take a code for a language without words."""
    if not isinstance(value, list):
        return value
    return [{"language": one} if isinstance(one, str) else one for one in value]


class RecognizerEntry(_Strict):
    """One recognizer."""

    name: Line
    type: Literal["custom", "predefined"] | None = None
    class_name: Line | None = None
    enabled: bool = True
    supported_language: Language | None = None
    supported_languages: Annotated[
        tuple[LanguageEntry, ...], BeforeValidator(_languages), Field(min_length=1)
    ] = ()
    supported_entity: Entity | None = None
    supported_entities: tuple[Entity, ...] = ()
    patterns: tuple[PatternEntry, ...] = ()
    deny_list: Words = ()
    deny_list_score: Score = 1.0
    context: Words = ()
    country_code: Line | None = None
    score_thresholds: dict[str, Score] = Field(default={})
    version: Line | None = None

    @property
    def is_custom(self) -> bool:
        """Whether it is made of patterns and words, and not of a class."""
        return self.type == CUSTOM or (self.type is None and not self.class_name)

    @property
    def entities(self) -> tuple[str, ...]:
        """Return what it is to find; nothing: what its class finds."""
        return (self.supported_entity,) if self.supported_entity else self.supported_entities

    @property
    def words(self) -> tuple[str, ...]:
        """Return the words that support it, of all its languages."""
        told = (word for one in self.supported_languages for word in one.context)
        return tuple(dict.fromkeys((*self.context, *told)))

    @model_validator(mode="after")
    def _is_of_a_piece(self) -> Self:
        """Refuse what Presidio refuses, or would leave out without a word."""
        if self.supported_language and self.supported_languages:
            raise PydanticCustomError("own.languages_twice", "languages")
        if self.supported_entity and self.supported_entities:
            raise PydanticCustomError("own.entities_twice", "entities")
        if not self.is_custom and (self.patterns or self.deny_list):
            raise PydanticCustomError("own.patterns_of_class", "patterns")
        if self.is_custom and self.class_name:
            raise PydanticCustomError("own.class_of_custom", "class")
        if self.is_custom and len(self.entities) != 1:
            raise PydanticCustomError("own.one_entity", "entity")
        if self.is_custom and not (self.patterns or self.deny_list):
            raise PydanticCustomError("own.nothing_to_find", "patterns")
        return self


def _by_name(value: object) -> object:
    """Take a name for the class of that name, as Presidio does."""
    if not isinstance(value, list):
        return value
    return [{"name": one, "type": PREDEFINED} if isinstance(one, str) else one for one in value]


class RegistryFile(_Strict):
    """A file of recognizers."""

    supported_languages: tuple[Language, ...] = ()
    global_regex_flags: Annotated[int, BeforeValidator(_flags)] = int(_FLAGS)
    recognizers: Annotated[
        tuple[RecognizerEntry, ...], BeforeValidator(_by_name), Field(min_length=1)
    ]
