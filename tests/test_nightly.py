"""A night by itself: its orders, its log, and its summary."""

from __future__ import annotations

import json
import os
import smtplib
import stat
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Self

import pytest
import yaml

from scanner import cli, executors
from scanner.errors import Misused
from scanner.nightly import courier, log, orders
from scanner.run import Manner
from scanner.run.manner import stop_time
from scanner.run.night import keep_night
from tests.estates import CANARIES, HEADER, ROW, csv_bytes

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def share(tmp_path: Path) -> Path:
    share = tmp_path / "share"
    share.mkdir()
    (share / "people.csv").write_bytes(csv_bytes([HEADER, *[ROW] * 5]))
    return share


def written(folder: Path, **changes: Any) -> Path:
    """Write orders and return their file."""
    path = folder / "night.yaml"
    told = {
        "roots": [str(folder / "share")],
        "out": str(folder / "out"),
        "state": str(folder / "state.sqlite"),
        "language": "en",
        "formats": ["csv"],
        **changes,
    }
    path.write_text(yaml.safe_dump(told, allow_unicode=True), encoding="utf-8")
    return path


def lines(folder: Path) -> list[dict[str, Any]]:
    text = (folder / "handover-night.jsonl").read_text(encoding="ascii")
    return [json.loads(line) for line in text.splitlines()]


# -- the orders -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"rots": []}, "unknown=rots"),
        ({"roots": []}, "wrong=roots"),
        ({"mail": {"host": "h", "from": "a"}, "keeep": 3, "keep": 0}, "missing=mail.to"),
        ({"keep": 0}, "wrong=keep"),
        ({"stop_at": "25:00"}, "stop_at"),
        ({"language": "de"}, "language"),
        ({"mail": {"host": "h", "from": "a@b", "to": []}}, "mail.to"),
        ({"mail": {"host": "h", "from": "a\nBcc: x", "to": ["a@b"]}}, "mail.from"),
        ({"mail": {"host": "h", "from": "a", "to": ["b"], "password": "pw"}}, "mail.password"),
        ({"webhook": {"kind": "slack", "url": {"env": "X"}}}, "webhook.kind"),
    ],
)
def test_a_mistake_is_told_with_its_place_and_without_its_value(
    tmp_path: Path, changes: dict[str, Any], place: str
) -> None:
    with pytest.raises(Misused) as refused:
        orders.load(written(tmp_path, **changes))
    told = " ".join(f"{name}={text}" for name, text in refused.value.note.args)

    assert refused.value.note.key == "nightly.mistakes"
    assert place in told
    assert "pw" not in told


@pytest.mark.parametrize("content", [b"[", b"\xff\xfe\xff", b"a: &a [*a, *a]\n- b"])
def test_what_is_no_yaml_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "night.yaml"
    path.write_bytes(content)
    with pytest.raises(Misused):
        orders.load(path)


@pytest.mark.skipif(os.name != "posix", reason="POSIX permissions")
def test_a_secret_that_others_may_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    path.write_text("hush\n")
    path.chmod(0o644)
    with pytest.raises(Misused, match=r"nightly\.secret_exposed"):
        orders.Secret(file=path).read()
    path.chmod(0o600)

    assert orders.Secret(file=path).read() == "hush"


# -- a night ----------------------------------------------------------------------------------


def test_a_night_writes_dated_reports_and_a_log_without_values(share: Path, tmp_path: Path) -> None:
    work = keep_night(orders.load(written(tmp_path)), executors.Inline())
    (report,) = work.reports
    began, ended = lines(tmp_path)

    assert report.name == f"inventory-{datetime.now(UTC).astimezone():%Y-%m-%d}.csv"
    assert (began["event"], ended["event"]) == ("began", "ended")
    assert ended["files"] == 1
    assert sum(ended["levels"].values()) == 1
    text = (tmp_path / "handover-night.jsonl").read_text(encoding="ascii")
    assert not any(value in text for value in CANARIES.values())
    assert stat.S_IMODE((tmp_path / "handover-night.jsonl").stat().st_mode) == 0o600


