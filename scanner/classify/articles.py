"""What a policy consists of, as it is checked when a file is loaded."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    StringConstraints,
    ValidationInfo,
)
from pydantic_core import PydanticCustomError

from scanner.model import Level


class Sensitive(StrEnum):
    """Whether something is sensitive personal information."""

    YES = "yes"
    CONDITIONAL = "conditional"
    NO = "no"
    NONE = "none"  # no personal information at all


def _level(value: object) -> object:
    if isinstance(value, str) and value in Level.__members__:
        return Level[value]
    raise PydanticCustomError("choice", "level", {"expected": ", ".join(Level.__members__)})


def _target(value: object) -> object:
    if value in ("highest", "clear"):
        return value
    if isinstance(value, str) and value in Level.__members__:
        return Level[value]
    expected = ", ".join([*Level.__members__, "highest", "clear"])
    raise PydanticCustomError("choice", "target", {"expected": expected})


def _listed(value: object) -> object:
    """Take one word for a list of one."""
    return [value] if isinstance(value, str) else value


def _known(value: str, info: ValidationInfo, *, kinds: tuple[str, ...]) -> str:
    """Refuse a name that the document does not explain."""
    names: dict[str, set[str]] = info.context or {}
    if not any(value in names[kind] for kind in kinds):
        raise PydanticCustomError("unknown_name", "name", {"name": value})
    return value


def _term(value: str, info: ValidationInfo) -> str:
    if value.endswith("*") and len(value) > 1:
        return value
    return _known(value, info, kinds=("entities", "categories", "groups", "same_as"))


Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Word = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_]*$")]
LevelName = Annotated[Level, BeforeValidator(_level)]
Target = Annotated[Level | str, PlainValidator(_target)]
Category = Annotated[Line, AfterValidator(partial(_known, kinds=("categories",)))]
Entity = Annotated[Line, AfterValidator(partial(_known, kinds=("entities",)))]
Term = Annotated[Line, AfterValidator(_term)]  # an entity, MASKED_*, a category or a group
AnyOf = Annotated[tuple[Term, ...], BeforeValidator(_listed), Field(min_length=1)]
DealName = Literal["merger", "asset", "share"]
DealKind = Literal["unknown", "merger", "asset", "share"]
Number = Annotated[int, Field(ge=1)]
Percent = Annotated[int, Field(ge=1, le=100)]


class Article(BaseModel):
    """Base of all: nothing unknown is accepted, nothing changes later."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Text(Article):
    """One text in each language."""

    zh: Line
    en: Line

    def in_(self, language: str) -> str:
        """Return the text in ``language`` ("zh" or "en")."""
        return self.zh if language == "zh" else self.en


class LevelArticle(Article):
    """A level: what it means and what has to be done before a handover."""

    name: Text
    meaning: Text
    measure: Text


class CategoryArticle(Article):
    """A category of personal information and its basis in law."""

    name: Text
    sensitive: Sensitive
    basis: Text


class Treatment(Article):
    """How an entity is graded and made harmless."""

    category: Category
    also: tuple[Category, ...] = ()
    level: LevelName
    sensitive: Sensitive
    transform: Text
    basis: Text | None = None  # where it is not the category's


class EntityArticle(Treatment):
    """An entity that the policy lists."""

    name: Text


class When(Article):
    """A condition; every line of it must hold, and more evidence never makes it fail."""

    all: tuple[AnyOf, ...] = ()
    facts: tuple[Word, ...] = ()
    distinct: dict[Term, Number] = Field(default={})
    twins: tuple[Word, ...] = ()
    free_text: LevelName | None = None


class Case(Article):
    """A condition and what it leads to."""

    when: When
    to: Target
    flags: tuple[Word, ...] = ()


class Rule(Article):
    """What raises a level when things come together."""

    scope: Literal["field", "table", "file"] = "table"
    raises: Literal["members", "all"] = "members"
    falls_on: Annotated[tuple[Term, ...], BeforeValidator(_listed)] = ()
    cases: Annotated[tuple[Case, ...], Field(min_length=1)]
    reason: Text
    basis: Text

    @property
    def level(self) -> Level | None:
        """Return the highest level it leads to; None where that depends on what it meets."""
        levels = [case.to for case in self.cases if isinstance(case.to, Level)]
        return max(levels) if len(levels) == len(self.cases) else None

    @property
    def flags(self) -> tuple[str, ...]:
        """Return the flags of all cases, each once."""
        return tuple(dict.fromkeys(flag for case in self.cases for flag in case.flags))


class Joins(Article):
    """When two tables count as one: columns of theirs share most of their values."""

    keys: AnyOf  # what joins; numbers with a check of their own, or names of accounts
    by_name: Annotated[tuple[Term, ...], BeforeValidator(_listed)] = ()  # by the same name only
    share: Percent = 80  # of the smaller column's distinct values
    least: Number = 5  # distinct values that a column must have


class Duty(Article):
    """Something that has to be done, and where it is written."""

    duty: Text
    source: Text


class Deal(Article):
    """A kind of transaction: what it asks for when personal information is handed over."""

    name: Text
    notice: Text  # put for {notice} in the measures of levels
    consent: Text  # put for {consent}
    duties: tuple[Duty, ...] = ()


class Threshold(Article):
    """A number that the law attaches a duty to."""

    number: Number
    below: Number | None = None  # where the next duty takes over
    unit: Literal["people", "records"]
    counts: AnyOf
    without: tuple[Term, ...] = ()
    facts: tuple[Word, ...] = ()  # counts as well what has one of these
    deals: Annotated[tuple[DealName, ...], BeforeValidator(_listed)] = ()  # none: all
    of: Text
    brief: Text | None = None  # the duty in a few words
    duty: Text
    source: Text
    status: Literal["verified", "unverified"]
