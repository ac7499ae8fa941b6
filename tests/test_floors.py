"""The house stands: imports go strictly down, each kind of knowledge lives in one room."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

REPOSITORY = Path(__file__).parents[1]
MODULES = sorted(
    path.relative_to(REPOSITORY)
    for package in ("scanner", "recognizers", "bench", "sample_data")
    for path in (REPOSITORY / package).rglob("*.py")
)
PRODUCT = [path for path in MODULES if path.parts[0] in ("scanner", "recognizers")]

FLOOR = {
    "__main__": 5,
    "cli": 4,
    "scanner": 4,  # the public functions, in scanner/__init__.py
    "run": 3,
    "worker": 2,
    "warm": 2,
    "pointing": 2,
    "content": 1,
    "parts": 1,
    "walk": 1,
    "readers": 1,
    "detect": 1,
    "classify": 1,
    "store": 1,
    "review": 1,
    "report": 1,
    "executors": 1,
    "nightly": 1,
    "config": 1,
    "model": 0,
    "chunks": 0,
    "decision": 0,
    "alarms": 0,
    "history": 0,
    "errors": 0,
    "messages": 0,
    "documents": 0,
    "evidence": 0,
    "keyset": 0,
    "heap": 0,
    "keyfile": 0,
    "recognizers": 0,
}
# Within a floor, only these may look at each other.
NEIGHBOURS = {
    ("errors", "model"),  # an outcome for each kind of trouble
    ("errors", "messages"),  # says itself what is wrong where nobody words its note
    ("decision", "model"),  # decisions rest on levels and outcomes
    ("alarms", "model"),  # said of a file and a verdict
    ("model", "alarms"),  # a plan knows of them, for the type checker only
    ("chunks", "model"),  # a loss has its reason
    ("evidence", "model"),  # says in notes what is missing
    ("evidence", "keyset"),  # evidence counts in sets of keys
    ("keyset", "heap"),  # whose memory it gives back
    ("keyset", "recognizers"),  # whose way to compile loops it shares
    ("model", "evidence"),  # reports carry evidence, for the type checker only
    ("model", "keyset"),
    ("history", "model"),  # what became of levels and outcomes
    ("messages", "model"),  # words a note
    ("documents", "model"),  # complains in notes
    ("documents", "messages"),  # and words them all in one error
    ("documents", "errors"),
    ("warm", "worker"),  # which it loads
    ("keyfile", "errors"),  # whose key others may read
}
# What only some rooms may import.
ROOMS_THAT_KNOW = {
    "presidio_analyzer": {"detect", "recognizers", "scanner"},
    "pyarrow.parquet": {"readers"},
    "sqlite3": {"store"},
    "python_calamine": {"review"},
    "xlsxwriter": {"report"},
    "multiprocessing": {"executors"},
    "concurrent.futures": {"executors"},
    "typer": {"cli"},
    "tqdm": {"cli"},
}
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "core", "misc"}
MOST_LINES_OF_A_MODULE = 300
MOST_LINES_OF_A_FUNCTION = 40


def room(module: str) -> str:
    """Return the room that a dotted module name lies in."""
    package, _, rest = module.partition(".")
    if package == "recognizers" or not rest:
        return package
    return rest.split(".")[0]


def module_name(path: Path) -> str:
    """Return the dotted name of a module given by its path in the checkout."""
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def tree(path: Path) -> ast.Module:
    """Parse a module of the checkout."""
    return ast.parse((REPOSITORY / path).read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[str]:
    """Yield every module that a module imports, at its top or inside, as a dotted name."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield from _names(node.module or "", [alias.name for alias in node.names])


def _names(module: str, names: list[str]) -> Iterator[str]:
    """Resolve ``from module import names``: a name may be a module itself."""
    yield module
    for name in names:
        place = REPOSITORY / Path(*module.split("."), name)
        ours = place.with_suffix(".py").exists() or (place / "__init__.py").exists()
        if ours or module in ("pyarrow", "concurrent"):
            yield f"{module}.{name}"


def rooms_of(modules: Iterable[str]) -> set[str]:
    """Return the rooms of ours among some modules."""
    ours = {module for module in modules if module.split(".")[0] in ("scanner", "recognizers")}
    # ``from scanner import worker`` names the package on the way to the room.
    return {room(module) for module in ours if module != "scanner"}


