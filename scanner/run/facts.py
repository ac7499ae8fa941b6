"""The policy in force, told to the reports: rooms on one floor do not know each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.messages import word
from scanner.report.view import (
    CategoryFacts,
    DealFacts,
    EntityFacts,
    LevelFacts,
    PolicyFacts,
    Reached,
    RuleFacts,
    ThresholdFacts,
    Words,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scanner.classify import ThresholdHit
    from scanner.classify.articles import Deal, EntityArticle, Text, Threshold
    from scanner.classify.policy import Policy


def policy_facts(policy: Policy, deal: str = "") -> PolicyFacts:
    """Return what people read of a policy, in its own order, for a kind of transaction."""
    about: Mapping[str, Deal] = {str(name): one for name, one in policy.deals.items()}
    filled = about[deal or "unknown"]
    return PolicyFacts(
        name=policy.name,
        version=policy.version,
        levels=tuple(
            LevelFacts(level, _words(one.name), _words(one.meaning), _measure(one.measure, filled))
            for level, one in policy.levels.items()
        ),
        categories=tuple(
            CategoryFacts(code, _words(one.name), _sensitive(one.sensitive), _words(one.basis))
            for code, one in policy.categories.items()
        ),
        entities=tuple(_entity(name, one) for name, one in policy.entities.items()),
        rules=tuple(
            RuleFacts(name, rule.level, _words(rule.reason), _words(rule.basis), rule.flags)
            for name, rule in policy.rules.items()
        ),
        thresholds=tuple(_threshold(one) for one in policy.thresholds.values()),
        joins=(policy.joins.share, policy.joins.least) if policy.joins else None,
        deals=tuple(
            _deal(name, one)
            for name, one in about.items()
            if name == deal or (not deal and one is not filled)
        ),
    )


def reached(hit: ThresholdHit) -> Reached:
    """Return what people read of a threshold that the share reaches."""
    return Reached(_threshold(hit.threshold), hit.low, hit.high)


def _entity(name: str, one: EntityArticle) -> EntityFacts:
    return EntityFacts(
        name,
        _words(one.name),
        one.category,
        one.level,
        _words(one.transform),
        _words(one.basis) if one.basis else None,
    )


def _deal(name: str, one: Deal) -> DealFacts:
    duties = tuple((_words(each.duty), _words(each.source)) for each in one.duties)
    return DealFacts(name, _words(one.name), duties)


def _measure(measure: Text, deal: Deal) -> Words:
    """Say what a level asks for as the kind of transaction has it."""
    return Words(
        measure.zh.replace("{notice}", deal.notice.zh).replace("{consent}", deal.consent.zh),
        measure.en.replace("{notice}", deal.notice.en).replace("{consent}", deal.consent.en),
    )


def _threshold(one: Threshold) -> ThresholdFacts:
    return ThresholdFacts(
        one.number,
        one.unit,
        _words(one.of),
        _words(one.duty),
        _words(one.source),
        _words(one.brief) if one.brief else None,
    )


def _words(text: Text) -> Words:
    return Words(text.zh, text.en)


def _sensitive(answer: str) -> Words:
    key = f"run.sensitive.{answer}"
    return Words(word(key, "zh"), word(key, "en"))
