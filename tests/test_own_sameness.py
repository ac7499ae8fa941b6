"""The law of sameness for recognizers that a user adds: sieved or not, what Presidio finds."""

from __future__ import annotations

from functools import cache
from random import Random
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest
import regex
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from presidio_analyzer import PatternRecognizer, RemoteRecognizer, predefined_recognizers

from scanner.detect.automaton import somewhere
from scanner.detect.cells import Cells, of_array
from scanner.detect.finder import finder
from scanner.detect.lines import of_lines
from scanner.detect.own import examples
from scanner.detect.own.asking import analysed, engine
from scanner.detect.own.loading import asked, load
from scanner.detect.own.shaped import shaped
from scanner.detect.own.superset import Untranslatable, superset
from scanner.detect.own.windows import LONG
from scanner.detect.reference import reference

if TYPE_CHECKING:
    from scanner.detect.matches import Findings
    from scanner.model import OwnFiles

OURS = """
global_regex_flags: 26
recognizers:
  - name: numbers
    supported_entity: EMPLOYEE_NO
    patterns:
      - {name: strong, regex: '(?<![0-9A-Za-z])E[0-9]{6}(?![0-9A-Za-z])', score: 0.5}
      - {name: weak, regex: '\\be\\d{4,6}\\b', score: 0.2}
    context: [工号, employee]
  - name: words
    supported_entity: PROJECT_NAME
    deny_list: [北极星计划, Blue Heron, K2]
  - name: looks back
    supported_entity: AFTER
    patterns: [{name: p, regex: '(?<=编号[:：]\\s?)(?P<n>[\\w-]{3,})(?P=n)?', score: 0.6}]
  - name: over lines
    supported_entity: LINES
    patterns: [{name: p, regex: '^begin\\s+.{0,9}end$', score: 0.9}]
  - name: telephones
    supported_entity: CN_MOBILE
    patterns: [{name: p, regex: '1[3-9]\\d{9}', score: 0.9}]
  - name: not translatable
    supported_entity: HAN
    patterns: [{name: p, regex: '\\p{Han}{2}项目', score: 0.7}]
  - name: cased
    supported_entity: CASED
    patterns: [{name: p, regex: '(?-i:ab)[^\\d\\s]i|SIK', score: 0.4}]
  - name: PhoneRecognizer
    type: predefined
"""
_OUT = {  # of other countries' makes: what Presidio itself fails over, or takes long for
    "PhoneRecognizer",
    "ZaTelephoneNumberRecognizer",
    "ZaMobileNumberRecognizer",
}
SHIPPED = sorted(
    one.__name__
    for one in (getattr(predefined_recognizers, name) for name in predefined_recognizers.__all__)
    if isinstance(one, type)
    and issubclass(one, PatternRecognizer)
    and not issubclass(one, RemoteRecognizer)
    and one.__name__ not in _OUT
)
THEIRS = "recognizers:\n" + "".join(f"  - {name}\n" for name in SHIPPED)
FILES: tuple[OwnFiles, ...] = ((("ours.yaml", OURS),), (("theirs.yaml", THEIRS),))
NO_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)  # a seed says no less
NAMES = ["", "工号", "employee_no", "备注", "手机号", "订单号"]
_GLUE = [
    "",
    "",
    " ",
    "，",
    "中",
    "x",
    "1",
    "\t",
    "编号：",
    "工号",
    "\u3000",
    "13800138000",
    "北极星计划",
]


@cache
def patterns(files: OwnFiles) -> tuple[tuple[str, int], ...]:
    """Return the expressions that Python can read, with their flags."""
    every = [held for one in load(files, "zh") if (held := shaped(one))]
    flagged = [(one.regex, held.global_regex_flags) for held in every for one in held.patterns]
    return tuple(pair for pair in flagged if examples.parsed(*pair))


def made(files: OwnFiles, chance: Random) -> str:
    """Return a text of some values and what may stand between them."""
    pieces = []
    for _ in range(chance.choice([1, 1, 2, 3])):
        shape = examples.parsed(*chance.choice(patterns(files)))
        pieces += [chance.choice(_GLUE), *examples.texts(shape, chance, 1)]
    return "".join(pieces)


def gist(findings: Findings) -> tuple[list[tuple[object, ...]], set[tuple[object, ...]]]:
    """Return all rows in order of place, and whose findings are missing."""
    rows: list[tuple[object, ...]] = []
    for match in findings.matches:
        at = (match.cells, match.starts, match.stops, match.valid, match.whole, match.scores)
        columns = zip(*(column.tolist() for column in at), strict=True)
        rows += [(*row, match.entity) for row in columns]
    return sorted(rows, key=str), {(one.key, one.args) for one in findings.troubles}


def cells_of(texts: list[str]) -> Cells:
    return of_array(pa.array(texts, pa.string()))


@pytest.mark.parametrize("files", FILES, ids=["ours", "theirs"])
@settings(max_examples=60, deadline=None, phases=NO_SHRINKING)
@given(st.integers(0, 2**64))
def test_a_column_gives_what_presidio_gives(files: OwnFiles, seed: int) -> None:
    chance = Random(seed)
    cells = cells_of([made(files, chance) for _ in range(chance.choice([1, 2, 12]))])
    name = chance.choice(NAMES)
    mine, theirs = (way("zh", ("cn",), files).find(cells, name) for way in (finder, reference))

    assert gist(mine) == gist(theirs)


