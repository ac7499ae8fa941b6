"""Accuracy as tables on the terminal, and as figures to keep."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bench.public_data import IN_TEXT

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Mapping

    from bench.scoring import Score, Sheet

MEGA = 1_000_000
MOST_ERRORS = 40


def texts(name: str, overlapping: Sheet, exact: Sheet, *, has_all: bool) -> None:
    """Print precision and recall in text; precision only where every value is labelled."""
    print(f"\n{name}: {overlapping.size} texts, overlapping spans (exact recall in brackets)")
    print(
        f"{'kind':20}{'gold':>7}{'prec.':>8}{'recall':>8}{'(exact)':>9}{'valid':>8}{'of valid':>10}"
    )
    for kind in (kind for kind in IN_TEXT if kind in overlapping.labelled):
        score, strict = overlapping.scores[kind], exact.scores[kind]
        precision = f"{score.precision:8.3f}" if has_all else f"{'-':>8}"
        valid = score.right + score.valid_missed
        of_valid = f"{score.recall_of_valid:10.3f}" if valid else f"{'-':>10}"
        print(
            f"{kind:20}{score.right + score.missed:7}{precision}{score.recall:8.3f}"
            f"{strict.recall:9.3f}{valid:8}{of_valid}"
        )
    others = sorted(set(overlapping.labelled) - set(IN_TEXT))
    print(f"not looked for in text: {', '.join(others)}")


def look_alikes(seen: Mapping[str, int], wrong: Mapping[str, int]) -> None:
    """Print how many look-alikes are taken for what they are not."""
    print("\nlook-alikes that are none of their kind, and how many are taken for it")
    for kind in sorted(seen):
        print(f"{kind:20}{seen[kind]:7}{wrong[kind]:8}")


def columns(title: str, sheet: Sheet) -> None:
    """Print precision, recall and F1 of verdicts on columns."""
    print(f"\n{title}: {sheet.size} columns, verdict confirmed or probable")
    print(f"{'kind':28}{'gold':>7}{'prec.':>8}{'recall':>8}{'F1':>8}{'false':>8}")
    for kind, score in sheet.labelled.items():
        print(
            f"{kind:28}{score.right + score.missed:7}{score.precision:8.3f}{score.recall:8.3f}"
            f"{score.f1:8.3f}{score.wrong:8}"
        )
    confirmed = len(sheet.confirmed_wrongly)
    print(f"{'macro F1':28}{sheet.macro_f1:31.3f}, confirmed wrongly: {confirmed}")
    unlabelled = {kind: one for kind, one in sheet.scores.items() if kind not in sheet.labelled}
    others = sorted(f"{kind} {one.wrong}" for kind, one in unlabelled.items())
    if others:
        print(f"found, and of kinds the set does not name: {', '.join(others)}")


def false_columns(name: str, by_entity: Mapping[tuple[str, str], int], count: int) -> None:
    """Print what was found in tables that hold nothing personal."""
    print(f"\n{name}: about {count} columns that hold nothing personal")
    for (entity, verdict), false in sorted(by_entity.items()):
        print(f"{entity:24}{verdict:12}{false:6}{1000 * false / count:8.1f} per 1,000 columns")


def false_texts(name: str, found: int, size: int) -> None:
    """Print what was found in texts that hold nothing personal."""
    rate = 10 * MEGA * found / max(1, size)
    print(f"\n{name}: {size / MEGA:.1f} MB, {found} findings counted, {rate:.1f} per 10 MB")


def errors(found: Counter[str]) -> None:
    """Print what went wrong, the most frequent first."""
    for error, count in found.most_common(MOST_ERRORS):
        print(f"    {error}{f' ({count} times)' if count > 1 else ''}")
    if len(found) > MOST_ERRORS:
        print(f"    ... and {len(found) - MOST_ERRORS} more")


def as_figures(sheet: Sheet) -> dict[str, Any]:
    """Return the scores of a sheet as JSON keeps them."""

    def figures(score: Score) -> dict[str, Any]:
        valid = score.right + score.valid_missed
        return {
            "gold": score.right + score.missed,
            "valid": valid,
            "right": score.right,
            "false": score.wrong,
            "precision": round(score.precision, 4),
            "recall": round(score.recall, 4),
            "recall_of_valid": round(score.right / max(1, valid), 4),
        }

    return {kind: figures(score) for kind, score in sorted(sheet.scores.items())}
