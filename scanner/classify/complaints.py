"""What is wrong with a policy, in plain sentences with the place in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.errors import Misused
from scanner.messages import LANGUAGES, say
from scanner.model import Note

if TYPE_CHECKING:
    from collections.abc import Sequence

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
}
_FOR_PEOPLE = ("expected", "name", "missing")


def refusal(source: str, complaints: Sequence[Note]) -> Misused:
    """Make the error that tells everything at once."""
    told = {language: _list(complaints, language) for language in LANGUAGES}
    return Misused("policy.refused", source=source, count=len(complaints), **told)


def complaints_of(error: ValidationError) -> list[Note]:
    """Word what pydantic found, without what it quotes."""
    found = error.errors(include_url=False, include_input=False)
    told = [details for details in found if not _is_told_already(details, found)]
    return list(dict.fromkeys(_complaint(details) for details in told))


def _is_told_already(details: ErrorDetails, found: Sequence[ErrorDetails]) -> bool:
    """Tell whether a list is too short only because its items were refused."""
    place = details["loc"]
    return details["type"] == "too_short" and any(
        other["loc"][: len(place)] == place and len(other["loc"]) > len(place) for other in found
    )


def _complaint(details: ErrorDetails) -> Note:
    key = _KEYS.get(details["type"], "policy.wrong")
    context = details.get("ctx", {})
    args = {name: _plain(str(context[name])) for name in _FOR_PEOPLE if name in context}
    return Note.of(key, place=_place(details), **args)


def _plain(choices: str) -> str:
    """Return "'a', 'b' or 'c'" as "a, b, c"."""
    return choices.replace("'", "").replace(" or ", ", ")


def _place(details: ErrorDetails) -> str:
    parts = [part for part in details["loc"] if part != "[key]"]
    named = [f"[{part + 1}]" if isinstance(part, int) else f"/{part}" for part in parts]
    return "".join(named) or "/"


def _list(complaints: Sequence[Note], language: str) -> str:
    return "".join(f"\n  - {say(complaint, language)}" for complaint in complaints)
