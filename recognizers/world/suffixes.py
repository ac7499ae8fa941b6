"""Public suffixes of domain names, from the list that tldextract ships; never from the net.

Usual names are looked up here, by its rules: to load tldextract and what it fetches lists with
takes longer than to scan a table.  Importing this module also keeps its own extractor, which
Presidio's e-mail recognizer uses, from fetching a list when it is first asked.
"""

from __future__ import annotations

import os
import re
import sys
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tldextract import TLDExtract

os.environ["TLDEXTRACT_PUBLIC_SUFFIX_LIST_URLS"] = ""  # where to fetch from: nowhere
if "tldextract" in sys.modules:  # it has asked already
    sys.modules["tldextract"].tldextract.TLD_EXTRACTOR.suffix_list_urls = ()

_LIST = ".tld_set_snapshot"
_PRIVATE = "// ===BEGIN PRIVATE DOMAINS==="  # below it: where companies let rooms, as blogspot.com
# Written alike by all; no address (10.0.0.1) and no label of another alphabet (xn--...).
_USUAL = re.compile(r"(?!.*xn--)[0-9a-z-]+(?:\.[0-9a-z-]+)*\.[a-z][0-9a-z-]*")
_ANY, _EXCEPT = "*", "!"  # of the list: any label but

# Labels from the right, each with those that may stand before it; "" with one that may be last.
_Labels = dict[str, Any]


@lru_cache(maxsize=1 << 16)
def is_registrable(domain: bytes) -> bool:
    """Tell whether a domain is a name below a public suffix."""
    name = domain.decode("ascii", "replace")
    if _USUAL.fullmatch(lowered := name.lower()):
        labels = lowered.split(".")
        return 0 < _suffix_labels(labels) < len(labels)
    parts = _extract().extract_str(name)
    return bool(parts.domain and parts.suffix)


def _suffix_labels(labels: list[str]) -> int:
    """Return how many labels are the public suffix; none if there is no such suffix."""
    node, found = _suffixes(), 0
    for count, label in enumerate(reversed(labels), 1):
        if label not in node:
            if _ANY in node:
                return count - (_EXCEPT + label in node)
            break
        node = node[label]
        found = count if "" in node else found
    return found


@cache
def _suffixes() -> _Labels:
    spec = find_spec("tldextract")
    if not spec or not spec.submodule_search_locations:
        raise ModuleNotFoundError(name="tldextract")
    text = Path(spec.submodule_search_locations[0], _LIST).read_text("utf-8")
    suffixes: _Labels = {}
    for line in text.partition(_PRIVATE)[0].splitlines():
        if line and not line.startswith("//"):
            node = suffixes
            for label in reversed(line.split()[0].split(".")):
                node = node.setdefault(label, {})
            node[""] = {}
    return suffixes


@cache
def _extract() -> TLDExtract:
    import tldextract  # takes long to load

    return tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