def test_only_the_latest_nights_are_kept(share: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    for day in range(1, 6):
        (out / f"inventory-2020-01-0{day}.csv").touch()
    (out / "inventory-mine.csv").touch()
    keep_night(orders.load(written(tmp_path, keep=3)), executors.Inline())
    names = sorted(path.name for path in out.iterdir())

    assert names[:2] == ["inventory-2020-01-04.csv", "inventory-2020-01-05.csv"]
    assert "inventory-mine.csv" in names
    assert len(names) == 4


def test_a_share_that_is_away_is_listed_and_no_mistake(share: Path, tmp_path: Path) -> None:
    told = orders.load(written(tmp_path))
    keep_night(told, executors.Inline())
    share.rename(tmp_path / "away")
    work = keep_night(told, executors.Inline())

    assert not work.is_fully_read
    assert lines(tmp_path)[-1]["outcomes"] == {"unreachable": 1, "unreadable": 1}


def test_a_night_that_stops_in_time_goes_on_the_next(share: Path, tmp_path: Path) -> None:
    manner = Manner(stop_at=datetime(2020, 1, 1, tzinfo=UTC))

    assert manner.is_time_to_stop()
    assert not Manner().is_time_to_stop()


def test_a_night_that_begins_after_its_time_to_stop_leaves_the_day_alone(
    share: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    now = datetime.now(UTC).astimezone()
    due, stop = (f"{now - timedelta(hours=hours):%H:%M}" for hours in (3, 1))
    path = written(tmp_path, stop_at=stop)
    status = cli.run(["night", str(path), "--due", due, "--lang", "en"])

    assert status == 0
    assert f"after the time to stop ({stop})" in capsys.readouterr().err
    assert [line["event"] for line in lines(tmp_path)] == ["too late"]
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("late", [None, timedelta(0), timedelta(hours=1, minutes=30)])
def test_a_night_begun_by_hand_or_in_time_goes_on_until_the_time_to_stop_comes_round(
    share: Path, tmp_path: Path, late: timedelta | None
) -> None:
    now = datetime.now(UTC).astimezone()
    stop = now + timedelta(hours=-1 if late is None else 1)
    told = orders.load(written(tmp_path, stop_at=f"{stop:%H:%M}"))
    work = keep_night(told, executors.Inline(), None if late is None else now - late)
    began = lines(tmp_path)[0]
    hours = (datetime.fromisoformat(began["stop_at"]) - now).total_seconds() / 3600

    assert work.is_fully_read
    assert began["event"] == "began"
    assert hours == pytest.approx(23 if late is None else 1, abs=0.02)


def test_a_clock_shows_a_time_today_or_tomorrow() -> None:
    evening = datetime(2026, 1, 31, 23, 0, tzinfo=UTC)

    assert stop_time(time(7), evening) == datetime(2026, 2, 1, 7, tzinfo=UTC)
    assert stop_time(time(23, 30), evening) == datetime(2026, 1, 31, 23, 30, tzinfo=UTC)
    assert stop_time(None, evening) is None


def test_reading_is_no_faster_than_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr("scanner.run.manner.time.monotonic", lambda: 100.0)
    monkeypatch.setattr("scanner.run.manner.time.sleep", slept.append)
    manner = Manner(bytes_per_second=10)
    for size in (20, 30, 5):
        manner.pace(size)

    assert slept == [0, 2, 5]


def test_a_log_that_has_grown_makes_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "_LARGEST", 100)
    for number in range(20):
        log.note(tmp_path / "log", "x", number=number)
    names = sorted(path.name for path in tmp_path.iterdir())

    assert names == ["log", "log.1", "log.2", "log.3", "log.4", "log.5"]
    assert json.loads((tmp_path / "log").read_text().splitlines()[-1])["number"] == 19


# -- the summary ------------------------------------------------------------------------------


class Letterbox:
    """An SMTP server as smtplib sees it."""

    sent: list[Any] = []  # noqa: RUF012 - emptied by each test
    steps: list[str] = []  # noqa: RUF012

    def __init__(self, host: str, port: int, **_: Any) -> None:
        self.steps.append(f"{host}:{port}")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None: ...

    def starttls(self, **_: Any) -> None:
        self.steps.append("tls")

    def login(self, user: str, password: str) -> None:
        self.steps.append(f"{user}:{password}")

    def send_message(self, message: Any) -> None:
        self.sent.append(message)


MAIL = {"host": "mail.example.com", "from": "scan@example.com", "to": ["legal@example.com"]}


def test_a_summary_is_mailed_over_tls_with_counts_only(
    share: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Letterbox.sent, Letterbox.steps = [], []
    monkeypatch.setattr(smtplib, "SMTP", Letterbox)
    monkeypatch.setenv("MAIL_PASSWORD", "hush")
    mail = {**MAIL, "security": "starttls", "port": 587, "user": "u",
            "password": {"env": "MAIL_PASSWORD"}}  # fmt: skip
    work = keep_night(orders.load(written(tmp_path, mail=mail)), executors.Inline())
    (message,) = Letterbox.sent

    assert work.warnings == ()
    assert Letterbox.steps == ["mail.example.com:587", "tls", "u:hush"]
    assert "Files: 1" in message.get_content()
    assert "people" not in message.as_string()
    assert "hush" not in (tmp_path / "handover-night.jsonl").read_text(encoding="ascii")


def test_a_summary_that_cannot_be_sent_is_a_warning(
    share: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise ConnectionRefusedError(111, "refused")

    monkeypatch.setattr(smtplib, "SMTP_SSL", refuse)
    work = keep_night(orders.load(written(tmp_path, mail=MAIL)), executors.Inline())

    assert work.is_fully_read
    assert [note.key for note in work.warnings] == ["nightly.unsent.refused"]
    assert lines(tmp_path)[-1]["event"] == "not sent"


class Robot:
    """A webhook that answers as it is told and remembers what it got."""

    def __init__(self, answer: bytes) -> None:
        self.answer = answer
        self.requests: list[Any] = []

    def open(self, request: Any, timeout: float) -> Robot:
        self.requests.append(request)
        return self

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None: ...

    def read(self, most: int) -> bytes:
        return self.answer[:most]


@pytest.mark.parametrize(
    ("kind", "answer", "expected"),
    [
        ("wecom", b'{"errcode": 0}', {"msgtype": "text", "text": {"content": "s\nt"}}),
        ("dingtalk", b'{"errcode": 0}', {"msgtype": "text", "text": {"content": "s\nt"}}),
        ("feishu", b'{"code": 0}', {"msg_type": "text", "content": {"text": "s\nt"}}),
        ("json", b"whatever", {"files": 3}),
    ],
)
def test_each_robot_is_told_in_its_own_form(
    monkeypatch: pytest.MonkeyPatch, kind: Any, answer: bytes, expected: dict[str, Any]
) -> None:
    monkeypatch.setenv("HOOK", "https://robot.example.com/x?key=1")
    monkeypatch.setenv("SIGN", "hush")
    robot = Robot(answer)
    monkeypatch.setattr(courier, "_opener", lambda: robot)
    plain = orders.Webhook(kind=kind, url=orders.Secret(env="HOOK"))
    signed = orders.Webhook(
        kind=kind, url=orders.Secret(env="HOOK"), sign=orders.Secret(env="SIGN")
    )
    for order in (plain, signed):
        courier.post(order, "s", "t", {"files": 3})
    bodies = [json.loads(request.data) for request in robot.requests]

    assert bodies[0] == expected
    assert expected.items() <= bodies[1].items()
    assert ("sign" in bodies[1]) == (kind == "feishu")
    assert ("&sign=" in robot.requests[1].full_url) == (kind == "dingtalk")


@pytest.mark.parametrize("answer", [b'{"errcode": 93000}', b"<html>", b"[]", b"{}"])
def test_a_robot_that_complains_was_not_told(
    monkeypatch: pytest.MonkeyPatch, answer: bytes
) -> None:
    monkeypatch.setenv("HOOK", "https://robot.example.com")
    monkeypatch.setattr(courier, "_opener", lambda: Robot(answer))
    with pytest.raises(courier.NotSent):
        courier.post(orders.Webhook(kind="wecom", url=orders.Secret(env="HOOK")), "s", "t", {})


def test_a_webhook_has_to_be_https(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOOK", "http://robot.example.com")
    with pytest.raises(Misused, match=r"nightly\.not_https"):
        courier.post(orders.Webhook(kind="json", url=orders.Secret(env="HOOK")), "s", "t", {})


def test_the_night_command_is_quiet_and_has_a_status(
    share: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = cli.run(["night", str(written(tmp_path, workers=1))])

    assert (status, *capsys.readouterr()) == (0, "", "")
