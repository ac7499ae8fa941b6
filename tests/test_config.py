"""Requests: what is refused before anything is scanned, and what a plan is made of."""

from __future__ import annotations

import errno
import os
import stat
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from scanner import config
from scanner.config import Request
from scanner.errors import Misused
from scanner.messages import LANGUAGES, say
from scanner.review import signing
from tests.test_floors import PRODUCT, imports, module_name, room

if TYPE_CHECKING:
    from pathlib import Path

posix_only = pytest.mark.skipif(os.name != "posix", reason="POSIX permissions")
not_for_root = pytest.mark.skipif(
    hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write anywhere"
)


@pytest.fixture
def request_(tmp_path: Path) -> Request:
    share = tmp_path / "share"
    share.mkdir()
    return Request((share,), tmp_path / "state" / "s.sqlite", out=tmp_path / "out")


def refusal(request: Request) -> str:
    with pytest.raises(Misused) as refused:
        config.check(request)
    for language in LANGUAGES:
        assert "{" not in say(refused.value.note, language)
    return refused.value.note.key


def test_a_sound_request_passes_and_its_folder_is_made(request_: Request, tmp_path: Path) -> None:
    config.check(request_)

    assert list((tmp_path / "out").iterdir()) == []
    assert list((tmp_path / "share").iterdir()) == []


def test_each_mistake_has_its_own_sentence(request_: Request, tmp_path: Path) -> None:
    share = tmp_path / "share"

    assert refusal(replace(request_, roots=())) == "usage.no_root"
    assert refusal(replace(request_, roots=(share, tmp_path / "none"))) == "usage.root_missing"
    assert refusal(replace(request_, workers=0)) == "usage.workers"
    assert refusal(replace(request_, formats=("xlsx", "pdf"))) == "usage.format"
    assert refusal(replace(request_, formats=())) == "usage.format"
    assert refusal(replace(request_, include=("*.csv", " "))) == "usage.pattern"
    assert refusal(replace(request_, exclude=("",))) == "usage.pattern"
    assert refusal(replace(request_, deal="barter")) == "usage.deal"


@pytest.mark.parametrize("below", ["", "deep/er"])
def test_nothing_may_be_written_on_the_share(request_: Request, tmp_path: Path, below: str) -> None:
    inside = tmp_path / "share" / below

    assert refusal(replace(request_, out=inside)) == "usage.out_inside"
    assert refusal(replace(request_, state=inside / "s.sqlite")) == "usage.state_inside"
    assert list((tmp_path / "share").iterdir()) == []


@posix_only
def test_a_link_does_not_lead_onto_the_share_unseen(request_: Request, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "share")
    through = tmp_path / "link" / "out"

    assert refusal(replace(request_, out=through)) == "usage.out_inside"
    assert refusal(replace(request_, roots=(tmp_path / "link",), out=tmp_path / "share")) == (
        "usage.out_inside"
    )


