"""Write secret_rules.csv from the package ``detect-secrets`` (Apache-2.0, see NOTICE.md).

Run it where the package is installed; the product itself does not need it:

    pip install detect-secrets
    python -m recognizers.tables.make_secret_rules

Only its expressions are taken.  Its scanner keeps global settings, asks the issuers of keys
over the network whether a key works, and remembers secrets by an unsalted hash; its
expressions for passwords in programs take quadratic time on hostile text.
"""

from __future__ import annotations

import csv
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

# Issuers whose keys have a shape of their own: module and class of the package.
DETECTORS = {
    "aws": "AWSKeyDetector",
    "azure_storage_key": "AzureStorageKeyDetector",
    "discord": "DiscordBotTokenDetector",
    "github_token": "GitHubTokenDetector",
    "gitlab_token": "GitLabTokenDetector",
    "mailchimp": "MailchimpDetector",
    "openai": "OpenAIDetector",
    "private_key": "PrivateKeyDetector",
    "pypi_token": "PypiTokenDetector",
    "sendgrid": "SendGridDetector",
    "slack": "SlackDetector",
    "square_oauth": "SquareOAuthDetector",
    "stripe": "StripeDetector",
    "telegram_token": "TelegramBotTokenDetector",
    "twilio": "TwilioKeyDetector",
}
# Explicit classes, and no look-around: the same expression for every engine.
_PLAINER = {
    r"(?!\w)": "",
    r"\d": "0-9",
    r"\w": "0-9A-Za-z_",
    r"\/": "/",
    r"\\\-": r"\-",
    "9-_": "9_-",  # a hyphen amid a class is an error to RE2
    "{50,1024}": "{50,255}",  # more than RE2 counts
}
_GROUP = regex.compile(r"(?<!\\)[(](?![?])")


def rows(package: str = "detect_secrets") -> Iterator[tuple[str, str]]:
    """Yield (issuer, expression) in the package's order."""
    for module, name in DETECTORS.items():
        detector = getattr(import_module(f"{package}.plugins.{module}"), name)
        yield from ((module, expression) for expression in expressions(detector))


def expressions(detector: Any) -> Iterator[str]:
    """Yield what a detector looks for, without assignments around it."""
    for pattern in detector.denylist:
        if "://" not in pattern.pattern and "aws" not in pattern.pattern.lower():
            yield plainer(pattern.pattern)


def plainer(expression: str) -> str:
    """Write the classes of an expression out."""
    for short, long in _PLAINER.items():
        bracketed = f"[{long}]" if long.startswith("0") else long
        inside = _inside_classes(expression, short, long)
        expression = inside.replace(short, bracketed)
    return _GROUP.sub("(?:", expression)


def _inside_classes(expression: str, short: str, long: str) -> str:
    """Replace within [...], where a class must not open another."""
    parts = expression.split("[")
    return "[".join([parts[0], *(_within(part, short, long) for part in parts[1:])])


def _within(part: str, short: str, long: str) -> str:
    inside, closing, after = part.partition("]")
    return inside.replace(short, long) + closing + after


def main() -> None:
    """Write the table beside this module."""
    target = Path(__file__).with_name("secret_rules.csv")
    with target.open("w", encoding="utf-8", newline="") as table:
        writer = csv.writer(table, lineterminator="\n")
        writer.writerow(("issuer", "expression"))
        writer.writerows(rows())


if __name__ == "__main__":
    main()
