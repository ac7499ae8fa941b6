"""A policy written as YAML, so that it reads like the shipped ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from scanner.classify.articles import Article, Text
from scanner.model import Level

if TYPE_CHECKING:
    from collections.abc import Mapping

_WIDTH = 100
_SHORT = 70  # characters of a text that stays on one line


class _Line(dict[str, object]):
    """A mapping to be written on one line."""


class _Words(list[object]):
    """A list to be written on one line."""


class _Dumper(yaml.SafeDumper):
    """Knows which mappings and lists to keep on one line."""

    def ignore_aliases(self, data: Any) -> bool:
        """Write everything out: our own loader refuses aliases."""
        del data
        return True


_Dumper.add_representer(
    _Line, lambda out, data: out.represent_mapping("tag:yaml.org,2002:map", data, flow_style=True)
)
_Dumper.add_representer(
    _Words, lambda out, data: out.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=True)
)


def as_yaml(article: Article) -> str:
    """Return an article as a YAML document."""
    return yaml.dump(
        _plain(article), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH
    )


def _plain(value: object) -> object:
    """Return what the loader would have read."""
    if isinstance(value, Text):
        fields = dict(value)
        return _Line(fields) if len(value.zh + value.en) < _SHORT else fields
    if isinstance(value, Article):
        return _mapping({name: part for name, part in value if name in value.model_fields_set})
    if isinstance(value, dict):
        return _mapping(value)
    if isinstance(value, tuple):
        items = [_plain(item) for item in value]
        return _Words(items) if not any(isinstance(item, dict) for item in items) else items
    return value.name if isinstance(value, Level) else str(value)


def _mapping(entries: Mapping[object, object]) -> dict[object, object]:
    return {_plain(key): _plain(value) for key, value in entries.items()}
