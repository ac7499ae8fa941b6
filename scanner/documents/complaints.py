"""What is wrong with a document, in plain sentences with the place in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.documents.reading import Complaint
from scanner.errors import Misused
from scanner.messages import LANGUAGES, catalogue, say
from scanner.model import Note

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

_KEYS = {
    "missing": "document.missing",
    "extra_forbidden": "document.unknown_key",
    "string_type": "document.not_text",
    "string_too_short": "document.empty",
    "string_pattern_mismatch": "document.word",
    "model_type": "document.not_mapping",
    "dict_type": "document.not_mapping",
    "tuple_type": "document.not_list",
    "too_short": "document.empty",
    "int_parsing": "document.number",
    "int_type": "document.number",
    "greater_than_equal": "document.number",
    "less_than_equal": "document.percent",
    "choice": "document.choice",
    "enum": "document.choice",
    "literal_error": "document.choice",
    "unknown_name": "document.unknown_name",
    "levels": "document.levels",
    "cycle": "document.cycle",
    "bool_parsing": "document.truth",
}
_FOR_PEOPLE = ("expected", "name", "missing", "sign", "piece")


def refusal(source: str, complaints: Sequence[Complaint], key: str) -> Misused:
    """Make the error that tells everything at once; ``key`` says what cannot be used."""
    told = {language: _list(source, complaints, language) for language in LANGUAGES}
    return Misused(key, source=source, count=len(complaints), **told)


def complaints_of(
    error: ValidationError, lines: Mapping[str, int], but: Sequence[Complaint] = ()
) -> list[Complaint]:
    """Word what pydantic found, without what it quotes.

    Args:
        error: What is wrong with a document.
        lines: Line of each place in it.
        but: What is told already; nothing is added about the same places.
    """
    known = tuple(str(dict(one.what.args)["place"]) for one in but)
    found = error.errors(include_url=False, include_input=False)
    told = [details for details in found if not _is_told_already(details, found)]
    fresh = [details for details in told if not _place(details).startswith(known)]
    complaints = dict.fromkeys([*but, *(_complaint(details, lines) for details in fresh)])
    return sorted(complaints, key=lambda complaint: complaint.line)


def _is_told_already(details: ErrorDetails, found: Sequence[ErrorDetails]) -> bool:
    """Tell whether a list is too short only because its items were refused."""
    place = details["loc"]
    return details["type"] == "too_short" and any(
        other["loc"][: len(place)] == place and len(other["loc"]) > len(place) for other in found
    )


def _complaint(details: ErrorDetails, lines: Mapping[str, int]) -> Complaint:
    kind = details["type"]
    key = kind if kind in catalogue() else _KEYS.get(kind, "document.wrong")
    context = details.get("ctx", {})
    args = {name: _plain(str(context[name])) for name in _FOR_PEOPLE if name in context}
    place = _place(details)
    return Complaint(_line(place, lines), Note.of(key, place=place, **args))


def _line(place: str, lines: Mapping[str, int]) -> int:
    """Return the line of a place, or of the nearest around it; 0 if there is none."""
    while place not in lines and place.strip("/"):
        place = place[: max(place.rfind("/"), place.rfind("["), 0)]
    return lines.get(place, 0)


def _plain(choices: str) -> str:
    """Return "'a', 'b' or 'c'" as "a, b, c"."""
    return choices.replace("'", "").replace(" or ", ", ")


def _place(details: ErrorDetails) -> str:
    parts = [part for part in details["loc"] if part != "[key]"]
    named = [f"[{part + 1}]" if isinstance(part, int) else f"/{part}" for part in parts]
    return "".join(named) or "/"


def _list(source: str, complaints: Sequence[Complaint], language: str) -> str:
    """Put each complaint behind file and line, as compilers do."""
    return "".join(
        f"\n  {source}:{one.line or '-'}: {say(one.what, language)}" for one in complaints
    )
