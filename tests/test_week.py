"""A week of nights on the sample share, played from the command line as people would."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.reviewers import fill_in, fill_in_where, rows_of, save_with_libreoffice

if TYPE_CHECKING:
    from tests.reviewers import Cells

HAS_OFFICE = shutil.which("soffice") is not None
CUSTOMERS = "客户/客户名单_2024.csv"
PRINTERS = "IT/打印机账号.csv"
MEMBERS = "客户/会员导出.csv"
SUPPLIERS = "采购/供应商名录.csv"
MANUAL = "宣传/产品手册.md"
FLAT_LEASE = "合同/员工宿舍租赁合同.txt"


@dataclass
class Week:
    """The company's drive, its state, and what each night and day does."""

    folder: Path

    @property
    def share(self) -> Path:
        return self.folder / "share"

    @property
    def book(self) -> Path:
        return self.folder / "out" / "inventory.xlsx"

    def command(self, *arguments: str | Path) -> list[str]:
        state = [] if arguments[0] == "verify" else ["--state", str(self.folder / "s" / "state")]
        return [sys.executable, "-m", "scanner", *map(str, arguments), *state]

    def run(self, *arguments: str | Path, status: int = 0) -> str:
        done = subprocess.run(
            self.command(*arguments), capture_output=True, text=True, check=False, timeout=240
        )
        assert done.returncode == status, (done.stdout, done.stderr)
        return done.stdout + done.stderr

    def night(self, status: int = 1) -> None:
        """Scan; some files of the sample cannot be read, which is status 1."""
        self.run("scan", self.share, "--out", self.book.parent, "--quiet", status=status)

    def die_in_the_night(self) -> None:
        """Begin a scan and kill it with everything it started, as a power cut would."""
        scan = self.command("scan", self.share, "--out", self.book.parent)
        process = subprocess.Popen(scan, start_new_session=True, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)  # fmt: skip
        log = self.folder / "s" / "state-wal"
        deadline = time.monotonic() + 60
        while not (log.exists() and log.stat().st_size) and time.monotonic() < deadline:
            time.sleep(0.02)
        time.sleep(1)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def return_the_book(self, name: str) -> str:
        """Save the workbook with LibreOffice, and take that one in."""
        return self.run("review", "import", self.saved(self.book, name))

    def saved(self, book: Path, name: str) -> Path:
        """Return the workbook as LibreOffice saves it; where there is none, as openpyxl did."""
        return save_with_libreoffice(book, self.folder / name) if HAS_OFFICE else book

    def files(self) -> dict[str, dict[str, Any]]:
        text = self.book.with_suffix(".json").read_text(encoding="utf-8")
        return {each["path"]: each for each in json.loads(text)["files"]}

    def review(self, path: str) -> tuple[str, str | None]:
        review = self.files()[path]["review"]
        return review["state"], review["decision"]


@pytest.fixture
def week(tmp_path: Path, repository: Path) -> Week:
    shutil.copytree(repository / "sample_data" / "share", tmp_path / "share", symlinks=True)
    return Week(tmp_path)


@pytest.mark.timeout(900)
@pytest.mark.skipif(sys.platform == "win32", reason="a killed process group is POSIX")
def test_a_week_of_nights(week: Week) -> None:
    monday(week)
    tuesday(week)
    wednesday(week)
    thursday(week)
    friday(week)
    if not HAS_OFFICE:
        pytest.skip("soffice is not on PATH: the week went well with workbooks saved by openpyxl")


def monday(week: Week) -> None:
    """Power fails in the night; the next scan goes on.  Legal decides first things first."""
    week.die_in_the_night()
    week.run("gate", status=2)  # no scan has ended yet
    week.night()
    files = len(week.files())
    week.run("gate", status=1)
    fill_in(week.book, "清单", {
        CUSTOMERS: {"decision": "脱敏后移交", "reviewer": "李律师", "date": "2026-11-23"},
        PRINTERS: {"decision": "剔除", "reason": "含口令", "reviewer": "李律师"},
        MEMBERS: {"decision": "移交", "reviewer": "王律师"},
        MANUAL: {"decision": "移交", "reviewer": "王律师"},
    })  # fmt: skip
    said = week.return_the_book("monday")
    week.run("review", "decide", "--folder", "人事", "--decision", "hold", "--until", "2099-01-31")

    assert files == sum(path.is_file() for path in week.share.rglob("*"))
    assert "变更 4 项" in said


