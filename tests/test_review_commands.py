"""The commands of the review: decisions that come back."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from scanner import cli
from scanner.store import Store
from tests.offices import PEOPLE, Office, _one_process, office
from tests.reviewers import fill_in, fill_in_csv, rows_of

__all__ = ["_one_process", "office"]  # fixtures


def test_decisions_come_back_and_the_next_workbook_carries_them(office: Office) -> None:
    office.decide(people="hold", staff="mask")
    said = office.run("review", "import", office.book)
    office.scan()

    assert "2 changes" in said
    assert "people.csv: undecided → hold" in said
    assert office.states()["people.csv"] == ("decided", "hold")
    assert office.states()["note.txt"] == ("none", None)
    assert "0 changes, 0 conflicts" in office.run("review", "import", office.book)


def test_a_dry_run_writes_nothing(office: Office) -> None:
    office.decide(people="hold")
    said = office.run("review", "import", office.book, "--dry-run")
    office.scan()

    assert "people.csv" in said
    assert office.states()["people.csv"] == ("none", None)
    assert '"decision"' not in office.run("log", "show")


def test_a_mistake_anywhere_writes_nothing(office: Office) -> None:
    office.decide(people="hold", staff="sell")
    said = office.run("review", "import", office.book, status=1)
    office.scan()

    assert "Nothing was written" in said
    assert office.states()["people.csv"] == ("none", None)


def test_two_people_who_decide_the_same_row_are_told(office: Office) -> None:
    mine, other = office.folder / "mine.xlsx", office.folder / "other.xlsx"
    office.decide(people="hold")
    shutil.copy(office.book, mine)
    office.decide(people="remove", staff="mask")
    shutil.copy(office.book, other)
    office.run("review", "import", mine)
    said = office.run("review", "import", other, status=1)

    assert "conflict  people.csv: somebody decided hold, this says remove" in said
    kept = office.run("review", "import", other, "--on-conflict", "keep")
    assert "0 conflicts" not in kept
    assert "1 conflict kept as decided before" in kept
    assert "kept  people.csv: somebody decided hold, and that stays; this says remove" in kept
    office.scan()
    assert office.states()["people.csv"] == ("decided", "hold")
    assert office.states()["staff.csv"] == ("decided", "mask")
    trial = office.run("review", "import", other, "--on-conflict", "replace", "--dry-run")
    office.run("review", "import", other, "--on-conflict", "replace")
    office.scan()
    assert "1 conflict replaced" in trial
    assert "replaced  people.csv: somebody decided hold → remove" in trial
    assert "Nothing was written: a dry run" in trial
    assert office.states()["people.csv"] == ("decided", "remove")


def test_an_old_copy_that_nobody_edited_does_not_undo_what_was_decided_since(
    office: Office,
) -> None:
    old = office.folder / "old.xlsx"
    shutil.copy(office.book, old)
    office.decide(people="hold")
    office.run("review", "import", office.book)
    office.run("review", "import", old)
    office.scan()

    assert office.states()["people.csv"] == ("decided", "hold")


def test_the_csv_comes_back_as_well(office: Office) -> None:
    table = office.book.with_suffix(".csv")
    fill_in_csv(table, {"people.csv": {"decision": "encrypt", "date": "2026-11-24"}}, "en")
    office.run("review", "import", table)
    office.scan()

    assert office.reviews()["people.csv"]["date"] == "2026-11-24"


def test_what_appeared_is_called_as_in_the_workbook(office: Office) -> None:
    office.put("note.txt", "手机：13900139000\n")
    office.scan()

    assert "Mobile number +1" in office.run("diff")


def test_a_moved_file_keeps_its_decision_and_a_changed_one_asks_again(office: Office) -> None:
    office.decide(people="hand over", staff="mask")
    office.run("review", "import", office.book)
    (office.share / "hr").mkdir()
    (office.share / "people.csv").rename(office.share / "hr" / "leute.csv")
    office.put("staff.csv", PEOPLE + "王五,,13900139000\n邮箱 a@example.com,,\n" * 3)
    office.scan()

    assert office.states()["hr/leute.csv"] == ("decided", "hand_over")
    assert office.states()["staff.csv"] == ("re-review", "mask")
    told = {each["path"]: each for each in rows_of(office.book, "Changes", "en")}
    assert "decision no longer matches" in told["staff.csv"]["events"]
    assert "people rose" in told["staff.csv"]["unsettled"]
    assert not told["hr/leute.csv"]["unsettled"]
    assert "decision no longer matches" in office.run("diff")
    assert any("people rose" in text for text in office.reviews()["staff.csv"]["changes"])


def test_a_file_that_cannot_be_read_keeps_its_decision_when_it_moves_and_not_when_it_changes(
    office: Office,
) -> None:
    office.put("film.mp4", "\0\0\0\x18ftypmp42" + "\0" * 200)
    office.scan(status=1)
    fill_in(office.book, "Inventory", {"film.mp4": {"decision": "hand over"}}, "en")
    office.run("review", "import", office.book)
    (office.share / "media").mkdir()
    (office.share / "film.mp4").rename(office.share / "media" / "film.mp4")
    office.scan(status=1)
    moved = office.states()["media/film.mp4"]
    office.put("media/film.mp4", "\0\0\0\x18ftypmp42" + "\0" * 300)
    office.scan(status=1)

    assert moved == ("decided", "hand_over")
    assert office.states()["media/film.mp4"] == ("re-review", "hand_over")


def test_bytes_alone_do_not_ask_again(office: Office) -> None:
    office.decide(staff="mask")
    office.run("review", "import", office.book)
    office.put("staff.csv", PEOPLE.replace("张三", "李四").replace("\n", "\r\n"))
    office.scan()

    assert office.states()["staff.csv"] == ("decided", "mask")


def test_a_row_to_be_seen_again_is_settled_by_a_new_date(office: Office) -> None:
    office.decide(staff="mask")
    office.run("review", "import", office.book)
    office.put("staff.csv", PEOPLE + "王五,,13900139000\n" * 3)
    office.scan()
    office.run("review", "import", office.book)  # nobody looked
    office.scan()
    before = office.states()["staff.csv"]
    fill_in(office.book, "Inventory", {"staff.csv": {"date": "2026-11-25"}}, "en")
    office.run("review", "import", office.book)
    office.scan()

    assert before == ("re-review", "mask")
    assert office.states()["staff.csv"] == ("decided", "mask")


def test_a_row_written_before_it_needed_another_look_can_still_be_decided(
    office: Office,
) -> None:
    office.decide(staff="mask")
    fill_in(office.book, "Inventory", {"staff.csv": {"date": "2026-11-20"}}, "en")
    office.run("review", "import", office.book)
    office.scan()
    old = office.folder / "old.xlsx"
    shutil.copy(office.book, old)
    office.put("staff.csv", PEOPLE + "王五,,13900139000\n" * 3)
    office.scan()
    fill_in(old, "Inventory", {"staff.csv": {"decision": "hold"}}, "en")

    assert "1 change, 0 conflicts" in office.run("review", "import", old)


def test_a_file_that_moves_while_legal_works_gets_its_decision(office: Office) -> None:
    office.decide(people="hold")
    late = office.folder / "late.xlsx"
    shutil.copy(office.book, late)
    (office.share / "people.csv").rename(office.share / "moved.csv")
    office.scan()
    office.run("review", "import", late)
    office.scan()

    assert office.states()["moved.csv"] == ("decided", "hold")


def test_files_that_swap_names_while_legal_works_get_their_own_decisions(office: Office) -> None:
    office.decide(people="hold", staff="mask")
    people, staff = office.share / "people.csv", office.share / "staff.csv"
    people.rename(office.share / "aside")
    staff.rename(people)
    (office.share / "aside").rename(staff)
    late = office.folder / "late.xlsx"
    shutil.copy(office.book, late)
    office.scan()
    office.run("review", "import", late)
    office.scan()

    assert office.states()["staff.csv"] == ("decided", "hold")
    assert office.states()["people.csv"] == ("decided", "mask")


def test_a_copy_that_stayed_is_not_decided_by_the_one_that_went(office: Office) -> None:
    office.put("copy.csv", PEOPLE)
    office.scan()
    late = office.folder / "late.xlsx"
    office.decide(people="hand over")
    shutil.copy(office.book, late)
    (office.share / "people.csv").unlink()
    office.scan()

    assert "no such file" in office.run("review", "import", late, status=1)


def test_a_book_that_was_taken_in_may_come_again_when_its_files_are_gone(office: Office) -> None:
    office.put("copy.csv", PEOPLE)
    office.scan()
    office.decide(people="hold", staff="mask")
    book = office.folder / "book.xlsx"
    shutil.copy(office.book, book)
    office.run("review", "import", book)
    (office.share / "people.csv").unlink()
    (office.share / "staff.csv").unlink()
    office.scan()
    fill_in(book, "Inventory", {"note.txt": {"decision": "hand over"}}, "en")
    said = office.run("review", "import", book)
    fill_in(book, "Inventory", {"staff.csv": {"decision": "remove"}}, "en")
    other = office.run("review", "import", book, status=1)

    assert "1 change, 0 conflicts, 0 mistakes; 2 decided so already" in said
    assert "no such file in the inventory: staff.csv" in other


def test_a_folder_is_decided_until_a_day(office: Office) -> None:
    office.put("HR/pay.csv", PEOPLE)
    office.scan()
    said = office.run(
        "review", "decide", "--folder", "HR/", "--decision", "hold", "--until", "2099-01-31"
    )
    office.scan()
    review = office.reviews()["HR/pay.csv"]

    assert "HR: 1 file now" in said
    assert review["source"] == "folder HR (until 2099-01-31)"
    assert "hold  folder HR" in office.run("review", "list")
    assert "Taken back: HR" in office.run("review", "decide", "--folder", "HR", "--withdraw")
    office.scan()
    assert office.states()["HR/pay.csv"] == ("none", None)


def test_decisions_for_many_come_from_a_file(office: Office) -> None:
    rules = office.folder / "rules.yaml"
    rules.write_text(
        "- {pattern: '*.txt', decision: 移交, reason: 无个人信息}\n"
        "- {level: l1, decision: hand_over, until: 2099-01-31}\n",
        encoding="utf-8",
    )
    office.run("review", "decide", "--from", rules)
    office.scan()

    assert office.reviews()["note.txt"]["source"] == "pattern *.txt"


@pytest.mark.parametrize(
    "text",
    ["", "x", "- 1", "- {}", "- {folder: HR}", "- {folder: HR, decision: sell}",
     "- {folder: HR, pattern: x, decision: hold}", "- {level: L9, decision: hold}",
     "- {folder: HR, decision: hold, until: soon}", "- {folder: HR, decision: hold, x: 1}",
     "- !!python/object/apply:os.system [id]", "- {rule: 'K 3', decision: hold}"],
)  # fmt: skip
def test_a_file_of_decisions_is_right_or_refused_as_a_whole(office: Office, text: str) -> None:
    rules = office.folder / "rules.yaml"
    rules.write_text("- {folder: HR, decision: hold}\n" * bool(text) + text, encoding="utf-8")
    office.run("review", "decide", "--from", rules, status=2)

    assert office.run("review", "list") == ""


def test_a_decision_on_one_file_is_taken_back(office: Office) -> None:
    office.decide(people="hold")
    office.run("review", "import", office.book)
    said = office.run("review", "decide", "--file", "people.csv", "--withdraw")
    office.run("review", "decide", "--file", "people.csv", "--withdraw", status=2)
    office.scan()

    assert "Taken back: people.csv" in said
    assert office.states()["people.csv"] == ("none", None)


@pytest.mark.parametrize(
    "options",
    [("--decision", "hold"), (), ("--withdraw", "--folder", "HR"), ("--withdraw", "--from", "x")],
)
def test_one_file_is_decided_in_the_workbook_and_never_by_the_way(
    office: Office, options: tuple[str, ...]
) -> None:
    office.decide(people="hold")
    office.run("review", "import", office.book)
    said = office.run("review", "decide", "--file", "people.csv", *options, status=2)
    office.scan()

    assert "--file only takes back" in said
    assert office.states()["people.csv"] == ("decided", "hold")


def test_a_file_of_decisions_goes_with_no_other_option(office: Office) -> None:
    rules = office.folder / "rules.yaml"
    rules.write_text("- {folder: HR, decision: hold}\n", encoding="utf-8")
    said = office.run("review", "decide", "--from", rules, "--reason", "x", status=2)

    assert "no other option" in said
    assert office.run("review", "list") == ""


def test_a_decision_that_would_never_be_in_force_is_refused(office: Office) -> None:
    today = datetime.now(UTC).astimezone().date()
    for late in (1, 300):
        day = (today - timedelta(days=late)).isoformat()
        hold = ("review", "decide", "--folder", "HR", "--decision", "hold", "--until", day)
        assert f"Its last day, {day}, has passed" in office.run(*hold, status=2)
    nothing = office.run("review", "list")
    office.run("review", "decide", "--folder", "HR", "--decision", "hold", "--until", str(today))

    assert nothing == ""
    assert "hold  folder HR" in office.run("review", "list")


@pytest.mark.parametrize(
    "cells", [{"reason": "ask Li"}, {"reviewer": "Li"}, {"date": "2026-11-24"}]
)
def test_words_without_a_decision_are_told_and_stop_nothing(
    office: Office, cells: dict[str, str]
) -> None:
    office.decide(staff="mask")
    fill_in(office.book, "Inventory", {"people.csv": cells}, "en")
    row = next(at for at, one in enumerate(rows_of(office.book, "Inventory", "en"), 2)
               if one["path"] == "people.csv")  # fmt: skip
    said = office.run("review", "import", office.book)
    office.scan()
    again = office.run("review", "import", office.book)

    assert "1 change, 0 conflicts, 0 mistakes" in said
    assert "1 row has a reason, a reviewer or a date, and no choice" in said
    assert f"  Inventory, row {row}\n" in said
    assert "no choice" not in again  # a decision that is shown has its words


def test_an_import_that_fails_half_way_leaves_nothing(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> str:
        raise OSError(28, "No space left on device")

    office.decide(people="hold", staff="mask")
    monkeypatch.setattr("scanner.run.journal.digest_of", fail)
    office.run("review", "import", office.book, status=3)
    monkeypatch.undo()

    with Store(office.folder / "state" / "state.sqlite") as store:
        written = store.connection.execute(
            "SELECT (SELECT count(*) FROM decision) + (SELECT count(*) FROM placement)"
        )

        assert written.fetchone() == (0,)


@pytest.mark.parametrize(
    "command",
    [("review", "import"), ("review", "decide"), ("review", "list"), ("gate",), ("manifest",),
     ("manifest", "key"), ("verify",), ("sample",), ("log", "show"), ("log", "verify")],
)  # fmt: skip
def test_every_command_explains_itself_with_an_example(command: tuple[str, ...]) -> None:
    result = CliRunner().invoke(cli.app, [*command, "--help"])

    assert result.exit_code == 0
    assert "示例 / Example:  handover " + " ".join(command) in " ".join(result.output.split(" "))


def test_the_first_sheet_says_how_far_the_review_is(office: Office) -> None:
    def told() -> list[str]:
        rows = load_workbook(office.book)["Summary"].iter_rows(values_only=True)
        return [str(row[1]) for row in rows if row[0] == "Review"]

    before = told()
    office.decide(people="hold")
    office.run("review", "import", office.book)
    until = ("--until", "2099-01-31")
    office.run("review", "decide", "--pattern", "note.*", "--decision", "hand_over", *until)
    office.let_time_pass("standing")
    office.scan()

    assert before == []
    (said,) = told()
    assert "1 file decided, 1 undecided (1 of L4 or above), 1 to be looked at again" in said
    assert "(1 only because time is over)" in said
