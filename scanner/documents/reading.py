"""YAML as we accept it: mappings, lists and text, nothing else.

No value is guessed to be a boolean, number or date, no key may stand twice, no alias may
multiply content.  Every problem is collected with its place, so all are told at once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import yaml

from scanner.model import Note

if TYPE_CHECKING:
    from collections.abc import Mapping

Document = dict[str, object]

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # libyaml's takes a tenth of the time
_DEEPEST = 20  # mappings and lists inside one another; a policy needs seven


class Complaint(NamedTuple):
    """Something that is wrong with a document."""

    line: int  # 1-based; 0: not in this document but in one that it extends
    what: Note


@dataclass(slots=True)
class Reading:
    """A document while it is read, and what is wrong with it."""

    complaints: list[Complaint] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)  # of each place, 1-based
    _seen: set[int] = field(default_factory=set)

    def complain(self, key: str, place: str, line: int = 1, **args: str | float) -> None:
        """Remember a problem and where it is."""
        self.complaints.append(Complaint(line, Note.of(key, place=place or "/", **args)))

    def read(self, text: str) -> Document:
        """Return the document; what could not be accepted is left out of it."""
        try:
            if _is_too_deep(text):
                self.complain("document.too_deep", "")
                return {}
            node = yaml.compose(text, Loader=_LOADER)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            self.complain("document.syntax", "", mark.line + 1 if mark else 1)
            return {}
        if not isinstance(node, yaml.MappingNode):
            self.complain("document.not_mapping", "")
            return {}
        return self._mapping(node, "")

    def _value(self, node: yaml.Node, place: str) -> object:
        self.lines.setdefault(place, node.start_mark.line + 1)
        if isinstance(node, yaml.ScalarNode):
            return str(node.value)
        if id(node) in self._seen:
            self.complain("document.alias", place, self.lines[place])
            return {}
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, place)
        items = enumerate(node.value, 1)
        return [self._value(item, f"{place}[{number}]") for number, item in items]

    def _mapping(self, node: yaml.MappingNode, place: str) -> Document:
        entries: Document = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                self.complain("document.key", place, line)
                continue
            here = f"{place}/{key.value}"
            if key.value in entries:
                self.complain("document.twice", here, line)
                continue
            self.lines[here] = line
            entries[key.value] = self._value(value, here)
        return entries


def _is_too_deep(text: str) -> bool:
    """Tell before anything is built: libyaml's composer would exhaust the stack."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            return True
    return False


def merged(base: Mapping[str, object], changes: Mapping[str, object], depth: int) -> Document:
    """Lay changes over a document, ``depth`` mappings deep; deeper ones are replaced whole."""
    result = dict(base)
    for key, value in changes.items():
        old = result.get(key)
        both = isinstance(old, dict) and isinstance(value, dict)
        result[key] = merged(old, value, depth - 1) if both and depth > 1 else value  # type: ignore[arg-type] # both are
    return result


def head_comment(text: str) -> str:
    """Return the comment lines that a document begins with."""
    match = re.match(r"(?:#.*\n)*", text)
    return match.group() if match else ""
