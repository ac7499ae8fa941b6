"""Write country_names.csv from the package ``phonenumbers`` (Apache-2.0, see NOTICE.md).

python -m recognizers.tables.make_country_names
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

from phonenumbers.geodata.locale import LOCALE_DATA

_LANGUAGES = ("zh", "en")


def content() -> str:
    """Return the table: what a country is called in Chinese and in English."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("alpha2", *_LANGUAGES))
    for code, names in sorted(LOCALE_DATA.items()):
        writer.writerow((code, *(_name(names, language) for language in _LANGUAGES)))
    return text.getvalue()


def _name(names: dict[str, str], language: str) -> str:
    name = names[language]
    return names[name[1:]] if name.startswith("*") else name  # "*aa": as in that language


if __name__ == "__main__":
    Path(__file__).with_name("country_names.csv").write_text(content(), encoding="utf-8")