def test_an_output_folder_that_is_a_file_is_refused(request_: Request, tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    assert refusal(replace(request_, out=tmp_path / "file")) == "usage.out_unwritable"


@posix_only
@not_for_root
def test_an_output_folder_that_is_read_only_is_refused(request_: Request, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir(mode=0o500)

    assert refusal(request_) == "usage.out_unwritable"


def test_the_key_is_made_once_private_and_random(tmp_path: Path) -> None:
    path = tmp_path / "state" / "s.sqlite.key"
    key = config.load_key(path)

    assert len(key) == config.KEY_BYTES
    assert config.load_key(path) == key
    assert config.load_key(tmp_path / "other.key") != key
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def key_refusal(path: Path) -> str:
    with pytest.raises(Misused) as refused:
        config.load_key(path)
    assert "{" not in say(refused.value.note, "zh")
    return refused.value.note.key


@posix_only
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o602])
def test_a_key_that_others_may_touch_is_refused(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "s.key"
    config.load_key(path)
    path.chmod(mode)

    assert key_refusal(path) == "key.exposed"


def test_a_key_of_another_length_is_refused_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "s.key"
    path.write_bytes(b"short")
    path.chmod(0o600)

    assert key_refusal(path) == "key.damaged"
    assert path.read_bytes() == b"short"


def test_a_key_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    assert key_refusal(tmp_path / "file" / "s.key") == "key.unusable"


def test_a_full_disk_is_no_mistake_of_an_argument(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left")

    monkeypatch.setattr("os.open", fail)
    for act in (
        lambda: config.load_key(tmp_path / "s.key"),
        lambda: signing.private_key(tmp_path / "m.key"),
        lambda: config.check_target(tmp_path / "out.xlsx", ()),
    ):
        with pytest.raises(OSError, match="No space left"):
            act()


def test_a_plan_hides_its_key_and_carries_the_request(request_: Request) -> None:
    plan = config.load_plan(replace(request_, include=("*.csv",)), "policy: text")
    key = config.load_key(config.key_path(request_.state))

    assert (plan.policy, plan.key, plan.include) == ("policy: text", key, ("*.csv",))
    assert key.hex() not in repr(plan)
    assert repr(key) not in repr(plan)
    assert key.hex() not in plan.fingerprint


def test_equal_circumstances_give_equal_fingerprints(monkeypatch: pytest.MonkeyPatch) -> None:
    first = config.fingerprint("policy", b"k")

    assert config.fingerprint("policy", b"k") == first
    assert config.fingerprint("policy ", b"k") != first
    assert config.fingerprint("policy", b"k", ("cn",)) != first
    assert config.fingerprint("policy", b"k", ("world", "tw", "mo", "hk", "cn")) == first
    assert config.fingerprint("policy", b"l") != first
    monkeypatch.setattr(config, "version", lambda name: "0")
    assert config.fingerprint("policy", b"k") != first


def test_changed_code_changes_the_fingerprint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(config, "files", lambda package: tmp_path)
    (tmp_path / "luhn.py").write_text("weights = 1, 2")
    first = config.fingerprint("policy", b"k")
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "luhn.pyc").write_bytes(b"compiled")

    assert config.fingerprint("policy", b"k") == first
    (tmp_path / "luhn.py").write_text("weights = 2, 1")
    assert config.fingerprint("policy", b"k") != first


def test_all_code_that_a_worker_runs_counts() -> None:
    modules = {module_name(path): path for path in PRODUCT}
    del modules["scanner"]  # the public door, named on the way to every room
    reached: set[str] = set()
    ahead = ["scanner.worker"]
    while ahead:
        name = ahead.pop()
        if name in modules and name not in reached:
            reached.add(name)
            ahead += imports(modules[name])
    passed = {room(name) for name in reached} - {"recognizers", "messages"}

    assert passed <= {name.removesuffix(".py") for name in config._DECIDING}


def test_a_policy_file_is_read_as_utf_8_with_or_without_a_mark(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_bytes(b"\xef\xbb\xbfname: \xe6\x88\x91")

    assert config.read_policy(path) == "name: 我"


def policy_refusal(path: Path) -> str:
    with pytest.raises(Misused) as refused:
        config.read_policy(path)
    assert "{" not in say(refused.value.note, "en")
    return refused.value.note.key


def test_a_policy_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    gbk, huge = tmp_path / "gbk.yaml", tmp_path / "huge.yaml"
    gbk.write_bytes("名称: 策略".encode("gbk"))
    with huge.open("wb") as stream:
        stream.truncate((4 << 20) + 1)

    assert policy_refusal(tmp_path / "none.yaml") == "usage.policy_unreadable"
    assert policy_refusal(tmp_path) == "usage.policy_unreadable"
    assert policy_refusal(gbk) == "usage.policy_unreadable"
    assert policy_refusal(huge) == "usage.policy_size"


def test_the_default_state_lives_in_the_users_state_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))

    assert config.default_state().name == "state.sqlite"
    assert "handover-scanner" in config.default_state().parts


@pytest.mark.parametrize("deal", config.DEALS)
def test_the_kind_of_transaction_changes_no_result(request_: Request, deal: str) -> None:
    config.check(replace(request_, deal=deal))
    plans = [config.load_plan(replace(request_, deal=each), "") for each in ("", deal)]

    assert plans[0] == plans[1]
