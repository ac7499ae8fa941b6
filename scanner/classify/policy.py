"""The policy in force: which information is how sensitive, why, and what then.

A policy is a YAML file; two are shipped, and ``policies/cn45574.yaml`` says at its head
how one is written.
"""

from __future__ import annotations

from functools import cache, cached_property
from graphlib import CycleError, TopologicalSorter
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

from pydantic import AfterValidator, Field, ValidationError
from pydantic_core import PydanticCustomError

from recognizers.kept import kept
from scanner import documents
from scanner.classify.articles import (
    AnyOf,
    Article,
    CategoryArticle,
    Deal,
    DealKind,
    Entity,
    EntityArticle,
    Joins,
    LevelArticle,
    LevelName,
    Line,
    Rule,
    Sensitive,
    Term,
    Text,
    Threshold,
    Treatment,
    Word,
)
from scanner.classify.written import as_yaml
from scanner.documents import Document, Reading, complaints_of, head_comment, merged, refusal
from scanner.model import Level

if TYPE_CHECKING:
    from collections.abc import Iterable

PROFILES = ("cn45574", "strict35273")
_REFUSED = "policy.refused"  # the sentence that says so
_CODE = tuple(  # what a policy that is kept was read by
    str(path)
    for package in (__file__, documents.__file__)
    for path in sorted(Path(str(package)).parent.glob("*.py"))
)
_ENTRY_DEPTH = 3  # a policy that extends another replaces single fields of single entries


def _complete(levels: dict[Level, LevelArticle]) -> dict[Level, LevelArticle]:
    missing = [level.name for level in Level if level not in levels]
    if missing:
        raise PydanticCustomError("levels", "levels", {"missing": ", ".join(missing)})
    return levels


def _all_deals(deals: dict[str, Deal]) -> dict[str, Deal]:
    missing = [kind for kind in get_args(DealKind) if kind not in deals]
    if missing:
        raise PydanticCustomError("levels", "deals", {"missing": ", ".join(missing)})
    return deals


