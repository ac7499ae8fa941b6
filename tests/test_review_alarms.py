"""What a reviewer knows to be no personal information counts no longer, and stays listed."""

from __future__ import annotations

import pickle
from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from scanner.alarms import FalseAlarm, FalseAlarms, digest
from scanner.model import FileRef, Verdict
from scanner.run import desk
from tests.judging import NOT_PERSONAL, fields, file, mark
from tests.offices import ID, PEOPLE, Office, _one_process, office

if TYPE_CHECKING:
    import pytest

__all__ = ["_one_process", "office"]  # fixtures

MOBILE = FalseAlarm("", "手机号", "CN_MOBILE", Verdict.CONFIRMED, root=b"/s", path=b"a.csv")


def test_a_marked_finding_is_suppressed_and_still_counted(office: Office) -> None:
    (office.share / "staff.csv").unlink()  # whose IDs are joined with these telephones
    office.scan()
    before = file(office, "people.csv")
    said = mark(office, "people.csv", "身份证号", finding=NOT_PERSONAL)
    office.scan()
    after, finding = file(office, "people.csv"), fields(office, "people.csv")["身份证号"]

    assert "1 false alarm, in force from the next scan on" in said
    assert (finding["verdict"], finding["count"]) == ("suppressed", 10)
    assert "a reviewer said" in finding["why"]
    assert set(before["entities"]) - set(after["entities"]) == {"CN_RESIDENT_ID"}
    assert (before["level"], after["level"]) == ("L4", "L3")  # the rule that joined them, too


def test_it_stays_suppressed_when_the_file_changes_moves_or_is_copied(office: Office) -> None:
    mark(office, "people.csv", "身份证号", finding=NOT_PERSONAL)
    office.scan()
    (office.share / "people.csv").rename(office.share / "moved.csv")
    office.scan()
    moved = fields(office, "moved.csv")["身份证号"]["verdict"]
    office.put("moved.csv", PEOPLE + f"王五,{ID},13900139000\n")
    office.scan()
    changed = fields(office, "moved.csv")["身份证号"]["verdict"]
    office.put("copy.csv", PEOPLE + f"王五,{ID},13900139000\n")
    office.put("people.csv", PEOPLE.replace("张三", "赵六"))
    office.scan()

    assert (moved, changed) == ("suppressed", "suppressed")
    assert fields(office, "copy.csv")["身份证号"]["verdict"] == "suppressed"
    assert fields(office, "people.csv")["身份证号"]["verdict"] != "suppressed"


def test_it_is_the_same_whether_a_scan_is_cold_or_not(office: Office) -> None:
    office.put("copy.csv", PEOPLE)
    office.scan()
    mark(office, "people.csv", "身份证号", finding=NOT_PERSONAL)
    office.scan()
    warm = [file(office, name)["fields"] for name in ("people.csv", "copy.csv")]
    with desk.opened(office.folder / "state" / "state.sqlite") as opened:
        opened.store.connection.execute("UPDATE file SET settled = 0")
        opened.store.connection.execute("UPDATE report SET plan = 0")
    office.scan()

    assert [file(office, name)["fields"] for name in ("people.csv", "copy.csv")] == warm
    assert {each["verdict"] for each in warm[1] if each["field"] == "身份证号"} == {"suppressed"}


def test_it_ends_when_it_expires_or_is_taken_back(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark(office, "people.csv", "身份证号", finding=NOT_PERSONAL, until="2099-01-31")
    mark(office, "staff.csv", "身份证号", finding=NOT_PERSONAL)
    office.let_time_pass("alarm")
    office.scan()
    expired = fields(office, "people.csv")["身份证号"]["verdict"]
    held = fields(office, "staff.csv")["身份证号"]["verdict"]
    mark(office, "staff.csv", "身份证号", finding="ok", reason="")
    office.scan()

    assert (expired, held) == ("confirmed", "suppressed")
    assert fields(office, "staff.csv")["身份证号"]["verdict"] == "confirmed"


def test_a_mark_is_in_the_log(office: Office) -> None:
    mark(office, "people.csv", "身份证号", finding=NOT_PERSONAL)

    assert '"says": "field"' in office.run("log", "show")


def test_a_stronger_verdict_is_not_covered() -> None:
    weak = replace(MOBILE, verdict=Verdict.POSSIBLE)

    assert digest([weak]) != digest([MOBILE]) != ""
    assert digest([]) == ""


names = st.sampled_from([b"a.csv", b"b.csv", b""])


alarms = st.builds(
    replace, st.just(MOBILE), path=names, content=names, is_there=st.booleans(),
    entity=st.sampled_from(["CN_MOBILE", "DOB"]),
)  # fmt: skip


@given(st.lists(alarms, max_size=6), names, names)
def test_alarms_are_found_by_place_or_content_in_whatever_order(
    given_: list[FalseAlarm], path: bytes, content: bytes
) -> None:
    found = FalseAlarms(given_).of(FileRef(b"/s", path), content)
    expected = {
        one.entity
        for one in given_
        if (one.is_there and one.path == path) or (one.content and one.content == content)
    }

    assert {one.entity for one in found} == expected
    assert len(found) == len(expected)
    assert digest(FalseAlarms(given_[::-1]).of(FileRef(b"/s", path), content)) == digest(found)


def test_alarms_go_to_a_worker_as_they_are() -> None:
    alarm = FalseAlarm(
        "", "手机号", "CN_MOBILE", Verdict.CONFIRMED, root=b"/s", path=b"a", value="1f"
    )
    alarms = FalseAlarms([alarm])
    there, none = pickle.loads(pickle.dumps((alarms, FalseAlarms())))  # noqa: S301 -- ours

    assert bool(there) is True
    assert there.of(FileRef(b"/s", b"a"), b"") == (alarm,)
    assert there.watched == alarms.watched == {("", "手机号"): {"CN_MOBILE": frozenset([31])}}
    assert not none
