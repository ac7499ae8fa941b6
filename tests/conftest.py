"""What all tests share: how Hypothesis searches, and where the reference tables are."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

REPOSITORY = Path(__file__).parents[1]

# No deadline, and none for making examples: the machine may be busy, or stand still for a while.
# No database: a test depends on nothing left behind.
settings.register_profile(
    "handover",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    database=None,
    derandomize="CI" in os.environ,
    print_blob=True,
)
settings.load_profile("handover")

_LONGEST = {"test_silence.py", "test_engines.py", "test_compiled_bounds.py", "test_week.py"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take longest: of the last one to begin, all others wait."""
    items.sort(key=lambda item: item.path.name not in _LONGEST)


@pytest.fixture(scope="session")
def repository() -> Path:
    """Return the folder of the checkout."""
    return REPOSITORY


@pytest.fixture(scope="session")
def reference() -> Path:
    """Return the folder of reference tables beside the checkout, or skip the test."""
    folder = REPOSITORY.parent / "shared" / "reference" / "data"
    if not folder.is_dir():
        pytest.skip("the reference tables (../shared) are not beside this checkout")
    return folder