def tuesday(week: Week) -> None:
    """The share lives: a decided file moves, others change, one goes, one comes."""
    (week.share / "归档").mkdir()
    (week.share / CUSTOMERS).rename(week.share / "归档" / "客户.csv")
    (week.share / PRINTERS).unlink()
    with (week.share / MANUAL).open("a", encoding="utf-8") as manual:
        manual.write("\n谢谢惠顾。\n")
    with (week.share / MEMBERS).open("ab") as members:
        members.write((week.share / SUPPLIERS).read_bytes())
    (week.share / "人事" / "新员工.csv").write_text("姓名,手机号\n张三,13800138000\n" * 3)
    week.night()

    assert week.review("归档/客户.csv") == ("decided", "mask")
    assert week.review(MANUAL) == ("decided", "hand_over")
    assert week.review("人事/新员工.csv") == ("decided", "hold")
    assert PRINTERS not in week.files()
    changes = {row["path"]: str(row["events"]) for row in rows_of(week.book, "变化")}
    assert "移动" in changes["归档/客户.csv"]
    assert PRINTERS in changes
    told = [json.loads(line) for line in week.run("diff", "--json").splitlines()]
    assert [Path(one["path"]).name for one in told] == [Path(path).name for path in changes]
    assert "与第 2 次扫描" in week.run("diff")
    assert week.run("diff", "--since", "2") == week.run("diff")
    week.run("diff", "--since", "99", status=2)


def wednesday(week: Week) -> None:
    """Legal marks a false alarm and answers the re-reviews; a spot check is drawn."""

    def address_of_a_company(row: Cells) -> Cells:
        mine = row["path"] == FLAT_LEASE and row["verdict"] in ("确认", "较可能")
        return {"finding": "该字段并非个人信息", "reason": "示范文本"} if mine else {}

    fill_in_where(week.book, "字段", address_of_a_company)
    week.return_the_book("wednesday")
    spot = week.folder / "spot.xlsx"
    week.run("sample", "--size", "12", "--seed", "wednesday", "--out", spot)
    fill_in_where(spot, "抽查", lambda _: {"tick": "正确", "reviewer": "赵"})
    said = week.run("review", "import", week.saved(spot, "spot"))
    week.night()

    assert "以 95% 的置信度" in said
    assert week.files()[FLAT_LEASE]["level"] == "L1"
    assert {each["verdict"] for each in week.files()[FLAT_LEASE]["fields"]} <= {
        "suppressed", "possible", "rejected"
    }  # fmt: skip


def thursday(week: Week) -> None:
    """Everything left is decided; the gate opens once what is withheld has been taken away."""

    def hand_over(row: Cells) -> Cells:
        is_open = row["review"] != "有效"
        return {"decision": "移交", "reviewer": "李律师", "date": "2026-11-26"} if is_open else {}

    fill_in_where(week.book, "清单", hand_over)
    week.return_the_book("thursday")
    told = json.loads(week.run("gate", "--max-level", "L5", "--json", status=1))
    shutil.rmtree(week.share / "人事")
    week.run("manifest", "--out", week.folder / "early.jsonl", status=2)  # scan first
    week.night()

    assert {each["why"] for each in told["obstacles"]} == {"withheld"}
    assert {each["path"].split("/")[0] for each in told["obstacles"]} == {"人事"}
    assert "没有阻碍" in week.run("gate", "--max-level", "L5")


def friday(week: Week) -> None:
    """The share is handed over with its receipt, and the buyer holds one against the other."""
    receipt, received = week.folder / "manifest.jsonl", week.folder / "received"
    week.run("manifest", "--out", receipt)
    key = week.run("manifest", "key").strip()
    head = week.run("log", "verify").split("：")[-1].strip()
    shutil.copytree(week.share, received, symlinks=True)

    assert "完全一致" in week.run("verify", receipt, received, "--key", key)
    (received / MANUAL).write_text("另一份")
    said = week.run("verify", receipt, received, "--key", key, status=1)
    assert f"不同  {MANUAL}" in said
    week.run("log", "verify", "--head", head)
    assert "完好" in week.run("state", "check")
    assert len(week.run("runs").splitlines()) == 5  # the first was killed
    week.run("state", "vacuum", "--days", "0")
    assert PRINTERS.encode().hex() in week.run("state", "export")  # gone, but decided on
    week.run("gate", "--max-level", "L5")
    lines = week.run("log", "show", "--last", "500").splitlines()
    done = [json.loads(line)["what"] for line in lines]
    assert done.count("run") == 4
    assert {*done} == {
        *("begin", "killed", "run", "decision", "import", "ruling", "finding", "sample", "gate"),
        "manifest",
        "tick",
    }
