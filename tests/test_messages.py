"""Every sentence exists in both languages, and the code only says sentences that exist."""

from __future__ import annotations

import ast
import re
import string
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from scanner.messages import LANGUAGES, catalogue, say, word
from scanner.model import Note

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(__file__).parents[1] / "scanner"
SOURCES = sorted(PACKAGE.rglob("*.py"))
CATALOGUES = sorted((PACKAGE / "messages").glob("*.yaml"))
# Calls whose first argument is the key of a sentence; the other keywords fill it in.
SPEAKERS = {"of", "word", "Misused", "Unreadable", "Encrypted", "Unsupported", "HandoverError"}

TAKEN = {"key", "language"}  # parameters of ``messages.word`` itself


def placeholders(sentence: str) -> set[str]:
    """Return the names in braces."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def spoken(path: Path) -> Iterator[tuple[str, set[str] | None]]:
    """Yield the literal keys a module speaks, with the names it fills in (None: not literal)."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Call(
                func=ast.Name(id=name) | ast.Attribute(attr=name),
                args=[ast.Constant(value=str(key)), *_],
            ) if name in SPEAKERS and (name != "of" or _is_note(node.func)):
                names = {keyword.arg for keyword in node.keywords}
                yield key, None if None in names else {str(each) for each in names}
            case _:
                pass


def _is_note(function: ast.expr) -> bool:
    return (
        isinstance(function, ast.Attribute)
        and isinstance(function.value, ast.Name)
        and function.value.id == "Note"
    )


def literals(path: Path) -> set[str]:
    """Return all string constants of a module, those inside f-strings by their beginning."""
    return {
        node.value
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


@pytest.mark.parametrize("key", sorted(catalogue()))
def test_a_sentence_says_the_same_in_both_languages(key: str) -> None:
    sentence = catalogue()[key]

    assert set(sentence) == set(LANGUAGES)
    assert all(text.strip() for text in sentence.values())
    assert placeholders(sentence["zh"]) == placeholders(sentence["en"])


def test_no_key_is_worded_twice() -> None:
    keys = [
        key for path in CATALOGUES for key in yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    ]

    assert sorted(keys) == sorted(set(keys))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_speaks_only_sentences_that_exist_and_fills_them_in(path: Path) -> None:
    spoken_here = list(spoken(path))
    unknown = [key for key, _ in spoken_here if key not in catalogue()]
    unfilled = [
        key
        for key, names in spoken_here
        if key in catalogue() and names is not None
        if not placeholders(catalogue()[key]["zh"]) <= names - TAKEN
    ]

    assert unknown == []
    assert unfilled == []


def test_no_sentence_is_left_unspoken() -> None:
    said = set().union(*map(literals, SOURCES))
    # Keys made as f"report.outcome.{outcome}" show their beginning as a constant.
    beginnings = tuple(text for text in said if text.endswith(".") and len(text) > 1)

    assert [key for key in catalogue() if key not in said and not key.startswith(beginnings)] == []


@pytest.mark.parametrize(
    ("files", "said"), [("1", "1 file"), ("0", "0 files"), ("11", "11 files"), (1, "1 file")]
)
def test_one_is_no_plural(files: str | int, said: str) -> None:
    assert word("cli.files", "en", files=files) == said


@pytest.mark.parametrize("key", sorted(catalogue()))
def test_a_plural_goes_with_its_own_number(key: str) -> None:
    """A noun after a number has both forms, so that nobody reads "1 files"."""
    sentence = catalogue()[key]["en"]

    assert not re.findall(
        r"\{(?!limit)\w+(?::,)?\} (?:files|bytes|values|cells|columns|minutes)\b", sentence
    )


def test_a_note_is_worded_with_its_values() -> None:
    note = Note.of("os.other", code="EXDEV")

    assert all("EXDEV" in say(note, language) for language in LANGUAGES)
