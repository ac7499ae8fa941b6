"""``python -m bench.accuracy [--save] [--errors]``: how right the verdicts are.

Measured on public sets that lie beside the repository, and on tables of our own.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import scanner
from bench import made_tables, public_data, results, scoring
from bench.public_data import IN_TEXT, by_table

if TYPE_CHECKING:
    from bench.scoring import Score, Sheet

FOLDER = results.FOLDER / "accuracy"
MEGA = 1_000_000
SHOWN_ERRORS = 25

Figures = dict[str, Any]


def main() -> None:
    """Measure, print, and keep the figures if asked to."""
    options = _options()
    figures: Figures = {"made": _made(errors=options.errors)}
    if public_data.is_there():
        figures |= _public(errors=options.errors)
    else:
        print(f"No public data in {public_data.FOLDER.parent.name}/: nothing else to measure on.")
    if options.save:
        print(f"kept in {_keep(figures)}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.accuracy", description=__doc__)
    parser.add_argument("--save", action="store_true", help="keep the figures in bench/results")
    parser.add_argument("--errors", action="store_true", help="name the columns judged wrong")
    return parser.parse_args()


def _made(*, errors: bool) -> Figures:
    tables = by_table(list(made_tables.columns()))
    bare = tables.pop(made_tables.WITHOUT_HEADER)
    with_header = scoring.score_tables(tables.values())
    without = scoring.score_tables([bare], has_header=False)
    return {
        "tables": _columns_shown("our own tables, damaged, with traps", with_header, errors=errors),
        "no_header": _columns_shown("the same without a header", without, errors=errors),
    }


def _public(*, errors: bool) -> Figures:
    figures: Figures = {}
    for name in public_data.TEXT_SETS:
        figures[name] = _texts_shown(name)
    figures["must_not_match"] = _look_alikes_shown()
    for name in public_data.COLUMN_SETS:
        tables = by_table(list(public_data.columns(name)))
        sheet = scoring.score_tables(tables.values())
        figures[name] = _columns_shown(f"columns of {name}", sheet, errors=errors)
    for name in public_data.NEGATIVE_TABLES:
        figures[name] = _false_columns_shown(name, errors=errors)
    figures[public_data.NEGATIVE_TEXTS] = _false_texts_shown()
    return figures


def _texts_shown(name: str) -> Figures:
    texts = list(public_data.texts(name))
    overlapping = scoring.score_texts(texts, exact=False)
    exact = scoring.score_texts(texts, exact=True)
    print(f"\n{name}: {overlapping.size} texts, overlapping spans (exact recall in brackets)")
    print(f"{'kind':20}{'gold':>7}{'prec.':>8}{'recall':>8}{'(exact)':>9}{'of valid':>10}")
    for kind in (kind for kind in IN_TEXT if kind in overlapping.scores):
        score, strict = overlapping.scores[kind], exact.scores[kind]
        precision = f"{score.precision:8.3f}" if name in public_data.FULLY_LABELLED else f"{'-':>8}"
        has_valid = score.right + score.valid_missed
        of_valid = f"{score.recall_of_valid:10.3f}" if has_valid else f"{'-':>10}"
        print(
            f"{kind:20}{score.right + score.missed:7}{precision}{score.recall:8.3f}"
            f"{strict.recall:9.3f}{of_valid}"
        )
    others = sorted(set(overlapping.scores) - set(IN_TEXT))
    print(f"not looked for in text: {', '.join(others)}")
    return _as_figures(overlapping)


def _look_alikes_shown() -> Figures:
    seen, wrong = scoring.flagged(public_data.must_not_match())
    print(
        "\nlook-alikes written by hand that are none of their kind, and how many are taken for it"
    )
    for kind in sorted(seen):
        print(f"{kind:20}{seen[kind]:7}{wrong[kind]:8}")
    return {kind: [wrong[kind], seen[kind]] for kind in sorted(seen)}


def _columns_shown(title: str, sheet: Sheet, *, errors: bool) -> Figures:
    print(f"\n{title}: {sheet.size} columns, verdict confirmed or probable")
    print(f"{'kind':28}{'gold':>7}{'prec.':>8}{'recall':>8}{'F1':>8}{'false':>8}")
    asked = {kind: one for kind, one in sorted(sheet.scores.items()) if one.right + one.missed}
    for kind, score in asked.items():
        print(
            f"{kind:28}{score.right + score.missed:7}{score.precision:8.3f}{score.recall:8.3f}"
            f"{score.f1:8.3f}{score.wrong:8}"
        )
    others = [f"{kind} {one.wrong}" for kind, one in sheet.scores.items() if kind not in asked]
    if others:
        print(f"found, and of kinds the set does not name: {', '.join(sorted(others))}")
    if errors:
        _errors_shown(sheet.errors)
    return _as_figures(sheet)


def _false_columns_shown(name: str, *, errors: bool) -> Figures:
    """Scan a folder without personal data; every column that counts is wrong."""
    with scanner.scan(_folder(name), workers=0) as inventory:
        fields, scanned = inventory.fields, inventory.summary["outcomes"]["scanned"]
    columns = sum(len(header) for header in public_data.headers_in(name))
    false = fields[fields["verdict"].isin(("confirmed", "probable"))]
    by_entity = Counter(zip(false["entity"], false["verdict"], strict=True))
    print(f"\n{name}: {scanned} files, about {columns} columns that hold nothing personal")
    for (entity, verdict), count in sorted(by_entity.items()):
        print(f"{entity:24}{verdict:12}{count:6}{1000 * count / columns:8.1f} per 1,000 columns")
    if errors:
        places = zip(false["path"], false["field"], false["entity"], strict=True)
        _errors_shown(Counter(f"{path} {field}: {entity}" for path, field, entity in places))
    return {f"{entity} {verdict}": count for (entity, verdict), count in by_entity.items()} | {
        "columns": columns
    }


def _false_texts_shown() -> Figures:
    name = "fp_zh_text"
    with scanner.scan(_folder(name), workers=0) as inventory:
        fields, size = inventory.fields, inventory.summary["bytes_read"]
    false = fields[fields["verdict"].isin(("confirmed", "probable"))]
    found = int(false["count"].sum())
    print(f"\n{name}: {size / MEGA:.1f} MB of statutes, {found} findings counted")
    print(f"{10 * MEGA * found / max(1, size):.1f} per 10 MB")
    return {"findings": found, "bytes": size}


def _folder(name: str) -> str:
    return str(public_data.FOLDER / name)


def _errors_shown(errors: Counter[str]) -> None:
    for error, count in errors.most_common(SHOWN_ERRORS):
        print(f"    {error}{f' ({count} times)' if count > 1 else ''}")
    if len(errors) > SHOWN_ERRORS:
        print(f"    ... and {len(errors) - SHOWN_ERRORS} more")


def _as_figures(sheet: Sheet) -> Figures:
    def figures(score: Score) -> Figures:
        return {
            "gold": score.right + score.missed,
            "false": score.wrong,
            "precision": round(score.precision, 4),
            "recall": round(score.recall, 4),
        }

    return {kind: figures(score) for kind, score in sorted(sheet.scores.items())}


def _keep(figures: Figures) -> str:
    """Add the figures to the file of the day; return its name."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    result = results.machine()
    target = FOLDER / f"{result['date'][:10]}.json"
    earlier = json.loads(target.read_text(encoding="utf-8")) if target.exists() else []
    kept = [*earlier, {"date": result["date"], "versions": result["versions"], "sets": figures}]
    target.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return target.name


if __name__ == "__main__":
    main()