def rises(here: str, modules: set[str]) -> list[str]:
    """Return the rooms among the imports of room ``here`` that do not lie below it."""
    there = rooms_of(modules) - {here}
    return sorted(
        other for other in there if FLOOR[other] >= FLOOR[here] and (here, other) not in NEIGHBOURS
    )


@pytest.mark.parametrize("path", PRODUCT, ids=str)
def test_a_module_imports_only_from_floors_below(path: Path) -> None:
    assert rises(room(module_name(path)), set(imports(path))) == []


@pytest.mark.parametrize("path", PRODUCT, ids=str)
def test_a_kind_of_knowledge_stays_in_its_room(path: Path) -> None:
    here = room(module_name(path))
    strangers = [
        (module, known)
        for module in imports(path)
        for known, rooms in ROOMS_THAT_KNOW.items()
        if (module + ".").startswith(known + ".") and here not in rooms
    ]

    assert strangers == []


def test_recognizers_are_a_library_of_their_own() -> None:
    users = [
        str(path)
        for path in MODULES
        if path.parts[0] == "recognizers"
        for module in imports(path)
        if module.split(".")[0] in ("scanner", "pyarrow", "pandas")
    ]

    assert users == []


def _exits_or_prints(path: Path) -> Iterator[int]:
    for node in ast.walk(tree(path)):
        match node:
            case ast.Call(func=ast.Name(id="print" | "exit" | "quit" | "input")):
                yield node.lineno
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="sys" | "os"), attr="exit" | "_exit")
            ):
                yield node.lineno
            case ast.Attribute(value=ast.Name(id="sys"), attr="stdout" | "stderr" | "stdin"):
                yield node.lineno
            case ast.Raise(exc=ast.Call(func=ast.Name(id="SystemExit"))):
                yield node.lineno
            case _:
                pass


# __main__ hands the status to the shell; tables in READMEs are written by commands for developers.
MAY_TOUCH_THE_TERMINAL = {"cli", "__main__"}
COMMANDS_FOR_DEVELOPERS = {"recognizers/table.py", "recognizers/tables/make_tables.py"}


@pytest.mark.parametrize("path", PRODUCT, ids=str)
def test_only_the_command_line_prints_or_exits(path: Path) -> None:
    if room(module_name(path)) in MAY_TOUCH_THE_TERMINAL or str(path) in COMMANDS_FOR_DEVELOPERS:
        return

    assert list(_exits_or_prints(path)) == []


def lines_of_code(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return the lines of a function without its docstring, which may say what it has to."""
    lines = (function.end_lineno or 0) - function.lineno + 1
    if ast.get_docstring(function) is None:
        return lines
    docstring = function.body[0]
    return lines - ((docstring.end_lineno or 0) - docstring.lineno + 1)


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_a_module_is_short_and_its_functions_shorter(path: Path) -> None:
    lines = len((REPOSITORY / path).read_text(encoding="utf-8").splitlines())
    long_ones = [
        node.name
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and lines_of_code(node) > MOST_LINES_OF_A_FUNCTION
    ]

    assert lines <= MOST_LINES_OF_A_MODULE
    assert long_ones == []


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_no_module_has_a_name_that_says_nothing(path: Path) -> None:
    assert not FORBIDDEN_NAMES & set(path.with_suffix("").parts)


def test_every_room_has_a_floor() -> None:
    rooms = {room(module_name(path)) for path in PRODUCT}

    assert rooms <= set(FLOOR)


def test_the_drawing_of_the_floors_is_true() -> None:
    _, drawing, _ = (REPOSITORY / "scanner" / "README.md").read_text("utf-8").split("```\n", 2)
    drawn, floor = {}, 0
    for word in drawing.split():
        if word.isdigit():
            floor = int(word)
        else:
            drawn[word] = floor

    assert drawn == {room: at for room, at in FLOOR.items() if room != "scanner"}


def test_no_exception_is_without_need() -> None:
    seen = {
        (room(module_name(path)), other) for path in PRODUCT for other in rooms_of(imports(path))
    }

    assert seen >= NEIGHBOURS


def test_an_import_from_above_or_beside_is_noticed() -> None:
    assert rises("readers", {"os", "scanner.model", "recognizers.headers"}) == []
    assert rises("readers", {"scanner", "scanner.worker"}) == ["worker"]
    assert rises("readers", {"scanner.classify.policy"}) == ["classify"]
    assert rises("recognizers", {"scanner.model"}) == ["model"]
    assert rises("worker", {"scanner.readers.parquet"}) == []
