"""Several entities in one column: two readings of the same values, or a mixture.

The same values read as cards and as old IDs are one of them; the better proved stands.
Passports and permits among resident IDs are fewer cells than a column of their own would
need; they are measured against the cells that the others leave.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from recognizers import headers, relatives
from recognizers.facts import ROUNDED
from scanner.classify.attributes import judge_attribute, needed_share
from scanner.classify.chance import FEW, log_tail
from scanner.classify.columns import NEARLY_ALL, Column
from scanner.evidence import HOLDING, Bucket
from scanner.keyset import KeySet, shared_by
from scanner.model import Note, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scanner.evidence import Evidence

_MOST = 0.5  # of the distinct values of one are shared with the other
_BY_LUCK, _SURE = 0.1, 0.75  # share of numbers that pass Luhn; score that words around give
# What a name of broad meaning announces, and what its values prove to be more narrowly.
_NARROWER = {
    "CN_BANK_ACCOUNT_CORP": ("CN_BANK_CARD", "CREDIT_CARD", "IBAN_CODE"),
    "CN_BANK_ACCOUNT_PERSONAL": ("CN_BANK_CARD", "CREDIT_CARD", "IBAN_CODE"),
    "IMEI_MEID_MAC_SERIAL": ("IMEI", "MAC_ADDRESS"),
    "PASSWORD_OR_SECRET": ("CVV_TRACK_PIN",),
}
_READS_MORE = {"PHONE_IN_TEXT": "CN_MOBILE"}  # the plus before the digits as well: +1303...
_KINDS = {
    "ALIPAY_IN_TEXT": ("ALIPAY_ACCOUNT", "ALIPAY_UID"),
    "CHAT_ACCOUNT": ("QQ", "WECHAT_ID", "WECHAT_OPENID_UNIONID"),
    "PHONE_IN_TEXT": ("PHONE_NUMBER",),
}


class Judged(NamedTuple):
    """One entity in one column, and the verdict on it."""

    column: Column
    verdict: Verdict
    why: tuple[Note, ...]
    joined: Evidence | None = None  # of another entity, counted here

    @property
    def values(self) -> KeySet:
        """Return the distinct whole cells that pass."""
        return self.column.evidence.union(Bucket.WHOLE_VALID)

    @property
    def is_proved(self) -> bool:
        """Whether it counts, by a check of its own and not by the column's name alone."""
        return self.verdict.counts and not self.column.is_by_name


def settle(judged: Mapping[str, Judged]) -> dict[str, Judged]:
    """Return the verdicts with each other in mind; keys are entities."""
    found = dict(judged)
    proved = sorted(entity for entity, one in found.items() if one.is_proved)
    for one, other in combinations(proved, 2):
        _settle_pair(found, one, other)
    _settle_named(found)
    for entity in sorted(found):
        _beside_damaged(found, entity)
    whole = {entity: _beside_proved(entity, each, found) for entity, each in found.items()}
    whole = {entity: _typing_errors(entity, each, whole) for entity, each in whole.items()}
    whole = {entity: _among_no_cards(entity, each, whole) for entity, each in whole.items()}
    cut = {entity: _inside_longer(each, whole) for entity, each in whole.items()}
    return {entity: _among_others(each, cut) for entity, each in cut.items()}


def _settle_pair(found: dict[str, Judged], one: str, other: str) -> None:
    """Reject the weaker reading of two where most of its values are read as the other too."""
    if not (found[one].is_proved and found[other].is_proved):
        return
    shared = shared_by(found[one].values, found[other].values)
    winner, loser = sorted((one, other), key=lambda entity: _standing(entity, found[entity]))
    if _READS_MORE.get(loser) == winner and shared >= _MOST * len(found[winner].values):
        winner, loser = loser, winner
    lost = found[loser]
    if shared and shared >= _MOST * len(lost.values):
        note = Note.of("classify.rival", shared=shared, winner=winner)
        found[loser] = lost._replace(verdict=Verdict.REJECTED, why=(*lost.why, note))


