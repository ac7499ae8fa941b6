"""Hand-written public cases of what this package recognizes in text, and why some differ."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from scanner.detect import analyze

FOLDER = Path(__file__).parents[2] / "shared" / "eval" / "zh_pii" / "argus_redact_fixtures"
FILES = (
    *("email", "shared_imei", "shared_ip", "shared_mac", "shared_secrets", "shared_url_token"),
    "zh_social_account",
)
SECRET = {"ACCESS_KEY", "PASSWORD_IN_TEXT"}
ENTITIES = {
    "email": {"EMAIL_ADDRESS"},
    "ip_address": {"IP_ADDRESS"},
    "mac_address": {"MAC_ADDRESS"},
    "imei": {"IMEI"},
    "qq": {"CHAT_ACCOUNT"},
    "wechat": {"CHAT_ACCOUNT"},
}  # the other types are secrets
# Where we decide otherwise, and why.
REASONS = {
    "imei_standard": "its Luhn digit is wrong",
    "ipv4_standard": "an address of a private network tells nobody apart",
    "ipv4_max_octets": "the broadcast address is nobody's",
    "ipv6_collapsed": "the loopback address is nobody's",
    "ssh_unterminated_no_match": "a private key without its end is a secret all the same",
    "unicode_local_part_zh": "no provider gives out Han mailboxes; in text they are words before @",
}


def cases() -> list[dict[str, Any]]:
    """Return the cases of our entities; none where the set is absent."""
    if not FOLDER.exists():
        return []
    files = [json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8")) for name in FILES]
    return [
        case
        for content in files
        for case in (content if isinstance(content, list) else content["cases"])
    ]


@pytest.mark.skipif(not FOLDER.exists(), reason="needs ../shared/eval beside the checkout")
def test_public_cases_are_decided_as_their_authors_did_or_for_a_reason() -> None:
    different = set()
    for case in cases():
        wanted = ENTITIES.get(case["type"], SECRET)
        found = [r for r in analyze(case["input"]) if r.entity_type in wanted and r.score >= 0.5]
        if bool(found) is not case["should_match"]:
            different.add(case["id"])

    assert len(cases()) > 60
    assert different == set(REASONS)
