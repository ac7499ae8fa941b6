"""``handover runs`` and ``handover diff``."""

# Annotations are evaluated here: Typer reads the options from them.
import json
from typing import TYPE_CHECKING

from scanner.cli.options import AsJson, Language, Since, State
from scanner.cli.speech import echo, plainly

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path

    from scanner.history import PastRun
    from scanner.store import SavedInventory, Store


def runs(state: State = None, *, lang: Language = "zh", as_json: AsJson = False) -> None:
    """List the runs that the state remembers, with files by level.

    列出状态文件中记录的历次扫描及各级别文件数。

    示例 / Example:  handover runs --lang en
    """
    with plainly(lang), opened(state) as store:
        from scanner.report import diary

        for run in store.runs():
            echo(_dumped(diary.run_data(run)) if as_json else diary.run_line(run, lang))


def diff(
    state: State = None, *, since: Since = None, lang: Language = "zh", as_json: AsJson = False
) -> None:
    """Tell what became of files since a run: new, gone, moved, changed, levels, findings.

    Without --since, since the run before the last one over the same folders.

    列出自某次扫描以来的变化：新增、消失、移动、改动、级别升降、新发现的个人信息。省略 --since 时，
    与同一范围的上一次完整扫描比较。

    示例 / Example:  handover diff --since 12
    """
    with plainly(lang), opened(state) as store:
        from scanner.messages import word
        from scanner.report import diary
        from scanner.report.speech import Speaker
        from scanner.run import desk
        from scanner.store import SavedInventory

        reviewed = desk.over(store)
        inventory = reviewed.inventory if reviewed else SavedInventory(store)
        name = Speaker(reviewed.inventory, lang).entity if reviewed else str
        before = _run_before(inventory, store, since)
        if before and not as_json:
            echo(diary.since_line(before, lang))
        nothing = True
        for change in inventory.changes_since(before.number) if before else ():
            nothing = False
            told = diary.change_data(change) if as_json else None
            echo(_dumped(told) if told else diary.change_line(change, lang, name))
        if nothing and not as_json:
            echo(word("cli.diff.nothing" if before else "cli.diff.first", lang))


def opened(state: "Path | None") -> "AbstractContextManager[Store]":
    """Open a state that has to be there already."""
    from scanner import config
    from scanner.errors import Misused
    from scanner.store import Store

    path = state or config.default_state()
    if not path.exists():
        raise Misused("state.missing", path=str(path))
    return Store(path)


def _run_before(inventory: "SavedInventory", store: "Store", since: int | None) -> "PastRun | None":
    """Return the run to compare with, None before there is any.

    Raises:
        Misused: There is no run of that number.
    """
    from scanner.errors import Misused

    if since is None:
        return inventory.night_before
    for run in store.runs():
        if run.number == since:
            return run
    raise Misused("usage.run", given=since)


def _dumped(data: object) -> str:
    return json.dumps(data, ensure_ascii=False)
