"""What all reports have in common; the CSV; the lines on a terminal."""

from __future__ import annotations

import csv
import tracemalloc
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from scanner.messages import LANGUAGES, catalogue
from scanner.model import Level, Note, Outcome
from scanner.report import WRITERS, writer_for
from scanner.report.cells import inert
from scanner.report.rows import UNREAD
from scanner.report.speech import Speaker
from scanner.report.summary import lines
from tests.report_estate import NAMES, TOLD, Estate, file, hostile, unread
from tests.report_workbook import headings, rows, workbook

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scanner.model import FileReport


@pytest.fixture(autouse=True)
def _told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(catalogue(), "told", TOLD)


def plain(cell: Any) -> str:
    return inert("" if cell is None else str(cell)).rstrip()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_csv_is_the_inventory_sheet(tmp_path: Path, language: str) -> None:
    estate = hostile()
    sheet = workbook(estate, tmp_path, language).worksheets[1]
    writer_for("csv").write(estate, tmp_path / "inventory.csv", language)
    with (tmp_path / "inventory.csv").open(encoding="utf-8-sig", newline="") as stream:
        heads, *lines_ = list(csv.reader(stream))

    assert heads == headings(sheet)
    assert [[each.rstrip() for each in line] for line in lines_] == [
        [plain(each) for each in row] for row in rows(sheet)
    ]


def test_the_csv_opens_in_a_chinese_spreadsheet_and_starts_no_formula(tmp_path: Path) -> None:
    writer_for("csv").write(hostile(), tmp_path / "inventory.csv", "zh")
    data = (tmp_path / "inventory.csv").read_bytes()
    with (tmp_path / "inventory.csv").open(encoding="utf-8-sig", newline="") as stream:
        fields = [field for row in csv.reader(stream) for field in row]

    assert data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\r\n")
    assert not [field for field in fields if field.startswith(tuple("=+-@\t\r\n＝＋－＠"))]


class Endless(Estate):
    """An inventory that makes its files when they are asked for."""

    count = 0

    def files(self) -> Iterator[Any]:
        return (file(b"%06d" % number) for number in range(self.count))


@pytest.mark.parametrize("name", WRITERS)
def test_memory_does_not_grow_with_the_files(tmp_path: Path, name: str) -> None:
    peaks = []
    for count in (20, 600, 2_000):  # the first only warms up
        estate = Endless([])
        estate.count = count
        tracemalloc.start()
        writer_for(name).write(estate, tmp_path / "inventory", "zh")
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()

    assert peaks[2] - peaks[1] < 100 * 1_400  # bytes: a tenth of a kilobyte a file


@pytest.mark.parametrize("name", WRITERS)
def test_a_finished_report_leaves_no_draft(tmp_path: Path, name: str) -> None:
    target = tmp_path / f"inventory.{name}"
    target.write_text("an older report")
    writer_for(name).write(Estate(), target, "zh")

    assert [each.name for each in tmp_path.iterdir()] == [target.name]
    assert target.read_bytes() != b"an older report"


class Interrupted(Estate):
    """An inventory whose files end in trouble."""

    def files(self) -> Iterator[Any]:
        yield self.reports[0]
        raise KeyboardInterrupt


@pytest.mark.parametrize("name", WRITERS)
def test_an_interrupted_report_leaves_the_older_one_and_no_draft(tmp_path: Path, name: str) -> None:
    target = tmp_path / f"inventory.{name}"
    target.write_text("an older report")
    with pytest.raises(KeyboardInterrupt):
        writer_for(name).write(Interrupted(), target, "zh")

    assert [each.name for each in tmp_path.iterdir()] == [target.name]
    assert target.read_text() == "an older report"


@pytest.mark.parametrize("name", WRITERS)
def test_a_folder_that_is_not_there_is_an_os_error(tmp_path: Path, name: str) -> None:
    with pytest.raises(OSError, match="No such file"):
        writer_for(name).write(Estate(), tmp_path / "missing" / "inventory", "zh")


def test_where_nothing_could_be_read_nothing_is_said_of_what_is_in_it() -> None:
    away = unread(b"share", Outcome.UNREACHABLE, Note.of("walk.root_away", code="ENOENT"))
    empty = replace(file(b"empty"), tallies=(), entities=())

    def told(*reports: FileReport) -> str:
        return "\n".join(lines(Estate(list(reports)), "en"))

    assert "Nothing could be read" in told(away)
    assert "No personal information" not in told(away)
    assert "No personal information found in what was read" in told(away, empty)


@pytest.mark.parametrize(
    ("why", "said"),
    [
        *((f"walk.{key}", "excluded by choice") for key in ("excluded", "not_included")),
        *((f"walk.{key}", "no file") for key in ("link_outside", "pipe", "socket", "mount_loop")),
    ],
)
def test_nobody_chose_that_a_link_or_a_pipe_is_not_examined(why: str, said: str) -> None:
    report = unread(b"x", Outcome.EXCLUDED, Note.of(why))
    row = {one.key: one.value(report, Speaker(Estate([report]), "en")) for one in UNREAD}
    told = [str(getattr(row[key], "text", row[key])) for key in ("outcome", "todo")]

    assert told[0] == said
    assert ("change the selection" in told[1]) is (said == "excluded by choice")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_terminal_summary_names_everything_once(language: str) -> None:
    text = "\n".join(lines(Estate(), language))

    for outcome in set(Estate().outcomes) - {Outcome.SCANNED}:
        assert text.count(catalogue()[f"report.outcome.{outcome}"][language]) == 1
    for level in (Level.L5, Level.L4, Level.L3, Level.L1):
        assert text.count(f"  {level.name} {NAMES[level].in_(language)} ") == 1
    assert "13,041" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_terminal_summary_of_nothing_says_so(language: str) -> None:
    text = list(lines(Estate([]), language))

    assert f"  {catalogue()['report.lines.nothing'][language]}" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_reasons_call_entities_by_their_names(language: str) -> None:
    speaker = Speaker(hostile(), language)
    rival = Note.of("classify.rival", shared=3, winner="CN_MOBILE")
    meant = Note.of("classify.rival.named", winner="OWN_CODE")
    said = speaker.sentences([rival, meant])

    assert speaker.entity("CN_MOBILE") in said
    assert "CN_MOBILE" not in said
    assert "OWN_CODE" in said  # whose name nobody knows
