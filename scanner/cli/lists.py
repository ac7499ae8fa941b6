"""``handover recognizers`` and ``handover policy``."""

# Annotations are evaluated here: Typer reads the options from them.
from typing import TYPE_CHECKING

import typer

from scanner.cli.options import Language, OwnRecognizers, Policy, own_files
from scanner.cli.speech import echo, plainly

if TYPE_CHECKING:
    from collections.abc import Iterator

    from recognizers import Recognizer
    from scanner.classify.policy import Policy as PolicyInForce

_EXAMPLES = 3


def recognizers(
    lang: Language = "zh", policy: Policy = "cn45574", recognizers: OwnRecognizers = None
) -> None:
    """List every recognizer: entity, category, level, examples, source.

    Of your own, their file is told, and whether a sieve spares them most cells.

    列出全部识别器：种类、类别、级别、示例、来源。自有识别器列出其文件，以及是否先经筛选。

    示例 / Example:  handover recognizers --lang en
    """
    with plainly(lang):
        from recognizers import ALL
        from scanner import run

        in_force, own = run.policy_in_force(policy), own_files(recognizers)
        for recognizer in ALL:
            for line in _lines(recognizer, in_force, lang):
                echo(line)
        for source in own:
            for line in _lines_of_own(source, in_force, lang):
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

    title = recognizer.TITLE_ZH if language == "zh" else recognizer.TITLE
    yield _title(recognizer.ENTITY, title, policy, language)
    examples = word("cli.recognizer.join", language).join(recognizer.GENUINE[:_EXAMPLES])
    yield word("cli.recognizer.examples", language, examples=examples)
    yield word("cli.recognizer.source", language, source=recognizer.SOURCE)


def _lines_of_own(
    source: tuple[str, str], policy: "PolicyInForce", language: str
) -> "Iterator[str]":
    from scanner.detect.own.checking import LANGUAGE
    from scanner.detect.own.loading import asked
    from scanner.messages import word

    for one in asked((source,), LANGUAGE):
        for entity in one.entities:
            yield _title(entity, one.name, policy, language)
        yield word(f"cli.recognizer.{'sieved' if one.sieve else 'called'}", language)
        yield word("cli.recognizer.source", language, source=source[0])


def _title(entity: str, title: str, policy: "PolicyInForce", language: str) -> str:
    from scanner.messages import word

    treated = policy.entity(entity)
    return word(
        "cli.recognizer.title",
        language,
        entity=entity,
        title=title,
        code=treated.category,
        category=policy.categories[treated.category].name.in_(language),
        level=treated.level.name,
    )
