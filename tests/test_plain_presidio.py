"""The recognizers in an unmodified Presidio: by Python, by registry file, as the README says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from presidio_analyzer import AnalyzerEngine, EntityRecognizer
from presidio_analyzer.nlp_engine import NoOpNlpEngine
from presidio_analyzer.recognizer_registry import RecognizerRegistryProvider
from presidio_analyzer.recognizer_registry.recognizers_loader_utils import RecognizerListLoader

import recognizers

README = Path(recognizers.__file__).with_name("README.md")
TEXT = "身份证11010519491231002X，手机13800138000，护照号E12345678，HKID A123456(3)。"
IN_TEXT = {"CN_RESIDENT_ID", "CN_MOBILE", "CN_PASSPORT", "HK_ID"}
LIKELY = 0.5


@pytest.fixture(scope="module")
def engine() -> AnalyzerEngine:
    """Return an engine that knows our registry file and nothing else."""
    registry = RecognizerRegistryProvider(recognizers.registry_file()).create_recognizer_registry()
    words = NoOpNlpEngine([{"lang_code": code, "model_name": "no_op"} for code in ("zh", "en")])
    return AnalyzerEngine(registry, words, supported_languages=["zh", "en"])


@pytest.mark.parametrize("language", recognizers.LANGUAGES)
def test_the_registry_file_gives_every_recognizer_in_both_languages(
    engine: AnalyzerEngine, language: str
) -> None:
    classes = [type(one) for one in engine.get_recognizers(language)]

    assert len(classes) == len(recognizers.ALL)
    assert {*classes} == {*recognizers.ALL}
    assert {*engine.get_supported_entities(language)} == {*recognizers.by_entity}


@pytest.mark.parametrize("language", recognizers.LANGUAGES)
def test_an_engine_of_the_registry_file_finds(engine: AnalyzerEngine, language: str) -> None:
    found = engine.analyze(TEXT, language, score_threshold=LIKELY)
    (name,) = engine.analyze("王小明", language, context=["姓名"])

    assert {one.entity_type for one in found} == IN_TEXT
    assert name.entity_type == "PERSON_NAME_ZH"


def test_no_other_class_has_the_name_of_one_of_ours() -> None:
    ours = {one.__name__: one for one in recognizers.ALL}
    everybody: set[type[EntityRecognizer]] = RecognizerListLoader.get_all_existing_recognizers()

    assert [one for one in everybody if ours.get(one.__name__, one) is not one] == []
    assert len(ours) == len(recognizers.ALL)


def test_every_example_of_the_readme_runs() -> None:
    blocks = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) == 2
    for block in blocks:
        names: dict[str, Any] = {}
        exec(block, names)  # noqa: S102 -- our own README
        found = names["engine"].analyze(TEXT, "zh", score_threshold=LIKELY)
        assert {one.entity_type for one in found} == IN_TEXT


def test_regions_choose_by_country_and_languages_give_instances_of_their_own() -> None:
    loaded = recognizers.load(regions=("hk", "tw"))

    entities = [one.supported_entities[0] for one in loaded]
    assert entities == ["HK_ID", "HK_PHONE", "TW_ARC", "TW_NATIONAL_ID", "TW_PHONE", "TW_UBN"] * 2
    assert [one.supported_language for one in loaded] == ["zh"] * 6 + ["en"] * 6
    assert len({id(one) for one in loaded}) == len(loaded)


def test_the_regions_together_are_all() -> None:
    apart = [one for region in recognizers.REGIONS for one in recognizers.load([region], ["zh"])]

    assert {type(one) for one in apart} == set(recognizers.ALL)
    assert len(apart) == len(recognizers.ALL)
    assert len(recognizers.load()) == 2 * len(recognizers.ALL)


@pytest.mark.parametrize(
    "wrong", [{"regions": ["jp"]}, {"regions": "cn"}, {"languages": "zh"}, {"languages": ["fr"]}]
)
def test_an_unknown_region_or_language_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="are some of"):
        recognizers.load(**wrong)
