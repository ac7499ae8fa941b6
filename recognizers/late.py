"""Presidio's base classes at once, its engines when they are asked for: in worker processes.

The package ``presidio_analyzer`` loads spaCy and every recognizer of its own: half a second
of each worker's start, and none of it is needed to say what a recognizer is.  The modules of
its base classes load nothing else.  So the package is made known without being run; it runs
as it is, once, when any other name or module of it is asked for.
"""

from __future__ import annotations

import logging
import sys
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.util import find_spec, spec_from_loader
from threading import RLock
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from importlib.machinery import ModuleSpec

_PACKAGE = "presidio_analyzer"
_LIGHT = {  # by name, the module that it is from
    "AnalysisExplanation": "analysis_explanation",
    "EntityRecognizer": "entity_recognizer",
    "LocalRecognizer": "local_recognizer",
    "Pattern": "pattern",
    "PatternRecognizer": "pattern_recognizer",
    "RecognizerResult": "recognizer_result",
}
_ALONE = frozenset((*_LIGHT.values(), "score_thresholds"))  # modules that need no other
_WAITS = "_waits_for"  # the loader that will run it
_RUN = RLock()


class _Late(ModuleType):
    """A package that runs when a name is asked for that it does not have yet."""

    def __getattr__(self, name: str) -> Any:
        """Load a light name by itself, and for any other the package."""
        if name in _LIGHT:
            return getattr(import_module(f"{_PACKAGE}.{_LIGHT[name]}"), name)
        self.run()
        if name in vars(self):
            return vars(self)[name]
        message = f"module {_PACKAGE!r} has no attribute {name!r}"
        raise AttributeError(message, name=name, obj=self)

    def run(self) -> None:
        """Run the package, unless it has run or is running."""
        with _RUN:
            if loader := vars(self).pop(_WAITS, None):
                self._run(loader)

    def _run(self, loader: Loader) -> None:
        try:
            loader.exec_module(self)
        except BaseException:  # it can be tried again, as any import
            setattr(self, _WAITS, loader)
            raise


class _Deferring(Loader):
    """Makes a package known and leaves its own loader for later."""

    def __init__(self, own: Loader) -> None:
        self._own = own

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        """Let the package be made as always."""
        return self._own.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        """Do not run it yet."""
        module.__loader__ = self._own
        if module.__spec__:
            module.__spec__.loader = self._own
        module.__class__ = _Late
        setattr(module, _WAITS, self._own)
        # As the package does: without it, what its classes log would go to stderr.
        logging.getLogger("presidio-analyzer").addHandler(logging.NullHandler())


class _Finder(MetaPathFinder):
    """Waits for Presidio to be imported, and for those of its modules that need all of it.

    Run by one of its own modules, the package would import that module half made.
    """

    def __init__(self) -> None:
        self._is_awaited = True

    def find_spec(self, name: str, *_: object) -> ModuleSpec | None:
        """Return how the package is imported: as always, but for its loader."""
        package, _dot, module = name.partition(".")
        if package != _PACKAGE:
            return None
        if module:
            return None if module in _ALONE else _in_package(name)
        if not self._is_awaited:
            return None
        self._is_awaited = False
        spec = find_spec(name)
        if spec and spec.loader:
            spec.loader = _Deferring(spec.loader)
        return spec


def _in_package(name: str) -> ModuleSpec | None:
    """Run the package; return a module that it has made, None if others have to find it."""
    if isinstance(package := sys.modules.get(_PACKAGE), _Late):
        package.run()
    made = sys.modules.get(name)
    return spec_from_loader(name, _Made(made)) if made else None


class _Made(Loader):
    """Hands out a module that is there already."""

    def __init__(self, module: ModuleType) -> None:
        self._module, self._spec = module, module.__spec__

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """Return the module."""
        del spec
        return self._module

    def exec_module(self, module: ModuleType) -> None:
        """Run nothing, for it has run; what it says of its origin stays."""
        module.__spec__ = self._spec


def defer() -> None:
    """Let the next import of Presidio load nothing yet, if there was none."""
    is_awaited = any(isinstance(finder, _Finder) for finder in sys.meta_path)
    if _PACKAGE not in sys.modules and not is_awaited:
        sys.meta_path.insert(0, _Finder())
