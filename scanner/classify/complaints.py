"""What is wrong with a policy, in plain sentences with the place in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.classify.documents import Complaint
from scanner.errors import Misused
from scanner.messages import LANGUAGES, say
from scanner.model import Note

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

_KEYS = {
    "missing": "policy.missing",
    "extra_forbidden": "policy.unknown_key",
    "string_type": "policy.not_text",
    "string_too_short": "policy.empty",
    "string_pattern_mismatch": "policy.word",
    "model_type": "policy.not_mapping",
    "dict_type": "policy.not_mapping",
    "tuple_type": "policy.not_list",
    "too_short": "policy.empty",
    "int_parsing": "policy.number",
    "int_type": "policy.number",
    "greater_than_equal": "policy.number",
    "less_than_equal": "policy.percent",
    "choice": "policy.choice",
    "enum": "policy.choice",
    "literal_error": "policy.choice",
    "unknown_name": "policy.unknown_name",
    "levels": "policy.levels",
    "cycle": "policy.cycle",
}
_FOR_PEOPLE = ("expected", "name", "missing")


def refusal(source: str, complaints: Sequence[Complaint]) -> Misused:
    """Make the error that tells everything at once."""
    told = {language: _list(source, complaints, language) for language in LANGUAGES}
    return Misused("policy.refused", source=source, count=len(complaints), **told)


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
    key = _KEYS.get(details["type"], "policy.wrong")
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