def _acyclic(groups: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Refuse groups that hold themselves: whoever reads them could not tell what is meant."""
    order = TopologicalSorter({name: set(terms) & set(groups) for name, terms in groups.items()})
    try:
        order.prepare()
    except CycleError as problem:
        names = " → ".join(reversed(problem.args[1]))
        raise PydanticCustomError("cycle", "cycle", {"name": names}) from None
    return groups


class Policy(Article):
    """All that decides a level, and what is said about it."""

    name: Line
    version: Line
    title: Text
    levels: Annotated[dict[LevelName, LevelArticle], AfterValidator(_complete)]
    categories: dict[Word, CategoryArticle]
    entities: dict[Word, EntityArticle]
    same_as: dict[Word, Entity] = Field(default={})
    unknown: Treatment
    groups: Annotated[dict[Word, tuple[Term, ...]], AfterValidator(_acyclic)] = Field(default={})
    people: AnyOf
    rules: dict[Word, Rule] = Field(default={})
    joins: Joins | None = None
    deals: Annotated[dict[DealKind, Deal], AfterValidator(_all_deals)]
    thresholds: dict[Word, Threshold] = Field(default={})

    def entity(self, name: str) -> EntityArticle:
        """Return how an entity is treated; one that is not listed gets ``unknown``."""
        listed = self.entities.get(self.same_as.get(name, name))
        if listed:
            return listed
        named = Text(zh=name, en=name)
        return EntityArticle.model_construct(**dict(self.unknown), name=named)

    def basis(self, name: str) -> Text:
        """Cite why an entity has its base level."""
        treated = self.entity(name)
        if treated.basis:
            return treated.basis
        codes = (treated.category, *treated.also)
        if treated.sensitive is Sensitive.YES:  # then a category must be what makes it so
            codes = tuple(sorted(codes, key=self._is_harmless))
        return self.categories[codes[0]].basis

    def terms(self, name: str) -> frozenset[str]:
        """Return all terms of rules that an entity satisfies: its names, categories, groups."""
        if name not in self._terms:
            treated = self.entity(name)
            known = {name, self.same_as.get(name, name), treated.category, *treated.also}
            while fresh := self._groups_of(name, known) - known:
                known |= fresh
            self._terms[name] = frozenset(known)
        return self._terms[name]

    @cached_property
    def _terms(self) -> dict[str, frozenset[str]]:
        return {}

    @cached_property
    def rank(self) -> dict[str, int]:
        """Return the place of each entity in the policy's own order."""
        return {name: place for place, name in enumerate(self.entities)}

    def surety(self, name: str) -> tuple[int, int] | None:
        """Return how surely an entity tells people apart, the least first; None: not at all."""
        if name not in self._sureties:
            known = self.terms(name)
            places = (
                at for at, term in enumerate(self.people) if term in known or fits(name, term)
            )
            first = next(places, None)
            surety = None if first is None else (first, self.rank.get(name, len(self.rank)))
            self._sureties[name] = surety
        return self._sureties[name]

    @cached_property
    def _sureties(self) -> dict[str, tuple[int, int] | None]:
        return {}

    def as_yaml(self) -> str:
        """Return the policy in force in full, ready to copy and change."""
        return head_comment(shipped(PROFILES[0])) + "\n" + as_yaml(self)

    def satisfies(self, name: str, terms: Iterable[str]) -> bool:
        """Tell whether an entity satisfies one of some terms."""
        known = self.terms(name)
        return any(term in known or fits(name, term) for term in terms)

    def identifies(self, name: str) -> bool:
        """Tell whether an entity's values tell one person from another."""
        return self.satisfies(name, self.people)

    def _groups_of(self, name: str, known: set[str]) -> set[str]:
        return {
            group
            for group, terms in self.groups.items()
            if any(term in known or fits(name, term) for term in terms)
        }

    def _is_harmless(self, code: str) -> bool:
        return self.categories[code].sensitive is not Sensitive.YES


def fits(name: str, term: str) -> bool:
    """Tell whether an entity's name is one of those that ``MASKED_*`` stands for."""
    return term.endswith("*") and name.startswith(term[:-1])


@cache
def shipped(name: str) -> str:
    """Return the text of one of ``PROFILES``."""
    return files(__package__).joinpath("policies", f"{name}.yaml").read_text(encoding="utf-8")


def load(text: str, source: str) -> Policy:
    """Read a policy, or what is kept of the last time that it was read.

    Args:
        text: YAML.
        source: Name or path, for messages.

    Raises:
        Misused: Everything that is wrong with it, in one message.
    """
    return kept(lambda: _loaded(text, source), "\0".join((text, *map(shipped, PROFILES))), _CODE)


def _loaded(text: str, source: str) -> Policy:
    reading = Reading()
    document = _resolved(reading, text)
    if reading.complaints and not document:
        raise refusal(source, reading.complaints, _REFUSED)
    try:
        policy = Policy.model_validate(document, context=_names(document))
    except ValidationError as error:
        complaints = complaints_of(error, reading.lines, but=reading.complaints)
        raise refusal(source, complaints, _REFUSED) from None
    if reading.complaints:
        raise refusal(source, reading.complaints, _REFUSED)
    return policy


def _resolved(reading: Reading, text: str) -> Document:
    """Read a document and lay it over the shipped policy that it extends."""
    document = reading.read(text)
    if "extends" not in document:
        return document
    extended = document.pop("extends")
    if extended not in PROFILES:
        line = reading.lines["/extends"]
        reading.complain("policy.extends", "/extends", line, known=", ".join(PROFILES))
        return document
    return merged(_shipped_document(str(extended)), document, _ENTRY_DEPTH)


@cache
def _shipped_document(name: str) -> Document:
    return _resolved(Reading(), shipped(name))


def _names(document: Document) -> dict[str, set[str]]:
    """Return the names that a document explains, section by section."""
    kinds = ("entities", "categories", "groups", "same_as")
    sections = [document.get(kind) for kind in kinds]
    names = [set(section) if isinstance(section, dict) else set() for section in sections]
    return dict(zip(kinds, names, strict=True))