def _settle_named(found: dict[str, Judged]) -> None:
    """Settle what a column's name and the values say of each other."""
    for entity, judged in found.items():
        if winner := _better_named(entity, found):
            note = Note.of("classify.rival.named", winner=winner)
            found[entity] = judged._replace(verdict=Verdict.REJECTED, why=(*judged.why, note))


def _better_named(entity: str, found: Mapping[str, Judged]) -> str:
    """Return whose the values of an entity are, if another is meant by the column's name.

    sbh is a social security number (社保号) or a device's (设备号): what passes a check tells.
    An account in running text is called by its kind in a column of its own.
    """
    judged = found[entity]
    if not (judged.verdict.counts and judged.column.shaped):
        return ""
    for other, rival in found.items():
        is_own = rival.column.is_by_name and other in _KINDS.get(entity, ())
        if rival.verdict.counts and (is_own or _is_meant(other, rival, entity, judged)):
            return other
    return ""


def _is_meant(other: str, rival: Judged, entity: str, judged: Judged) -> bool:
    """Tell whether a word of two meanings means the other, whose check the values pass."""
    mine, its = judged.column.hit, rival.column.hit
    if not (mine and its and judged.column.is_by_name and rival.is_proved):
        return False
    is_ambiguous = mine.word == its.word and not relatives.are_related(entity, other)
    return is_ambiguous and rival.column.check.is_strong and _covers(rival, judged)


def _covers(rival: Judged, judged: Judged) -> bool:
    return shared_by(rival.values, judged.values) >= _MOST * len(judged.values)


def _standing(entity: str, judged: Judged) -> tuple[int, float, int, str]:
    """Return what two readings are compared by; the lowest stands."""
    column = judged.column
    header = ("strong", "weak", "").index(column.header)
    odds = log_tail(column.passed, column.tried, column.check.chance or 1.0)
    return header, odds, list(Verdict).index(judged.verdict), entity


def _beside_proved(entity: str, judged: Judged, found: Mapping[str, Judged]) -> Judged:
    """Reject what the name says where the values are proved to be something else, or more.

    Numbers of things may be somebody's; all accounts of a column may be cards.
    """
    if not judged.verdict.counts:
        return judged
    for other, one in found.items():
        shared = 0
        if entity in headers.OF_THINGS and one.is_proved:
            shared = shared_by(judged.values, one.values)
        if other in _NARROWER.get(entity, ()) and _fills(one, judged.column):
            shared = len(one.values)
        if shared and shared >= _MOST * len(judged.values):
            note = Note.of("classify.rival", shared=shared, winner=other)
            return judged._replace(verdict=Verdict.REJECTED, why=(*judged.why, note))
    return judged


def _fills(one: Judged, column: Column) -> bool:
    """Tell whether nearly all cells that say something, or have the shape, hold what counts."""
    whole = one.column.evidence.count(Bucket.WHOLE_VALID)
    shaped = column.evidence.count(Bucket.WHOLE_VALID)
    return one.verdict.counts and whole >= NEARLY_ALL * min(column.telling, shaped)


def _beside_damaged(found: dict[str, Judged], entity: str) -> None:
    """Count numbers that pass by luck with the damaged ones: their ends are lost as well."""
    twin = f"{entity}_DAMAGED"
    lucky, damaged = found[entity], found.get(twin)
    if damaged is None or not (damaged.verdict.counts and lucky.verdict.counts):
        return
    evidence = lucky.column.evidence
    rounded, held = evidence.facts[ROUNDED], evidence.count(Bucket.WHOLE_VALID)
    if not rounded or rounded < _MOST * held:
        return
    note = Note.of("classify.lost_ends", rounded=rounded, damaged=damaged.column.passed)
    found[entity] = lucky._replace(verdict=Verdict.REJECTED, why=(*lucky.why, note))
    both = replace(damaged.column, evidence=damaged.column.evidence.with_holding(evidence))
    note = Note.of("classify.lucky", count=evidence.count(*HOLDING), entity=entity)
    found[twin] = Judged(both, damaged.verdict, (*damaged.why, note), joined=evidence)


