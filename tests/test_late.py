"""In a worker Presidio's engines are loaded when somebody asks, and are what they always are."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# What each program finds out, as JSON on its last line.
SCANNING = """
import os, sys
from scanner import warm
warm.load(())
from scanner import worker
from scanner.classify.policy import shipped
from scanner.model import FileRef, ScanPlan
plan = ScanPlan(policy=shipped("cn45574"), today="2026-01-01", key=bytes(32))
folder, name = map(os.fsencode, sys.argv[1:])
size = os.stat(os.path.join(folder, name)).st_size
(report,) = worker.examine_files(plan, [FileRef(folder, name, size)])
found = {name: total.count for name, total in report.entities}
print(json.dumps([found, "spacy" in sys.modules, "presidio_analyzer.pattern" in sys.modules]))
"""
NAMES = """
import presidio_analyzer
every = {name: getattr(presidio_analyzer, name) for name in presidio_analyzer.__all__}
print(json.dumps({name: [one.__module__, one.__qualname__] for name, one in every.items()}))
"""
SAME = """
from recognizers import late
late.defer()
late.defer()
import sys
from recognizers.base import ProvenRecognizer
before = "spacy" in sys.modules
from presidio_analyzer import AnalyzerEngine, PatternRecognizer, RecognizerRegistry
from presidio_analyzer.recognizer_registry import recognizer_registry as inside
import recognizers
registry = RecognizerRegistry(recognizers.load(languages=["en"]), supported_languages=["en"])
is_one = PatternRecognizer is inside.PatternRecognizer
is_ours = issubclass(ProvenRecognizer, PatternRecognizer)
count = len(registry.recognizers)
print(json.dumps([before, "spacy" in sys.modules, is_one, is_ours, count > 50]))
"""
EARLIER = """
import presidio_analyzer
before = type(presidio_analyzer), vars(presidio_analyzer)["AnalyzerEngine"]
from recognizers import late
late.defer()
import recognizers.catalogue
after = type(presidio_analyzer), presidio_analyzer.AnalyzerEngine
print(json.dumps(before == after))
"""
BROKEN = """
from recognizers import late
late.defer()
import sys
import recognizers, presidio_analyzer
sys.modules["spacy"] = None
refused = []
for _ in range(2):
    try:
        presidio_analyzer.AnalyzerEngine
    except ImportError:
        refused.append(presidio_analyzer.PatternRecognizer.__name__)
del sys.modules["spacy"]
print(json.dumps([refused, presidio_analyzer.AnalyzerEngine.__name__]))
"""
UNKNOWN = """
from recognizers import late
late.defer()
import recognizers, presidio_analyzer
found = []
for _ in range(2):
    try:
        presidio_analyzer.nonsense
    except AttributeError as problem:
        found.append([str(problem), problem.name])
print(json.dumps(found))
"""

ORDINARY = """
import recognizers, scanner
recognizers.load()
scanner.analyze("13800138000")
import presidio_analyzer
print(json.dumps([type(presidio_analyzer).__name__, "AnalyzerEngine" in vars(presidio_analyzer)]))
"""


def run(program: str, *arguments: str) -> object:
    """Return what a fresh interpreter finds out."""
    command = [sys.executable, "-c", "import json\n" + program, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def test_a_worker_scans_without_presidios_engines(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("手机号\n" + "13812345678\n" * 30, "utf-8")

    assert run(SCANNING, str(tmp_path), "people.csv") == [{"CN_MOBILE": 30}, False, True]


def test_every_name_is_what_it_is_without_us() -> None:
    assert run(
        "from recognizers import late\nlate.defer()\nimport recognizers.base\n" + NAMES
    ) == run(NAMES)


def test_engines_take_our_recognizers_once_they_are_asked_for() -> None:
    assert run(SAME) == [False, True, True, True, True]


def test_what_was_loaded_earlier_is_left_alone() -> None:
    assert run(EARLIER)


def test_engines_that_cannot_be_loaded_can_be_asked_for_again() -> None:
    assert run(BROKEN) == [["PatternRecognizer"] * 2, "AnalyzerEngine"]


def test_a_name_that_is_not_there_is_told_as_always() -> None:
    told = "module 'presidio_analyzer' has no attribute 'nonsense'"

    assert run(UNKNOWN) == [[told, "nonsense"]] * 2
    assert (
        run(UNKNOWN.replace("late.defer()", "").replace("recognizers, ", ""))
        == [[told, "nonsense"]] * 2
    )


MODULES = """
from recognizers import late
late.defer()
import recognizers
from presidio_analyzer.nlp_engine import NlpArtifacts
import presidio_analyzer.nlp_engine.nlp_artifacts as inside
import presidio_analyzer.nlp_engine as engines
from presidio_analyzer.recognizer_registry import RecognizerRegistry
import presidio_analyzer
is_one = NlpArtifacts is inside.NlpArtifacts is engines.NlpArtifacts
is_same = RecognizerRegistry is presidio_analyzer.RecognizerRegistry
print(json.dumps([is_one, is_same, engines.__spec__.origin == engines.__file__]))
"""
ANALYZED = """
from recognizers import late
late.defer()
import scanner
print(json.dumps([one.entity_type for one in scanner.analyze("手机13912345678")]))
"""


def test_modules_of_it_may_be_asked_for_first() -> None:
    assert run(MODULES) == [True, True, True]


def test_a_text_is_analyzed_by_a_program_that_asked_for_nothing_else() -> None:
    assert run(ANALYZED) == ["CN_MOBILE"]


def test_a_program_that_takes_our_recognizers_sees_presidio_as_it_is() -> None:
    assert run(ORDINARY) == ["module", True]
