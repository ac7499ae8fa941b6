"""What a text is: JSON, XML, a log, source code ...; its content first, then its name."""

from __future__ import annotations

import re

_NAMES = {
    "json": "json",
    "jsonl": "jsonl",
    "ndjson": "jsonl",
    "xml": "xml",
    "html": "html",
    "htm": "html",
    "xhtml": "html",
    "yaml": "yaml",
    "yml": "yaml",
    "sql": "sql",
    "log": "log",
    "md": "markdown",
    "markdown": "markdown",
    "ini": "ini",
    "cfg": "ini",
    "conf": "ini",
    "properties": "properties",
    "eml": "mail",
    "mht": "mail",
    "mbox": "mail",
    "vcf": "vcard",
    "vcard": "vcard",
    **dict.fromkeys(
        "py js mjs ts jsx tsx java kt c h cc cpp hpp cs go rs rb php swift scala lua pl r sh bat"
        " ps1 css vue".split(),
        "code",
    ),
}
_START = (
    ("vcard", re.compile(r"BEGIN:VCARD\b", re.IGNORECASE)),
    ("xml", re.compile(r"<\?xml\b")),
    ("html", re.compile(r"<!doctype html|<html\b|<(?:head|body|table|meta)\b", re.IGNORECASE)),
    ("xml", re.compile(r"<!DOCTYPE\b|<[\w:.-]+(?:\s+[\w:.-]+\s*=\s*[\"']|\s*/?>)")),
    ("jsonl", re.compile(r"[{\[][^\n]*[}\]]\r?\n[{\[]")),
    ("json", re.compile(r"\{\s*[\"}]|\[\s*(?:[{\[\]\"]|-?\d[\d.]*\s*[,\]]|true|false|null)")),
)
_LOG_LEVELS = "TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL"
_LINES = (  # and how many such lines it takes
    ("mail", re.compile(r"^(?:Received|Return-Path|MIME-Version|Message-ID): ", re.MULTILINE), 2),
    (
        "sql",
        re.compile(
            r"^[ \t]*(?:INSERT INTO|CREATE TABLE|SELECT\b.+\bFROM|COPY\b.+\bFROM stdin)\b",
            re.MULTILINE | re.IGNORECASE,
        ),
        1,
    ),
    (
        "log",
        re.compile(
            rf"^\W?\d{{4}}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d.*\b(?:{_LOG_LEVELS})\b", re.MULTILINE
        ),
        2,
    ),
    ("log", re.compile(r"^\S+ \S+ \S+ \[\d\d/\w{3}/\d{4}:", re.MULTILINE), 2),
    ("ini", re.compile(r"^\[[^\]\n]+\][ \t]*\r?\n[ \t]*[\w.-]+[ \t]*=", re.MULTILINE), 1),
)
_ALIKE = {"json": ("jsonl",), "jsonl": ("json",), "xml": ("html",)}  # then the name decides
_STRUCTURED = frozenset(("xml", "html", "json", "jsonl", "sql", "mail", "vcard"))
_ENCODED_PART = re.compile(
    r"^Content-Transfer-Encoding:\s*(?:base64|quoted-printable)"
    r"|^begin(?:-base64)? [0-7]{3,4} [^\n]+\n[!-`\w+/]{5}",  # uuencode
    re.MULTILINE | re.IGNORECASE,
)


def genre(text: str, extension: str) -> str:
    """Name the kind of text that begins with ``text``."""
    begin = text.lstrip("\ufeff \t\r\n")
    by_name = _NAMES.get(extension, "")
    for name, pattern in _START:
        if pattern.match(begin):
            return by_name if by_name in _ALIKE.get(name, ()) else name
    for name, pattern, times in _LINES:
        if len(pattern.findall(text)) >= times:
            return "code" if by_name == "code" else name
    return by_name or "text"


def is_structured(name: str) -> bool:
    """Tell whether this kind of text is no table, whatever its name or commas say."""
    return name in _STRUCTURED


def has_encoded_parts(text: str) -> bool:
    """Tell whether a text carries parts in base64, quoted-printable or uuencode."""
    return bool(_ENCODED_PART.search(text))
