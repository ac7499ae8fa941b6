"""The documents say what the code does: packages, commands, options, links."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest

from scanner.classify import categories
from scanner.classify.policy import load, shipped
from tests.test_floors import PRODUCT, imports

REPOSITORY = Path(__file__).parents[1]
READMES = ("README.md", "README.zh-CN.md")
DOCUMENTS = sorted(
    path.relative_to(REPOSITORY)
    for path in (*REPOSITORY.glob("*.md"), *REPOSITORY.glob("*/*.md"))
    if not path.parts[len(REPOSITORY.parts)].startswith(".")
)


@pytest.fixture(scope="module")
def project() -> dict[str, Any]:
    """Return the [project] table."""
    table: dict[str, Any] = tomllib.loads(read("pyproject.toml"))["project"]
    return table


COMMANDS: tuple[tuple[str, ...], ...] = (
    (), ("scan",), ("night",), ("runs",), ("diff",), ("schedule", "install"), ("state", "vacuum"),
    ("explain",), ("review", "import"), ("review", "decide"), ("gate",),
    ("manifest",), ("verify",), ("sample",), ("log", "show"), ("log", "verify"),
)  # fmt: skip


WORDS = (
    "scan night schedule runs diff state explain recognizers policy "
    "review gate manifest verify sample log"
).split()


def read(path: str | Path) -> str:
    """Return a text file of the checkout."""
    return (REPOSITORY / path).read_text(encoding="utf-8")


def names(requirements: list[str]) -> set[str]:
    """Return the packages named by requirements."""
    return {re.split(r"[^A-Za-z0-9_.-]", each)[0].lower() for each in requirements}


def test_every_dependency_is_explained_with_its_licence(project: dict[str, Any]) -> None:
    rows = re.findall(r"^\| `([^`]+)` \| .+ \| .+ \|$", read("docs/dependencies.md"), re.MULTILINE)
    optional = project["optional-dependencies"]

    assert len(rows) == len(set(rows))
    assert set(rows) == names(project["dependencies"]) | names(optional["build"]) | names(
        optional["dev"]
    )


def test_every_package_that_is_imported_is_declared(project: dict[str, Any]) -> None:
    providers = packages_distributions()
    imported = {module.split(".")[0] for path in PRODUCT for module in imports(path)}
    foreign = imported - set(sys.stdlib_module_names) - {"scanner", "recognizers"}
    packages = {providers[module][0].lower().replace("_", "-") for module in foreign}
    packages -= {"pydantic-core"}  # half of pydantic, released together with it

    assert packages - {each.replace("_", "-") for each in names(project["dependencies"])} == set()


def test_the_locks_pin_what_the_project_asks_for(project: dict[str, Any]) -> None:
    optional = project["optional-dependencies"]

    assert names(project["dependencies"]) <= pinned("runtime") <= pinned("dev")
    assert names(optional["build"]) <= pinned("runtime")
    assert names(optional["dev"]) <= pinned("dev")


def pinned(lock: str) -> set[str]:
    """Return the packages of a lock, all with hashes."""
    entries = re.findall(
        r"^([a-z0-9._-]+)==\S+(?: ;[^\\]*)? *(\\?)$",
        read(f"requirements/{lock}.lock"),
        re.MULTILINE,
    )
    assert all(hashes for _, hashes in entries)
    return {name for name, _ in entries}


@pytest.mark.parametrize("path", DOCUMENTS, ids=str)
def test_a_link_inside_the_repository_leads_somewhere(path: Path) -> None:
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", read(path))

    assert [link for link in links if not (REPOSITORY / path.parent / link).exists()] == []


@pytest.mark.parametrize("readme", READMES)
def test_a_readme_names_every_option_and_command(readme: str) -> None:
    help_ = "".join(
        subprocess.run(
            [sys.executable, "-m", "scanner", *command, "--help"],
            capture_output=True,
            text=True,
            check=True,
            env={"COLUMNS": "200", "TERM": "dumb", "NO_COLOR": "1"},
        ).stdout
        for command in COMMANDS
    )
    options = set(re.findall(r"--[a-z][a-z-]+", help_)) - {"--help", "--install", "--show"}

    assert {"--out", "--policy", "--workers", "--state", "--lang", "--format"} <= options
    assert [option for option in sorted(options) if option not in read(readme)] == []
    assert all(f"handover {name}" in read(readme) for name in WORDS)


@pytest.mark.parametrize(
    "target", ["scan", "test", "lint", "types", "check", "bench", "sample", "lock"]
)
def test_a_target_of_make_exists_and_is_explained(target: str) -> None:
    assert re.search(rf"^{target}:", read("Makefile"), re.MULTILINE)
    assert f"make {target}" in read("CONTRIBUTING.md") + read("README.md")


def test_the_categories_of_the_law_are_shown_as_they_are_found() -> None:
    assert categories.DOCUMENT.read_text(encoding="utf-8") == categories.document()


def test_every_category_of_the_law_can_be_found(reference: Path) -> None:
    policy = load(shipped("cn45574"), "cn45574")
    with (reference / "law_categories.csv").open(encoding="utf-8") as table:
        codes = [row["code"] for row in csv.DictReader(table)]

    assert set(codes) == set(policy.categories)
    assert [code for code in codes if not categories.by_category(policy)[code]] == []


def test_the_changelog_has_the_version(project: dict[str, Any]) -> None:
    assert f"## [{project['version']}]" in read("CHANGELOG.md")


def test_the_repository_speaks_of_the_product_alone() -> None:
    words = re.compile(r"/work/|/tmp/|\b(?:TODO|FIXME|XXX)\b")
    texts = [*PRODUCT, *DOCUMENTS, Path("Makefile"), Path("pyproject.toml"), Path(".ci/run")]

    assert [str(path) for path in texts if words.search(read(path))] == []