def _typing_errors(entity: str, judged: Judged, found: Mapping[str, Judged]) -> Judged:
    """Doubt that numbers are damaged where luck explains them among many that are not.

    One typing error in sixteen ends as a number does that a float has cut.
    """
    intact = found.get(entity.removesuffix("_DAMAGED"))
    if intact is None or intact is judged or not (intact.verdict.counts and judged.verdict.counts):
        return judged
    column, held = judged.column, intact.column.passed
    if held <= column.passed or column.check.beats_luck(column.passed, column.tried):
        return judged
    note = Note.of("classify.typing_errors", held=held)
    return judged._replace(verdict=Verdict.POSSIBLE, why=(*judged.why, note))


def _among_no_cards(entity: str, judged: Judged, found: Mapping[str, Judged]) -> Judged:
    """Doubt credit cards where most numbers that are as long are no cards at all.

    Numbers of things may have the check digit of cards; one in three then begins as theirs do.
    """
    others = found.get("CN_BANK_CARD")
    if entity != "CREDIT_CARD" or others is None or judged.column.hit:
        return judged
    failed = others.column.evidence.count(Bucket.WHOLE_FAILED)
    is_doubtful = judged.verdict.counts and not others.verdict.counts
    if not is_doubtful or failed <= judged.column.evidence.count(Bucket.WHOLE_VALID):
        return judged
    verdict = Verdict.REJECTED if judged.column.negative else Verdict.POSSIBLE
    note = Note.of("classify.no_cards", failed=failed)
    return judged._replace(verdict=verdict, why=(*judged.why, note))


def settle_text(judged: Mapping[str, Judged]) -> dict[str, Judged]:
    """Return the verdicts on running text with each other in mind; keys are entities.

    A text full of long numbers that are no cards has some that pass as credit cards by luck.
    """
    found = dict(judged)
    card, others = found.get("CREDIT_CARD"), found.get("CN_BANK_CARD")
    if card is None or others is None or not card.verdict.counts:
        return found
    failed = others.column.evidence.distinct(Bucket.INLINE_FAILED, Bucket.WHOLE_FAILED)
    held = card.column.evidence.distinct(Bucket.INLINE_STRONG, Bucket.WHOLE_VALID)
    if failed >= FEW and held <= _BY_LUCK * failed and card.column.evidence.score < _SURE:
        note = Note.of("classify.no_cards", failed=failed)
        found["CREDIT_CARD"] = card._replace(verdict=Verdict.POSSIBLE, why=(*card.why, note))
    return found


def _inside_longer(judged: Judged, found: Mapping[str, Judged]) -> Judged:
    """Reject telephones that are pieces of longer numbers: of card numbers that all fail."""
    column = judged.column
    if not judged.is_proved or column.hit or column.check.is_strong or column.shaped:
        return judged
    longer = max(one.column.evidence.count(Bucket.WHOLE_FAILED) for one in found.values())
    if longer < _MOST * column.cells:
        return judged
    note = Note.of("classify.piece", cells=column.cells, longer=longer)
    return judged._replace(verdict=Verdict.REJECTED, why=(*judged.why, note))


def _among_others(judged: Judged, found: Mapping[str, Judged]) -> Judged:
    """Judge an attribute by the cells that proved entities leave."""
    column = judged.column
    shaped = column.evidence.count(Bucket.WHOLE_VALID)
    if judged.verdict.counts or not (column.is_by_name and column.hit and shaped):
        return judged
    proved = [one for one in found.values() if one.is_proved]
    others = sum(one.column.evidence.count(Bucket.WHOLE_VALID) for one in proved)
    rest = column.telling - others
    if not others or shaped > rest or shaped < needed_share(column) * rest:
        return judged
    if any(shared_by(judged.values, one.values) for one in proved):
        return judged
    _, why = judge_attribute(replace(column, cells=rest + column.blank))
    note = Note.of("classify.among_others", others=others, rest=rest, share=shaped / rest)
    return judged._replace(verdict=Verdict.PROBABLE, why=(*why, note))
