"""The full inventory for programs; ``docs/inventory.schema.json`` describes it."""

from __future__ import annotations

import base64
import json
import stat
from datetime import UTC
from typing import TYPE_CHECKING, Any

from scanner.report.cells import file_key, printable, shown
from scanner.report.drafts import draft
from scanner.report.rows import categories, possible
from scanner.report.speech import Speaker, moment
from scanner.report.view import GRADED

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from scanner.model import EntityTotal, FileReport, RuleHit, Tally
    from scanner.report.view import InventoryView, Joined, Reached, Side, Words

SCHEMA = 1


def write(inventory: InventoryView, target: Path, language: str) -> None:
    """Write one object; each file is one line of it."""
    speaker = Speaker(inventory, language)
    # Half a character has no UTF-8; backslashreplace happens to write it as JSON does.
    with (
        draft(target) as part,
        part.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as stream,
    ):
        stream.write(f'{{"schema": {SCHEMA},\n"run": {_dumps(_run(inventory, language))},\n')
        stream.write(f'"share": {_dumps(_share(inventory, speaker))},\n"files": [')
        separator = "\n"
        for report in inventory.files():
            stream.write(separator + _dumps(_file(report, speaker)))
            separator = ",\n"
        stream.write("\n]}\n")


def _dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _time(when: datetime | None) -> str | None:
    return f"{when.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}" if when else None


def _run(inventory: InventoryView, language: str) -> dict[str, Any]:
    run, policy = inventory.run, inventory.policy
    return {
        "roots": [shown(root) for root in run.roots],
        "started": _time(run.started),
        "finished": _time(run.finished),
        "complete": run.complete,
        "policy": {"name": policy.name, "version": policy.version},
        "versions": dict(run.versions),
        "recognizers": run.recognizers,
        "own_recognizers": list(run.own),
        "languages": list(run.languages),
        "workers": run.workers,
        "include": list(run.include),
        "exclude": list(run.exclude),
        "deal": run.deal or None,
        "language": language,
    }


def _share(inventory: InventoryView, speaker: Speaker) -> dict[str, Any]:
    deals = inventory.policy.deals
    return {
        "levels": {level.name: files for level, files in sorted(inventory.levels.items())},
        "outcomes": {str(outcome): files for outcome, files in sorted(inventory.outcomes.items())},
        "size": inventory.size,
        "bytes_read": inventory.bytes_read,
        "entities": {name: _total(total) for name, total in sorted(inventory.entities.items())},
        "thresholds": [_threshold(hit, speaker) for hit in inventory.thresholds],
        "duties": [_duty(deal.deal, duty, speaker) for deal in deals for duty in deal.duties],
        "joins": [_joined(one, speaker) for one in inventory.joins],
    }


def _total(total: EntityTotal) -> dict[str, Any]:
    return {"count": total.count, "distinct": total.distinct, "exact": total.exact}


def _threshold(hit: Reached, speaker: Speaker) -> dict[str, Any]:
    rule, language = hit.threshold, speaker.language
    return {
        "number": rule.number,
        "unit": rule.unit,
        "of": rule.of.in_(language),
        "duty": rule.duty.in_(language),
        "source": rule.source.in_(language),
        "low": hit.low,
        "high": hit.high,
    }


def _duty(deal: str, duty: tuple[Words, Words], speaker: Speaker) -> dict[str, Any]:
    told, source = (words.in_(speaker.language) for words in duty)
    return {"deal": deal, "duty": told, "source": source}


def _joined(one: Joined, speaker: Speaker) -> dict[str, Any]:
    return {
        **_side(one.here),
        "with": _side(one.there),
        "entity": one.entity,
        "shared": one.shared,
        "of": one.of,
        "rule": one.rule,
        "level": one.level.name,
        "basis": speaker.basis(one),
        "flags": list(one.flags),
    }


def _side(side: Side) -> dict[str, Any]:
    return {"key": file_key(side.file), "part": side.part, "field": side.field}


def _file(report: FileReport, speaker: Speaker) -> dict[str, Any]:
    """Word one file; what was not read has no level."""
    file = report.file
    graded = report.outcome in GRADED
    return {
        **_path(report),
        "outcome": str(report.outcome),
        "reason": speaker.say(report.reason) if report.reason else None,
        "format": report.format,
        "encoding": report.encoding,
        "size": file.size,
        "bytes_read": report.bytes_read,
        "modified": _time(moment(file.modified_ns)),
        "owner": printable(file.owner),
        "mode": stat.filemode(file.mode) if file.mode else "",
        "readable_by_everyone": bool(file.mode & stat.S_IROTH),
        "level": report.level.name if graded else None,
        "categories": categories(report),
        "hits": [_hit(hit, speaker) for hit in report.hits] if graded else [],
        "measure": speaker.measure(report.level) if graded else None,
        "entities": {name: _total(total) for name, total in report.entities},
        "review": _review(report, speaker),
        "possible": possible(report),
        "content": report.content.hex() or None,
        "copies": report.copies,
        "notes": [speaker.say(note) for note in report.notes],
        "fields": [_field(tally, speaker) for tally in report.tallies],
    }


def _review(report: FileReport, speaker: Speaker) -> dict[str, Any]:
    """Say what people decided and whether that holds."""
    reviewed = speaker.reviewed(report)
    decision = reviewed.decision
    return {
        "state": str(reviewed.state),
        "decision": str(decision.choice) if decision else None,
        "reason": decision.reason if decision else "",
        "reviewer": decision.reviewer if decision else "",
        "date": (decision.date if decision else "") or None,
        "source": speaker.say(reviewed.source) if reviewed.source else None,
        "changes": [speaker.sentences([note]) for note in reviewed.changes],
    }


def _path(report: FileReport) -> dict[str, str]:
    """Give the path exactly: as it is when it is UTF-8, else shown and in base 64."""
    root, path = report.file.root, report.file.path
    named = {"key": file_key(report.file), "root": shown(root)}
    try:
        return {**named, "path": path.decode()}
    except UnicodeDecodeError:
        exact = base64.b64encode(path).decode("ascii")
        return {**named, "path": shown(path), "path_base64": exact}


def _hit(hit: RuleHit, speaker: Speaker) -> dict[str, Any]:
    return {
        "rule": hit.rule,
        "level": hit.level.name,
        "why": speaker.say(hit.why),
        "basis": speaker.basis(hit),
        "flags": list(hit.flags),
    }


def _field(tally: Tally, speaker: Speaker) -> dict[str, Any]:
    return {
        "part": tally.part,
        "field": tally.field,
        "entity": tally.entity,
        "matched": tally.matched,
        "count": tally.count,
        "distinct": tally.distinct,
        "exact": tally.exact,
        "non_null": tally.non_null,
        "rows": tally.rows,
        "facts": dict(tally.facts),
        "verdict": str(tally.verdict),
        "why": speaker.sentences(tally.why),
        "score": round(tally.score, 4),
        "level": tally.level.name,
        "category": tally.category,
        "rule": tally.rule,
        "basis": speaker.basis(tally),
        "sample": tally.sample,
        "first": tally.first,
    }
