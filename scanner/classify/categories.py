"""Write docs/categories.md: how information of each category of the law can be found.

Run it after a change of recognizers or of the policy, in a checkout:

    python -m scanner.classify.categories
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from scanner.classify.policy import PROFILES, Policy, load, shipped

if TYPE_CHECKING:
    from recognizers import Recognizer

DOCUMENT = Path(__file__).parents[2] / "docs" / "categories.md"
_SHOWN_HEADERS = 3

_HEAD = """\
# Which categories of the law are found, and how

*Pattern*: the value itself tells, by its shape, its check and the words around it, in columns and
in text. *Column name*: the value means something only under a name that announces it, and has
the shape that goes with it. Levels are those of the policy `{policy}`.

Written by `python -m scanner.classify.categories`; a test holds it to the code.

| category | 名称 | name | entities, and how each is found |
| --- | --- | --- | --- |
"""


def document() -> str:
    """Return the whole document, one row a category in the policy's order."""
    policy = load(shipped(PROFILES[0]), PROFILES[0])
    found = by_category(policy)
    rows = (
        f"| {code} | {article.name.zh} | {article.name.en} | "
        f"{'<br>'.join(_ways(policy, one) for one in found[code])} |\n"
        for code, article in policy.categories.items()
    )
    return _HEAD.format(policy=policy.name) + "".join(rows)


def by_category(policy: Policy) -> dict[str, list[type[Recognizer]]]:
    """Return the recognizers of each category; an entity of two is in both."""
    from recognizers import ALL

    found: dict[str, list[type[Recognizer]]] = defaultdict(list)
    for recognizer in ALL:
        treated = policy.entity(recognizer.ENTITY)
        for code in (treated.category, *treated.also):
            found[code].append(recognizer)
    return found


def _ways(policy: Policy, recognizer: type[Recognizer]) -> str:
    from recognizers import HeaderRecognizer

    entity = f"`{recognizer.ENTITY}` {policy.entity(recognizer.ENTITY).level.name}"
    if issubclass(recognizer, HeaderRecognizer):
        return f"{entity}: column name ({', '.join(recognizer.HEADERS[:_SHOWN_HEADERS])} ...)"
    return f"{entity}: pattern{f', {recognizer.CHECK}' if recognizer.CHECK else ''}"


if __name__ == "__main__":
    DOCUMENT.write_text(document(), encoding="utf-8")
