"""All recognizers together: the list, in a plain engine, without a network."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import socket
import subprocess
import sys

import pytest

import recognizers
from recognizers.base import ProvenRecognizer
from recognizers.by_header import HeaderRecognizer
from tests.wordless import no_words, plain_engine


def test_all_is_sorted_and_complete() -> None:
    entities = [one.ENTITY for one in recognizers.ALL]
    assert entities == sorted(entities)
    assert set(recognizers.ALL) == set(everything())
    assert len(recognizers.by_entity) == len(recognizers.ALL)


def everything() -> list[type]:
    """Return all recognizers with an entity that any module of the package defines."""
    classes = []
    for info in pkgutil.walk_packages(recognizers.__path__, "recognizers."):
        if ".make_" in info.name:
            continue
        module = importlib.import_module(info.name)
        found = inspect.getmembers(module, inspect.isclass)
        classes += [one for name, one in found if not name.startswith("_")]  # forms of another
    kinds = (ProvenRecognizer, HeaderRecognizer)
    return [one for one in classes if issubclass(one, kinds) and hasattr(one, "ENTITY")]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_plain_engine_takes_them_and_finds_with_them(language: str) -> None:
    engine = plain_engine(language)
    results = engine.analyze("身份证11010519491231002X，手机13800138000。", language)
    kinds = {one.entity_type for one in results if one.score >= 0.5}
    assert kinds == {"CN_RESIDENT_ID", "CN_MOBILE"}
    (name,) = engine.analyze("王小明", language, context=["姓名"])
    assert name.entity_type == "PERSON_NAME_ZH"


def test_nothing_asks_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        pytest.fail("somebody opened a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    for recognizer in map(by_entity, recognizers.by_entity):
        recognizer.analyze("a@example.com 13800138000", recognizer.supported_entities)


def test_words_around_raise_and_lower_a_score() -> None:
    text = "手机13800138000"
    assert score("CN_MOBILE", text) == pytest.approx(0.95)
    assert score("CN_MOBILE", "订单13800138000") == pytest.approx(0.2)
    assert score("CN_MOBILE", "13800138000", ["手机号"]) == pytest.approx(0.95)
    assert score("CN_MOBILE", "13800138000", ["订单号"]) == pytest.approx(0.2)
    assert score("CN_MOBILE", "13800138000") == pytest.approx(0.6)


def score(entity: str, text: str, names: list[str] | None = None) -> float:
    """Return the best score after context."""
    recognizer = by_entity(entity)
    raw = recognizer.analyze(text, [entity])
    return max(
        one.score for one in recognizer.enhance_using_context(text, raw, [], no_words(), names)
    )


def by_entity(entity: str) -> ProvenRecognizer | HeaderRecognizer:
    """Return a fresh recognizer."""
    return recognizers.by_entity[entity]()


def test_checks_are_known_without_loading_a_recognizer() -> None:
    assert recognizers.checks() == {
        one.ENTITY: (one.CHECK, one.CHANCE) if issubclass(one, ProvenRecognizer) else None
        for one in recognizers.ALL
    }
    asked = (
        "import sys, recognizers; recognizers.checks(); print('presidio_analyzer' in sys.modules)"
    )
    assert subprocess.check_output([sys.executable, "-c", asked], text=True) == "False\n"


def test_a_name_that_is_not_there_is_said_to_be_missing() -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        getattr(recognizers, "no_such_name")  # noqa: B009 -- the type checker would see it
