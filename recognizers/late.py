"""Presidio's base classes at once, its engines when they are asked for.

The package ``presidio_analyzer`` loads spaCy and every recognizer of its own: half a second
of each worker's start, and none of it is needed to say what a recognizer is.  The modules of
its base classes load nothing else.  So the package is made known without being run; it runs
as it is, once, when any other name of it is asked for.
"""

from __future__ import annotations

import logging
import sys
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from threading import RLock
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from importlib.abc import Loader

_PACKAGE = "presidio_analyzer"
_LIGHT = {  # by name, the module that it is from
    "AnalysisExplanation": "analysis_explanation",
    "EntityRecognizer": "entity_recognizer",
    "LocalRecognizer": "local_recognizer",
    "Pattern": "pattern",
    "PatternRecognizer": "pattern_recognizer",
    "RecognizerResult": "recognizer_result",
}
_WAITS = "_waits_for"  # the loader that will run it
_RUN = RLock()


class _Late(ModuleType):
    """A package that runs when a name is asked for that it does not have yet."""

    def __getattr__(self, name: str) -> Any:
        """Load a light name by itself, and for any other the package."""
        if name in _LIGHT:
            return getattr(import_module(f"{_PACKAGE}.{_LIGHT[name]}"), name)
        with _RUN:
            if loader := vars(self).pop(_WAITS, None):
                self._run(loader)
        if name in vars(self):
            return vars(self)[name]
        message = f"module {_PACKAGE!r} has no attribute {name!r}"
        raise AttributeError(message, name=name, obj=self)

    def _run(self, loader: Loader) -> None:
        try:
            loader.exec_module(self)
        except BaseException:  # it can be tried again, as any import
            setattr(self, _WAITS, loader)
            raise


def defer() -> None:
    """Make Presidio known, unless somebody has loaded it already."""
    if _PACKAGE in sys.modules:
        return
    spec = find_spec(_PACKAGE)
    if spec and spec.loader:
        package = module_from_spec(spec)
        package.__class__ = _Late
        setattr(package, _WAITS, spec.loader)
        sys.modules[_PACKAGE] = package
        # As the package does: without it, what its classes log would go to stderr.
        logging.getLogger("presidio-analyzer").addHandler(logging.NullHandler())
