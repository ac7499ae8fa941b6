"""``python -m bench.accuracy [--save] [--errors]``: how right the verdicts are.

Measured on public sets that lie beside the repository, and on tables of our own.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import scanner
from bench import made_tables, public_data, results, scoring, shown, targets
from bench.public_data import by_table

if TYPE_CHECKING:
    import pandas as pd

    from bench.scoring import Judged

FOLDER = results.FOLDER / "accuracy"

Figures = dict[str, Any]


def main() -> None:
    """Measure, print, and keep the figures if asked to."""
    options = _options()
    figures = _made(errors=options.errors)
    if public_data.is_there():
        figures |= _public(errors=options.errors)
    else:
        print(f"No public data in {public_data.FOLDER.parent.name}/: nothing else to measure on.")
    targets.show(figures)
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
    judged = scoring.judge_tables(tables.values())
    without = scoring.judge_tables([bare], has_header=False)
    return {
        "made": _columns("our own tables, damaged, with traps", judged, errors=errors),
        "made_no_header": _columns("the same without a header", without, errors=errors),
    }


def _public(*, errors: bool) -> Figures:
    figures: Figures = {}
    for name in public_data.TEXT_SETS:
        figures[name] = _texts(name)
    figures["must_not_match"] = _look_alikes()
    for name in public_data.COLUMN_SETS:
        tables = by_table(list(public_data.columns(name)))
        judged = scoring.judge_tables(tables.values())
        figures[name] = _columns(f"columns of {name}", judged, errors=errors)
        better = scoring.mended(name, judged)
        title = f"columns of {name}, labels mended"
        figures[f"{name}_mended"] = _columns(title, better, errors=errors)
    for name in public_data.NEGATIVE_TABLES:
        figures[name] = _false_columns(name, errors=errors)
    figures[public_data.NEGATIVE_TEXTS] = _false_texts(f"fp_{public_data.NEGATIVE_TEXTS}")
    return figures


def _texts(name: str) -> Figures:
    texts = list(public_data.texts(name))
    overlapping = scoring.score_texts(texts, exact=False)
    exact = scoring.score_texts(texts, exact=True)
    shown.texts(name, overlapping, exact, has_all=name in public_data.FULLY_LABELLED)
    return shown.as_figures(overlapping)


def _look_alikes() -> Figures:
    seen, wrong = scoring.flagged(public_data.must_not_match())
    shown.look_alikes(seen, wrong)
    return {kind: [wrong[kind], seen[kind]] for kind in sorted(seen)}


def _columns(title: str, judged: Judged, *, errors: bool) -> Figures:
    sheet = scoring.score_columns(judged)
    shown.columns(title, sheet)
    if errors:
        shown.errors(sheet.errors)
    summary = {"macro_f1": round(sheet.macro_f1, 4), "confirmed": len(sheet.confirmed_wrongly)}
    return {"summary": summary, **shown.as_figures(sheet)}


def _false_columns(name: str, *, errors: bool) -> Figures:
    """Scan a folder without personal data; every column that counts is wrong."""
    false, _ = _false_findings(name)
    columns = sum(len(header) for header in public_data.headers_in(name))
    by_entity = Counter(zip(false["entity"], false["verdict"], strict=True))
    shown.false_columns(name, by_entity, columns)
    if errors:
        places = zip(false["path"], false["field"], false["entity"], strict=True)
        shown.errors(Counter(f"{path} {field}: {entity}" for path, field, entity in places))
    found = {f"{entity} {verdict}": count for (entity, verdict), count in by_entity.items()}
    return {"false": len(false), "columns": columns, **found}


def _false_texts(name: str) -> Figures:
    false, size = _false_findings(name)
    found = int(false["count"].sum())
    shown.false_texts(name, found, size)
    return {"false": found, "bytes": size}


def _false_findings(name: str) -> tuple[pd.DataFrame, int]:
    """Return what counts among the findings in a folder without personal data, and its bytes."""
    with scanner.scan(str(public_data.FOLDER / name), workers=0) as inventory:
        fields, size = inventory.fields, inventory.summary["bytes_read"]
    measured = fields["path"].map(lambda path: public_data.is_measured(name, path)).astype(bool)
    return fields[measured & fields["verdict"].isin(("confirmed", "probable"))], size


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
