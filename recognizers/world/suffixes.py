"""Public suffixes of domain names, from the list that tldextract ships; never from the net.

Importing this module also keeps tldextract's own extractor, which Presidio's e-mail
recognizer uses, from fetching a list when it is first asked.
"""

from __future__ import annotations

from functools import lru_cache

import tldextract

_EXTRACT = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
tldextract.tldextract.TLD_EXTRACTOR.suffix_list_urls = ()


@lru_cache(maxsize=1 << 16)
def is_registrable(domain: bytes) -> bool:
    """Tell whether a domain is a name below a public suffix."""
    parts = _EXTRACT.extract_str(domain.decode("ascii", "replace"))
    return bool(parts.domain and parts.suffix)
