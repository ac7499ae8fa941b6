"""What accuracy has to reach, and whether it does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bench.public_data import COLUMN_SETS, IN_TEXT, NEGATIVE_TABLES, NEGATIVE_TEXTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    Line = tuple[str, str, bool]  # what has to be reached, what is, whether that is enough
    Figures = Mapping[str, Any]

IN_TEXT_LEAST = 0.995
MACRO_F1_LEAST = 0.97
FALSE_COLUMNS_MOST = 1 / 1_000
FALSE_FINDINGS_MOST = 1 / 10_000_000  # a byte
FULLY_LABELLED, FIXTURES, NEVER = "argus_bench", "argus_fixtures", "must_not_match"


def show(figures: Figures) -> None:
    """Print every target beside what was measured."""
    lines = list(_lines(figures))
    print("\nto reach" + " " * 52 + "reached")
    for wanted, reached, is_enough in lines:
        print(f"{'  ' if is_enough else '! '}{wanted:58}{reached}")


def _lines(figures: Figures) -> Iterator[Line]:
    if FULLY_LABELLED in figures:
        yield from _in_text(figures[FULLY_LABELLED])
        yield _fixtures(figures[FIXTURES])
        yield _never(figures[NEVER])
    for name in ("made", "made_no_header", *COLUMN_SETS):
        yield from _columns(figures, name)
    for name in (name for name in NEGATIVE_TABLES if name in figures):
        false, count = figures[name]["false"], figures[name]["columns"]
        told = f"{false} of {count}"
        yield (
            f"{name}: false columns, at most 1 in 1,000",
            told,
            false <= FALSE_COLUMNS_MOST * count,
        )
    if NEGATIVE_TEXTS in figures:
        false, size = figures[NEGATIVE_TEXTS]["false"], figures[NEGATIVE_TEXTS]["bytes"]
        wanted = f"{NEGATIVE_TEXTS}: false findings, at most 1 in 10 MB"
        yield wanted, f"{false} in {size:,} bytes", false <= FALSE_FINDINGS_MOST * size


def _in_text(scores: Figures) -> Iterator[Line]:
    for kind in (kind for kind in IN_TEXT if scores.get(kind, {}).get("gold")):
        score = scores[kind]
        low = min(score["precision"], score["recall_of_valid"])
        told = (
            f"{score['precision']:.3f} / {score['recall_of_valid']:.3f} of {score['valid']} valid,"
            f" {score['recall']:.3f} of {score['gold']} labelled"
        )
        yield f"{kind} in text: precision / recall 0.995", told, low >= IN_TEXT_LEAST


def _fixtures(scores: Figures) -> Line:
    asked = [scores[kind] for kind in IN_TEXT if kind in scores]
    valid, right = (sum(score[key] for score in asked) for key in ("valid", "right"))
    gold = sum(score["gold"] for score in asked)
    told = f"{right} of {valid} valid, {gold} labelled"
    return "fixtures: all, or a reason (bench/README.md)", told, right == valid


def _never(figures: Figures) -> Line:
    wrong, seen = (sum(pair[at] for pair in figures.values()) for at in (0, 1))
    return "must not match: none", f"{wrong} of {seen}", not wrong


def _columns(figures: Figures, name: str) -> Iterator[Line]:
    if name not in figures:
        return
    given = figures[name]["summary"]
    better = figures.get(f"{name}_mended", figures[name])["summary"]
    told = f"{better['macro_f1']:.3f}" + (
        f" mended, {given['macro_f1']:.3f} as labelled" if better != given else ""
    )
    yield f"{name}: macro F1 0.97", told, better["macro_f1"] >= MACRO_F1_LEAST
    yield f"{name}: confirmed wrongly: none", str(better["confirmed"]), not better["confirmed"]
