"""The YAML file that says what a night does; checked in full before anything runs."""

from __future__ import annotations

import os
from datetime import time
from pathlib import Path  # noqa: TC003 - pydantic reads the annotations
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from scanner.errors import Misused

_LIMIT = 1 << 20  # bytes; orders are written by people
_CLOCK = r"^([01]?\d|2[0-3]):[0-5]\d$"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Secret(_Strict):
    """Where a secret is: never in the orders themselves."""

    env: str = ""  # name of a variable
    file: Path | None = None  # that only its owner may read

    def read(self) -> str:
        """Return the secret.

        Raises:
            Misused: It is not there, or others may read it.
        """
        if self.file is None:
            if self.env not in os.environ:
                raise Misused("nightly.secret_unset", name=self.env)
            return os.environ[self.env]
        try:
            if os.name == "posix" and os.stat(self.file).st_mode & 0o077:
                raise Misused("nightly.secret_exposed", path=str(self.file))
            return self.file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            raise Misused("nightly.secret_unreadable", path=str(self.file)) from None


class Mail(_Strict):
    """A summary by SMTP, always encrypted on the way."""

    host: str
    port: int = Field(465, ge=1, le=65535)
    security: Literal["tls", "starttls"] = "tls"
    sender: str = Field(alias="from")
    to: Annotated[list[str], Field(min_length=1)]
    user: str = ""
    password: Secret | None = None

    @field_validator("sender", "to")
    @classmethod
    def _one_line(cls, value: str | list[str]) -> str | list[str]:
        """Refuse what would write headers of its own."""
        text = value if isinstance(value, str) else "".join(value)
        if set(text) & set("\r\n"):
            raise ValueError
        return value


class Webhook(_Strict):
    """A summary to a group chat, or to a program as plain JSON."""

    kind: Literal["wecom", "dingtalk", "feishu", "json"]
    url: Secret  # whoever has it may post: a secret
    sign: Secret | None = None  # DingTalk's and Feishu's


class Orders(_Strict):
    """What a night does."""

    roots: Annotated[list[Path], Field(min_length=1)]
    out: Path
    state: Path | None = None
    policy: str = "cn45574"
    deal: str = ""
    regions: list[str] = []
    recognizers: list[Path] = []
    language: Literal["zh", "en"] = "zh"
    workers: int | None = Field(None, ge=1)
    include: list[str] = []
    exclude: list[str] = []
    formats: list[Literal["xlsx", "csv", "json"]] = ["xlsx", "csv", "json"]
    keep: int = Field(14, ge=1)  # nights of reports
    stop_at: str | None = Field(None, pattern=_CLOCK)  # local time
    max_mb_per_second: float = Field(0, ge=0)
    verify_content: bool = False
    log: Path | None = None  # beside the state unless told
    mail: Mail | None = None
    webhook: Webhook | None = None

    @property
    def stop_clock(self) -> time | None:
        """Return the time of day to stop at."""
        return time.fromisoformat(self.stop_at.zfill(5)) if self.stop_at else None


def load(path: Path) -> Orders:
    """Read the orders of a night.

    Raises:
        Misused: They cannot be read, or each mistake with its place; never with its value.
    """
    try:
        with open(path, "rb") as stream:
            data = yaml.safe_load(stream.read(_LIMIT))
    except OSError:
        raise Misused("nightly.unreadable", path=str(path)) from None
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError):
        raise Misused("nightly.no_yaml", path=str(path)) from None
    try:
        return Orders.model_validate(data)
    except ValidationError as problems:
        told = problems.errors(include_url=False, include_input=False, include_context=False)
        found = {"extra_forbidden": "", "missing": "", "wrong": ""}
        for one in told:
            kind = one["type"] if one["type"] in found else "wrong"
            found[kind] = ", ".join(filter(None, (found[kind], _place(one["loc"]))))
        unknown, missing, wrong = (text or "-" for text in found.values())
        args = {"unknown": unknown, "missing": missing, "wrong": wrong}
        raise Misused("nightly.mistakes", path=str(path), **args) from None


def _place(keys: tuple[int | str, ...]) -> str:
    return ".".join(map(str, keys)) or "-"