@pytest.mark.parametrize("files", FILES, ids=["ours", "theirs"])
@settings(max_examples=40, deadline=None, phases=NO_SHRINKING)
@given(st.integers(0, 2**64))
def test_lines_give_what_presidio_gives(files: OwnFiles, seed: int) -> None:
    chance = Random(seed)
    text = "\n".join(made(files, chance) for _ in range(chance.choice([1, 2, 12])))
    cells = of_lines(text.encode())
    mine, theirs = (
        way("zh", ("cn",), files).find(cells, one_text=True) for way in (finder, reference)
    )

    assert gist(mine) == gist(theirs)


@settings(max_examples=60, deadline=None, phases=NO_SHRINKING)
@given(st.integers(0, 2**64))
def test_what_is_claimed_of_a_cell_is_what_an_unmodified_engine_says(seed: int) -> None:
    files, chance = FILES[0], Random(seed)
    text, name = made(files, chance), chance.choice(NAMES)
    own = engine(load(files, "zh"), "zh")
    told = {"EMPLOYEE_NO", "PROJECT_NAME", "AFTER", "LINES", "HAN", "CASED"}
    expected = {
        (one.entity_type, one.start, one.end, round(one.score, 6))
        for one in analysed(own, text, "zh", [name])
        if one.entity_type in told
    }
    cells = cells_of([text])
    data, origin = text.encode(), int(cells.bounds[0])
    found = {
        (
            match.entity,
            len(data[: int(match.starts[n]) - origin].decode()),
            len(data[: int(match.stops[n]) - origin].decode()),
            round(float(match.scores[n]), 6),
        )
        for match in finder("zh", ("cn",), files).claims(cells, name)
        for n in range(len(match))
        if match.entity in told
    }

    assert found == expected


def test_one_place_of_one_entity_counts_once_whoever_finds_it() -> None:
    cells = cells_of(["13800138000", "手机 13800138000。", "12345678901"])
    found = finder("zh", ("cn",), FILES[0]).find(cells, "手机号").matches

    assert sum(int(one.valid.sum()) for one in found if one.entity == "CN_MOBILE") == 2


EVERY = sorted({pattern for files in FILES for pattern, _ in patterns(files)})
FLAGS = int(regex.I | regex.M | regex.S)
ALONE = ["(?-i:ab)"]  # for Presidio alone, which is slower and as good


@pytest.mark.parametrize("pattern", [one for one in EVERY if not one.startswith(tuple(ALONE))])
def test_a_sieve_lets_pass_whatever_an_expression_matches(pattern: str) -> None:
    flags = FLAGS
    sieve = somewhere(superset(pattern, flags))
    compiled = regex.compile(pattern, flags)
    texts = list(examples.texts(examples.parsed(pattern, flags), Random(pattern), 100))
    held = [any(match.group() for match in compiled.finditer(text)) for text in texts]
    passed = sieve.matches(cells_of(texts)).tolist()

    assert [text for text, holds, may in zip(texts, held, passed, strict=True) if holds > may] == []


@pytest.mark.parametrize(
    "pattern",
    [
        *(
            r"\p{Han}",
            "(?:abc){e<=1}",
            "[[:alpha:]]+",
            r"\X",
            r"(?|(a)|(b))",
            "(?-i:a)",
            "(?a:\\w)",
        ),
        *("(?i)a(?i)", r"\L<words>", "(?<n>a)", "(?&n)", "a(?R)?", r"\m\w", "(?V1)a"),
    ],
)
def test_what_python_reads_in_another_way_has_no_sieve(pattern: str) -> None:
    with pytest.raises(Untranslatable):
        superset(pattern, 26)


def test_the_machine_and_re2_let_the_same_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = Random(1)
    cells = cells_of([made(FILES[1], chance) for _ in range(50)])
    sieves = [one.sieve for one in asked(FILES[1], "zh") if one.sieve]
    by_machine = [sieve.matches(cells).tolist() for sieve in sieves]
    for sieve in sieves:
        monkeypatch.setattr(sieve, "_machine", None)

    assert len(sieves) > 80
    assert [sieve.matches(cells).tolist() for sieve in sieves] == by_machine


@pytest.mark.parametrize("place", [LONG - 20, LONG - 3, LONG, 2 * LONG + 5])
def test_a_value_across_the_pieces_of_a_long_line_is_found_once(place: int) -> None:
    before = "é" * (place // 2)
    line = f"{before} E123456 {'z' * LONG}"
    for cells, one_text in (
        (of_lines(f"a\n{line}\nb".encode()), True),
        (cells_of(["a", line]), False),
    ):
        found = finder("zh", ("cn",), FILES[0]).find(cells, one_text=one_text).matches
        (mine,) = [one for one in found if one.entity == "EMPLOYEE_NO"]

        assert [cells.slice(*at) for at in zip(mine.starts, mine.stops, strict=True)] == ["E123456"]
