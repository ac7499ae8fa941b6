"""The public evaluation sets beside the repository, in one vocabulary.

They are not part of the product: where they are absent, nothing is measured.
"""

from __future__ import annotations

import importlib.util
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).parents[2] / "shared" / "eval"

TEXT_SETS = ("argus_bench", "argus_fixtures")
FULLY_LABELLED = ("argus_bench",)  # the other names one kind a text: precision means nothing
COLUMN_SETS = ("crosswoz", "im_tqa", "datahub", "piicatcher")
NEGATIVE_TABLES = {"fp_zh_tables": "zh_tables", "fp_tables": "tables"}
NEGATIVE_TEXTS = "zh_text"

# What we call by several names and they by one.
KINDS = {
    "PHONE": (
        "CN_MOBILE",
        "CN_LANDLINE",
        "PHONE_NUMBER",
        "PHONE_IN_TEXT",
        "HK_PHONE",
        "MO_PHONE",
        "TW_PHONE",
    ),
    "ID": (
        *("CN_RESIDENT_ID", "CN_RESIDENT_ID_15", "CN_HKMT_RESIDENCE_PERMIT", "CN_FOREIGN_PR_ID"),
        *("HK_ID", "MO_ID", "TW_NATIONAL_ID", "CN_SOCIAL_SECURITY_NO", "CN_SS_CARD_NO"),
        *("CN_MEDICAL_INSURANCE_NO", "CN_TAXPAYER_ID_20", "CN_RESIDENT_ID_DAMAGED", "US_SSN"),
    ),
    "BANK_CARD": ("CN_BANK_CARD", "CREDIT_CARD"),
    "PERSON": ("PERSON_NAME_ZH", "PERSON", "LEGAL_REP_NAME"),
    "ADDRESS": ("CN_ADDRESS_FULL", "CN_ADDRESS_COARSE"),
    "EMAIL": ("EMAIL_ADDRESS",),
    "IP": ("IP_ADDRESS",),
    "MAC": ("MAC_ADDRESS",),
    "IBAN": ("IBAN_CODE",),
    "USCC": ("CN_USCC",),
    "PASSPORT": ("CN_PASSPORT",),
    "PLATE": ("CN_PLATE",),
    "GENDER": ("GENDER",),
    "AGE": ("AGE",),
    "DATE_OF_BIRTH": ("DOB", "DOB_IN_TEXT"),
    "VIN": ("VIN",),
    "CVC": ("CVV_TRACK_PIN", "PASSWORD_OR_SECRET"),
}
IN_TEXT = (
    *("PHONE", "ID", "BANK_CARD", "EMAIL", "IP", "MAC", "IBAN", "USCC", "PASSPORT", "PLATE"),
)  # without a header
_KIND_OF = {entity: kind for kind, entities in KINDS.items() for entity in entities}
_MORE_LABELS = {"credit_code": "USCC", "mac": "MAC", "mac_address": "MAC", "iban": "IBAN"}


class Column(NamedTuple):
    """A column of a public table and what it is known to hold."""

    table: str
    name: str
    kind: str  # one of KINDS, or ""
    cells: list[str]


def is_there() -> bool:
    """Tell whether the sets can be read here."""
    return (FOLDER / "loaders.py").exists()


def kind_of(entity: str) -> str:
    """Return the common name of an entity of ours."""
    return _KIND_OF.get(entity, entity)


def texts(which: str) -> Iterator[tuple[str, list[tuple[int, int, str]]]]:
    """Yield (text, [(start, end, kind)]) of a set; kinds outside ``KINDS`` as they are named."""
    loaders = _loaders()
    for text, spans in getattr(loaders, which)():
        yield text, [(start, end, _kind(which, label)) for start, end, label in spans]


def must_not_match() -> Iterator[tuple[str, str]]:
    """Yield (kind, text): look-alikes that are none of their kind."""
    for label, text in _loaders().argus_negatives():
        yield _kind("argus_fixtures", label), text


def columns(which: str) -> Iterator[Column]:
    """Yield the columns of a set."""
    for table, name, kind, cells in getattr(_loaders(), f"{which}_columns")():
        yield Column(str(table), name, kind, cells)


def is_measured(which: str, path: str) -> bool:
    """Tell whether a file of a set without personal data belongs to it: no licence, no readme."""
    kind = NEGATIVE_TABLES.get(which, NEGATIVE_TEXTS)
    names = {Path(each) for each in _loaders().negative_files(kind)}
    return FOLDER / which / path in names


def headers_in(which: str) -> Iterator[list[str]]:
    """Yield the first line of every table without personal data, cut at its commas."""
    for path in _loaders().negative_files(NEGATIVE_TABLES[which]):
        if path.endswith((".csv", ".txt")):
            with open(path, encoding="utf-8", errors="replace") as lines:
                yield next(lines, "").split(",")


def by_table(found: list[Column]) -> dict[str, list[Column]]:
    """Group columns by their table."""
    tables = defaultdict(list)
    for column in found:
        tables[column.table].append(column)
    return dict(tables)


def _kind(which: str, label: str) -> str:
    kind = _loaders().norm(which, label) or _MORE_LABELS.get(label)
    return kind or str(label)


@cache
def _loaders() -> Any:
    spec = importlib.util.spec_from_file_location("loaders", FOLDER / "loaders.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
