"""The commands of the handover: gate, receipt, spot check and log."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from scanner.review import chain
from tests.offices import PEOPLE, Office, _one_process, office
from tests.reviewers import fill_in, fill_in_where, rows_of

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["_one_process", "office"]  # fixtures


def test_the_gate_opens_when_all_is_decided(office: Office) -> None:
    closed = office.run("gate", status=1)
    told = json.loads(office.run("gate", "--json", status=1))
    office.decide(people="hand over", staff="hand over")
    office.run("review", "import", office.book)

    assert "people.csv" in closed
    assert told["passes"] is False
    assert {each["path"] for each in told["obstacles"]} == {"people.csv", "staff.csv"}
    assert "Nothing stands" in office.run("gate", "--max-level", "L5")
    assert json.loads(office.run("gate", "--max-level", "L5", "--json"))["passes"] is True
    office.run("gate", "--max-level", "L9", status=2)


def test_without_a_scan_there_is_nothing_to_decide(tmp_path: Path) -> None:
    office = Office(tmp_path)
    for command in (("gate",), ("log", "verify"), ("sample", "--size", "1")):
        assert "run handover scan first" in office.run(*command, status=2)
    assert not (tmp_path / "state").exists()


def receipt(office: Office) -> tuple[Path, str]:
    target = office.folder / "manifest.jsonl"
    office.run("manifest", "--out", target)
    return target, office.run("manifest", "key").strip()


def test_the_buyer_sees_that_all_is_there(office: Office) -> None:
    (office.share / os.fsdecode(b"\xff\xfe.txt")).write_text("x")
    (office.share / "link").symlink_to("note.txt")
    (office.share / "out").symlink_to("/etc")
    office.scan()
    target, key = receipt(office)
    copy = office.folder / "received"
    shutil.copytree(office.share, copy, symlinks=True)

    assert "All is as" in office.run("verify", target, copy, "--key", key)
    (copy / "link").unlink()
    (copy / "link").symlink_to("elsewhere")
    (copy / "people.csv").write_text(PEOPLE.replace("1", "2"), encoding="utf-8")
    (copy / "note.txt").unlink()
    (copy / "more.txt").write_text("more")
    said = office.run("verify", target, copy, "--key", key, status=1)
    assert [line.split() for line in said.splitlines()[:-1]] == [
        ["different", "link"],
        ["added", "more.txt"],
        ["missing", "note.txt"],
        ["different", "people.csv"],
    ]


def test_two_folders_and_a_single_file_are_handed_over_in_their_order(office: Office) -> None:
    office.put("../other/note.txt", "other\n")
    single = office.folder / "single.txt"
    single.write_text("single\n")
    roots = (office.folder / "other", office.share, single)
    office.run("scan", *roots, "--out", office.book.parent)
    target, key = receipt(office)

    named = json.loads(target.read_bytes().split(b"\n")[0])["roots"]

    assert sorted(named) == sorted(map(str, roots))
    assert "All is as" in office.run("verify", target, *named, "--key", key)
    assert "speaks of 3 folders" in office.run("verify", target, named[0], "--key", key, status=2)


def test_a_decision_outlives_a_night_that_looked_elsewhere(office: Office) -> None:
    office.decide(people="hold")
    office.run("review", "import", office.book)
    office.put("../other/note.txt", "other\n")
    office.run("scan", office.folder / "other", "--out", office.book.parent)
    office.put("people.csv", PEOPLE.replace("\n", "\r\n"))
    office.scan()

    assert office.states()["people.csv"] == ("decided", "hold")


def test_what_was_withheld_need_not_arrive(office: Office) -> None:
    office.decide(people="remove")
    office.run("review", "import", office.book)
    target, key = receipt(office)
    said = office.run("verify", target, office.share, "--key", key, status=1)
    (office.share / "people.csv").unlink()

    assert "withheld   people.csv" in said
    office.run("verify", target, office.share, "--key", key)


def test_a_manifest_says_only_what_the_latest_scan_saw(office: Office) -> None:
    target = office.folder / "manifest.jsonl"
    office.put("late.txt", "late")
    assert "late.txt is not as" in office.run("manifest", "--out", target, status=2)
    (office.share / "late.txt").unlink()
    office.put("note.txt", "changed")
    office.run("manifest", "--out", target, status=2)
    (office.share / "note.txt").unlink()
    office.run("manifest", "--out", target, status=2)

    assert not target.exists()


def test_nothing_is_written_on_the_share(office: Office) -> None:
    inside = office.share / "new.file"
    office.run("manifest", "--out", inside, status=2)
    office.run("sample", "--size", "1", "--out", inside, status=2)
    office.run("state", "export", "--out", inside, status=2)

    assert not inside.exists()


@pytest.mark.parametrize(
    "command", [("manifest",), ("sample", "--size", "1"), ("state", "export")], ids=" ".join
)
def test_only_a_file_is_ever_replaced(office: Office, command: tuple[str, ...]) -> None:
    os.mkfifo(pipe := office.folder / "pipe")
    for there in (pipe, office.share.parent):
        assert "is no file" in office.run(*command, "--out", there, status=2)

    assert pipe.is_fifo()


def test_what_a_buyer_names_wrongly_is_told_with_its_path(office: Office) -> None:
    target, key = receipt(office)
    gone, share = office.folder / "gone", office.share

    assert f"no such file: {gone}" in office.run("verify", gone, share, "--key", key, status=2)
    assert f"a folder: {share}" in office.run("verify", share, share, "--key", key, status=2)
    assert f"holds one: {gone}" in office.run("verify", target, share, "--key", gone, status=2)
    assert f"a folder: {share}" in office.run("verify", target, share, "--key", share, status=2)


def test_a_forged_manifest_is_refused(office: Office) -> None:
    target, key = receipt(office)
    target.write_bytes(target.read_bytes().replace(b'"L4"', b'"L1"'))
    office.run("verify", target, office.share, "--key", key, status=1)
    office.run("verify", target, office.share, "--key", "nonsense", status=2)


def test_a_spot_check_proves_something(office: Office) -> None:
    for number in range(20):
        office.put(f"clean/{number:02}.txt", f"nothing {number}\n")
    office.scan()
    first, again = office.folder / "one.xlsx", office.folder / "two.xlsx"
    office.run("sample", "--size", "10", "--seed", "s", "--out", first)
    office.run("sample", "--size", "10", "--seed", "s", "--out", again)
    keys = [[row["key"] for row in rows_of(path, "Spot check", "en")] for path in (first, again)]
    fill_in_where(first, "Spot check", lambda _: {"tick": "right"}, "en")
    said = office.run("review", "import", first)

    assert keys[0] == keys[1]
    assert len(keys[0]) == 10
    assert "files marked clean: 8 drawn, 8 checked, 0 wrong" in said
    assert "with 95% confidence, at most 31.3% of the files marked clean contain" in said


def test_a_tick_for_a_file_that_was_not_drawn_is_a_mistake(office: Office) -> None:
    spot = office.folder / "spot.xlsx"
    office.run("sample", "--size", "2", "--out", spot)
    fill_in_where(spot, "Spot check", lambda _: {"tick": "right", "key": "00" * 16}, "en")

    assert "was not drawn" in office.run("review", "import", spot, status=1)


def test_two_results_for_one_file_are_a_mistake(office: Office) -> None:
    spot = office.folder / "spot.xlsx"
    office.run("sample", "--size", "2", "--out", spot)
    fill_in_where(spot, "Spot check", lambda _: {"tick": "right"}, "en")
    book = load_workbook(spot)
    ((_, *row), *_) = book["Spot check"].iter_rows(min_row=2, values_only=True)
    book["Spot check"].append([None, *("wrong" if cell == "right" else cell for cell in row)])
    book.save(spot)

    assert "rows 4 and 2: two results" in office.run("review", "import", spot, status=1)


def test_a_date_of_a_spot_check_that_is_none_is_a_mistake(office: Office) -> None:
    spot = office.folder / "spot.xlsx"
    office.run("sample", "--size", "1", "--out", spot)
    fill_in_where(spot, "Spot check", lambda _: {"tick": "right", "date": "yesterday"}, "en")

    assert "not a date" in office.run("review", "import", spot, status=1)


def test_what_was_found_in_a_spot_check_is_in_the_log_with_what_it_replaces(
    office: Office,
) -> None:
    spot = office.folder / "spot.xlsx"
    office.run("sample", "--size", "1", "--out", spot)
    for tick in ("right", "wrong", "wrong"):
        (row,) = rows_of(spot, "Spot check", "en")
        seen = {str(row["path"]): {"tick": tick, "reason": "seen", "reviewer": "Li"}}
        fill_in(spot, "Spot check", seen, "en")
        trial = office.run("review", "import", spot, "--dry-run")
        office.run("review", "import", spot)
    logged = [json.loads(line) for line in office.run("log", "show").splitlines()]
    told = [(one["was"], one["after"]) for one in logged if one["what"] == "tick"]

    assert "1 result of spot checks" in trial
    assert told == [("", "right"), ("right", "wrong")]
    (last,) = [one for one in logged if one.get("after") == "wrong"]
    assert (last["path"], last["reason"], last["reviewer"]) == (
        rows_of(spot, "Spot check", "en")[0]["path"], "seen", "Li",
    )  # fmt: skip


def test_a_decision_is_in_the_log_with_its_reason_and_what_it_replaces(office: Office) -> None:
    for choice in ("hold", "mask"):
        cells = {"decision": choice, "reason": f"to {choice}", "reviewer": "Li"}
        fill_in(office.book, "Inventory", {"people.csv": cells}, "en")
        office.run("review", "import", office.book)
        office.scan()
    rule = ("--rule", "K3", "--decision", "hold", "--reason", "works council")
    office.run("review", "decide", *rule)
    logged = [json.loads(line) for line in office.run("log", "show").splitlines()]
    keys = ("was", "after", "reason", "reviewer")
    made = [tuple(one[key] for key in keys) for one in logged if one["what"] == "decision"]

    assert made == [(None, "hold", "to hold", "Li"), ("hold", "mask", "to mask", "Li")]
    assert [one["reason"] for one in logged if one["what"] == "ruling"] == ["works council"]


def test_a_line_of_the_log_is_one_object_and_its_hash_is_that_of_the_rest(office: Office) -> None:
    logged = [json.loads(line) for line in office.run("log", "show").splitlines()]
    hashes = [one.pop("hash") for one in logged]

    assert [chain.digest(chain.canonical(one)) for one in logged] == hashes
    assert [one["before"] for one in logged] == [chain.BEGINNING, *hashes[:-1]]
    assert hashes[-1] in office.run("log", "verify")


def test_everything_is_in_the_log_and_the_log_cannot_be_changed_unseen(office: Office) -> None:
    office.decide(people="hold")
    office.run("review", "import", office.book)
    office.run("gate", status=1)
    receipt(office)
    whole = office.run("log", "verify")
    head = whole.split()[-1]
    lines = [json.loads(line) for line in office.run("log", "show").splitlines()]

    assert [each["what"] for each in lines] == [
        *("begin", "run", "decision", "import", "gate", "manifest"),
    ]
    assert all(each["who"] and each["when"].endswith("Z") for each in lines)
    assert lines[0]["roots"] == [str(office.share)]
    assert lines[3]["file"] == "inventory.xlsx"
    assert len(lines[3]["sha256"]) == 64
    office.run("log", "verify", "--head", head)

    connection = sqlite3.connect(office.folder / "state" / "state.sqlite")
    replaced = "INSERT OR REPLACE INTO log VALUES (2, '', '')"
    for sql in ("UPDATE log SET body = ''", "DELETE FROM log", replaced):
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute(sql)
    connection.execute("DROP TRIGGER log_stays")
    connection.execute("UPDATE log SET body = replace(body, 'hold', 'mask') WHERE number = 3")
    connection.commit()
    connection.close()
    assert "entry 3 was changed" in office.run("log", "verify", status=1)
    assert json.loads(office.run("gate", "--json", status=1))["counts"]["log"] == 1
