"""``handover recognizers`` and ``handover policy``."""

# Annotations are evaluated here: Typer reads the options from them.
from typing import TYPE_CHECKING

import typer

from scanner.cli.options import Language, Policy
from scanner.cli.speech import echo, plainly

if TYPE_CHECKING:
    from collections.abc import Iterator

    from recognizers import Recognizer
    from scanner.classify.policy import Policy as PolicyInForce

_EXAMPLES = 3


def recognizers(lang: Language = "zh", policy: Policy = "cn45574") -> None:
    """List every recognizer: entity, category, level, examples, source.

    列出全部识别器：种类、类别、级别、示例、来源。

    示例 / Example:  handover recognizers --lang en
    """
    with plainly(lang):
        from recognizers import ALL
        from scanner import run

        in_force = run.policy_in_force(policy)
        for recognizer in ALL:
            for line in _lines(recognizer, in_force, lang):
                echo(line)


def policy(policy: Policy = "cn45574", lang: Language = "zh") -> None:
    """Print the policy in force as YAML, ready to copy, change and give to --policy.

    输出生效的定级策略（YAML），可复制后修改，再用 --policy 指定。

    示例 / Example:  handover policy > mine.yaml && handover scan DIR --policy mine.yaml
    """
    with plainly(lang):
        from scanner import run

        typer.echo(run.policy_in_force(policy).as_yaml(), nl=False)


def _lines(
    recognizer: "type[Recognizer]", policy: "PolicyInForce", language: str
) -> "Iterator[str]":
    from scanner.messages import word

    treated = policy.entity(recognizer.ENTITY)
    category = policy.categories[treated.category].name
    title = recognizer.TITLE_ZH if language == "zh" else recognizer.TITLE
    yield word(
        "cli.recognizer.title",
        language,
        entity=recognizer.ENTITY,
        title=title,
        code=treated.category,
        category=category.zh if language == "zh" else category.en,
        level=treated.level.name,
    )
    examples = word("cli.recognizer.join", language).join(recognizer.GENUINE[:_EXAMPLES])
    yield word("cli.recognizer.examples", language, examples=examples)
    yield word("cli.recognizer.source", language, source=recognizer.SOURCE)
