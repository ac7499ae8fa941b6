"""Why a text is taken for what it is: winners, losers, and what only looks like a value."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from recognizers.arrays import to_matrix
from recognizers.base import ProvenRecognizer
from recognizers.by_header import HeaderRecognizer
from recognizers.fold import fold
from scanner.detect.overlaps import Claim, Loss, proof, settle
from scanner.detect.own.strangers import Stranger
from scanner.detect.single import found, loaded_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scanner.detect.single import Found, Recognizer
    from scanner.model import OwnFiles


@dataclass(frozen=True, slots=True)
class Explanation:
    """One finding and why its score is what it is; or a claim and why it lost."""

    entity: str
    start: int  # characters
    end: int
    recognizer: str
    pattern: str  # which written form
    shape_score: float
    score: float  # final; 0: has the shape, fails the check
    value: str = field(repr=False)
    masked: str
    lost_by: str = ""  # one of ``overlaps.GROUNDS``; "" for a winner
    is_own: bool = False  # found by a recognizer of the user's
    is_labelled: bool = False  # found beside a label, whose word is ``pattern``
    lost_to: str = ""  # the winning entity; "" where its own check alone decides


_BY_CHECK = Loss(-1, "check")


@dataclass(frozen=True, slots=True)
class _Candidate:
    claim: Claim
    recognizer: Recognizer | Stranger
    pattern: str
    shape_score: float


def explain(
    text: str,
    language: str = "zh",
    context: Sequence[str] = (),
    regions: tuple[str, ...] = (),
    files: OwnFiles = (),
) -> list[Explanation]:
    """Return what is found in a text and why, losers included, in order of place."""
    held = [_of_found(one) for one in found(text, language, context, regions, files)]
    claims = [one.claim for one in held]
    lost = settle(claims)
    explained = [_explained(text, one, lost.get(n), claims) for n, one in enumerate(held)]
    explained += [
        _explained(text, one, _BY_CHECK, claims)
        for one in _failed(text, language, regions)
        if not _is_known(one.claim, claims)
    ]
    return sorted(explained, key=lambda one: (one.start, one.end, one.entity))


def _of_found(one: Found) -> _Candidate:
    why = one.result.analysis_explanation
    if isinstance(one.recognizer, Stranger):  # anybody's: what it says of itself may be little
        around = getattr(why, "score_context_improvement", None) or 0.0
        pattern = str(getattr(why, "pattern_name", None) or "")
        return _Candidate(one.claim, one.recognizer, pattern, one.result.score - around)
    return _Candidate(one.claim, one.recognizer, why.pattern_name or "", why.original_score)


def _failed(text: str, language: str, regions: tuple[str, ...]) -> Iterator[_Candidate]:
    """Yield what has a shape and fails its check: a typing error, or another kind of number."""
    folded = fold(text)
    for one in loaded_for(language, regions):
        spans = one.spans(folded) if isinstance(one, ProvenRecognizer) else []
        if isinstance(one, ProvenRecognizer) and spans and _is_heard(one, text):
            good = one.passes(to_matrix([one.compact(folded[a:b]) for a, b, _, _ in spans]))
            for (start, stop, pattern, score), passes in zip(spans, good, strict=True):
                if not passes:
                    claim = Claim(start, stop, one.supported_entities[0], proof(one), 0.0, 0.0)
                    yield _Candidate(claim, one, pattern, score)


def _is_heard(one: ProvenRecognizer, text: str) -> bool:
    """Tell whether a word could announce its values: else any number looks like one."""
    return not one.is_always_announced or one.words.support(text)


def _is_known(failed: Claim, held: Sequence[Claim]) -> bool:
    """Tell whether the entity holds there in another written form."""
    return any(one.entity == failed.entity and one.overlaps(failed) for one in held)


def _explained(
    text: str, one: _Candidate, loss: Loss | None, claims: Sequence[Claim]
) -> Explanation:
    claim, value = one.claim, text[one.claim.start : one.claim.stop]
    return Explanation(
        entity=claim.entity,
        start=claim.start,
        end=claim.stop,
        recognizer=one.recognizer.name,
        pattern=one.pattern,
        shape_score=one.shape_score,
        score=claim.score,
        value=value,
        masked=one.recognizer.mask(value),
        lost_by=loss.ground if loss else "",
        is_own=isinstance(one.recognizer, Stranger),
        is_labelled=isinstance(one.recognizer, HeaderRecognizer) and bool(one.pattern),
        lost_to=claims[loss.winner].entity if loss and loss.winner >= 0 else "",
    )
