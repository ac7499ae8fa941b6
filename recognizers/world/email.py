"""E-mail address (电子邮箱).

Mailbox and host name in ASCII; Chinese text may touch it on both sides.  The host must
lie in a domain that the Public Suffix List lets people register, so ``icon@2x.png`` is
none.  The list is the one that comes with tldextract: nothing is ever fetched.

Source: RFC 5321, RFC 1035; https://publicsuffix.org
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import regex
from numpy.lib.stride_tricks import sliding_window_view
from presidio_analyzer import Pattern

from recognizers.base import ProvenRecognizer
from recognizers.world.suffixes import is_registrable

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from recognizers.arrays import Bytes, Mask, Scores

AT = ord("@")
ROLE = -0.1  # a mailbox of an office, maybe nobody's own

# By what stands before the "@".
ROLES = tuple(
    "abuse accounts admin billing business careers contact contactus customer customerservice cs"
    " enquiries enquiry feedback finance hello help helpdesk hostmaster hr info inquiry investor"
    " invoice ir it job jobs kefu legal mail mailer-daemon marketing media newsletter no-reply"
    " no_reply noreply notice notification office orders postmaster pr press privacy procurement"
    " recruit recruitment reply root sales security service services shop sos staff subscribe"
    " support system team tech test webmaster xiaoshou zhaopin".split(),
)
_LONGEST_ROLE = 16  # signs; two words of eight bytes

_LONGEST_MAILBOX = 64  # signs, RFC 5321, 4.5.3.1.1
_BLOCK = 1 << 15  # rows that a processor's cache holds

# An address begins at the first sign of a run that could be one: "-zhang" begins at z, and
# " .zhang" is none.
# The lazy look back and the bounds keep the search linear in the length of any text.
_START = r"(?<![0-9A-Za-z_][._+-]*?)(?<!(?<![^ \t\r\n])\.)"
_MAILBOX = r"[0-9A-Za-z_](?:\.?[0-9A-Za-z_+-]){0,63}"  # a point, never two, nor at an end
_LABEL = "[0-9A-Za-z](?:[0-9A-Za-z-]{0,61}[0-9A-Za-z])?"
_TOP = "(?:[Xx][Nn]--[0-9A-Za-z-]{0,58}[0-9A-Za-z]|[A-Za-z]{2,63})"
_END = "(?![0-9A-Za-z])"
_AT = regex.compile(r"[#(\[]at[#)\]]")


class EmailAddressRecognizer(ProvenRecognizer):
    """Recognize e-mail addresses by shape and registered suffix."""

    ENTITY = "EMAIL_ADDRESS"
    TITLE = "E-mail address"
    TITLE_ZH = "电子邮箱地址"
    COUNTRY_CODE = None
    SOURCE = "RFC 5321; https://publicsuffix.org"
    PLAIN = rf"{_MAILBOX}@(?:{_LABEL}\.){{1,9}}{_TOP}"
    PLAIN_SCORE = 0.6
    # Narrower than PLAIN: at most 281 signs, so that an array of them stays narrow.
    WHOLE = (
        rf"{_MAILBOX}@(?:[0-9A-Za-z](?:[0-9A-Za-z-]{{0,28}}[0-9A-Za-z])?\.){{1,4}}[A-Za-z]{{2,24}}"
    )
    # As people write it who do not want to be found: zhang#at#example.com.
    VARIANTS = (("at", rf"{_MAILBOX}[#(\[][Aa][Tt][#)\]](?:{_LABEL}\.){{1,9}}{_TOP}", 0.5),)
    SIEVE = (
        (b"@", "[0-9A-Za-z._+-]@[0-9A-Za-z]"),
        (b"#", "[0-9A-Za-z._+-]#[Aa][Tt]#[0-9A-Za-z]"),
        (b"(", r"[0-9A-Za-z._+-]\([Aa][Tt]\)[0-9A-Za-z]"),
        (b"[", r"[0-9A-Za-z._+-]\[[Aa][Tt]\][0-9A-Za-z]"),
    )
    CONTEXT = (
        *("邮箱", "电邮", "邮件", "信箱", "联系方式", "email", "e-mail", "mail", "mailbox"),
        *("contact", "cc", "bcc", "from", "to"),
    )
    GENUINE = (
        "zhangwei@example.com",
        "Zhang.Wei@Example.COM",
        "zhang_wei-01+news@mail.example.com.cn",
        "13800138000@163.com",
        "10001@qq.com",
        "wang@xn--fiqs8s.cn",
        "wang@a-b--c.example.co.uk",
        "zhangwei#at#example.com",
        "zhangwei[at]example.com",
    )
    IMPOSTORS = (
        "icon@2x.png",
        "lodash@4.17.21",
        "zhangwei@localhost",
        "zhangwei@example",
        "zhangwei@example.invalid",
        "zhangwei@com.cn",  # a suffix alone
        "root@10.0.0.1",
        "@zhangwei.com",
        "zhangwei@-example",
        "zhang..wei@example.com",
        "zhangwei.@example.com",
        "zhangwei@\nexample.com",
    )
    CHECK = "public suffix"
    CHANCE = 0.3  # of short made-up endings; two letters often are a country
    SHOWN = 1

    @classmethod
    def written_forms(cls) -> list[Pattern]:
        """Return fresh patterns, with the boundaries of an address."""
        forms = (("plain", cls.PLAIN, cls.PLAIN_SCORE), *cls.VARIANTS)
        return [Pattern(name, f"{_START}(?:{form}){_END}", score) for name, form, score in forms]

    def compact(self, text: str) -> str:
        """Return the address in lower case."""
        return _AT.sub("@", text.lower())

    def whole(self, texts: Bytes) -> Bytes:
        """Return addresses in lower case."""
        capital = (texts - np.uint8(ord("A"))) < 26  # noqa: PLR2004 -- letters
        return texts | (capital.view(np.uint8) << np.uint8(5))

    def passes(self, values: Bytes) -> Mask:
        """Tell which hosts lie in a domain that somebody can have registered."""
        good = np.zeros(len(values), np.bool_)
        for start in range(0, len(values), _BLOCK):
            block = values[start : start + _BLOCK]
            good[start : start + _BLOCK] = _are_registrable(_hosts(block))
        good &= _mailbox_ends(values) <= _LONGEST_MAILBOX
        return good

    def bonus(self, values: Bytes) -> Scores:
        """Take a little from the mailboxes of offices."""
        ends = _mailbox_ends(values)
        rows = np.flatnonzero((ends > 0) & (ends <= _LONGEST_ROLE))
        width = min(_LONGEST_ROLE, values.shape[1])
        names = np.zeros((len(rows), _LONGEST_ROLE), np.uint8)
        names[:, :width] = values[rows, :width]
        names *= np.arange(_LONGEST_ROLE) < ends[rows, None]
        bonus = np.zeros(len(values))
        bonus[rows[_are_roles(names.view(np.uint64))]] = ROLE
        return bonus

    def mask(self, value: str) -> str:
        """Return the first sign of a longer mailbox; a host may name a person, too."""
        mailbox, _, _ = value.partition("@")
        return f"{mailbox[: self.SHOWN] if len(mailbox) > 2 * self.SHOWN else ''}***@***"


def _mailbox_ends(values: Bytes) -> NDArray[np.int64]:
    """Return where the "@" is; 0 where there is none or no mailbox before it."""
    ends: NDArray[np.int64] = (values == AT).argmax(axis=1)
    return ends


def _hosts(values: Bytes) -> Bytes:
    """Return what follows the "@", zero-padded to whole words of eight bytes."""
    count, width = values.shape
    wide = -(-width // 8) * 8
    ends = _mailbox_ends(values)
    flat = np.concatenate([values.ravel(), np.zeros(wide + 1, np.uint8)])
    hosts: Bytes = sliding_window_view(flat, wide)[np.arange(count) * width + ends + 1]
    hosts *= np.arange(wide) < (width - ends - 1)[:, None]  # not into the next row
    hosts[ends == 0] = 0
    return hosts


def _are_registrable(hosts: Bytes) -> Mask:
    """Judge every distinct host once."""
    words = hosts.view(np.uint64)
    hashes = _hashes(words)
    order = np.argsort(hashes)
    opens = np.concatenate(([True], np.diff(hashes[order]) != 0))[: len(order)]
    first = order[opens]
    which = np.empty(len(order), np.intp)
    which[order] = np.cumsum(opens) - 1
    good: Mask = _judged(hosts[first])[which]
    other = np.flatnonzero((words != words[first[which]]).any(axis=1))  # two hosts, one hash
    good[other] = _judged(hosts[other])
    return good


def _judged(hosts: Bytes) -> Mask:
    return np.array([is_registrable(host.tobytes().rstrip(b"\0")) for host in hosts], np.bool_)


def _are_roles(names: NDArray[np.uint64]) -> Mask:
    """Tell which mailboxes, as (n, 2) words, are those of offices."""
    hashes, roles = _roles()
    nearest = np.searchsorted(hashes, _hashes(names)).clip(max=len(roles) - 1)
    same: Mask = (names == roles[nearest]).all(axis=1)
    return same


@cache
def _roles() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Return the hashes of ``ROLES``, in order, and the mailboxes as (n, 2) words."""
    packed = np.array([role.encode() for role in ROLES], f"S{_LONGEST_ROLE}")
    words = packed.view(np.uint64).reshape(-1, 2)
    hashes = _hashes(words)
    order = np.argsort(hashes)
    return hashes[order], words[order]


def _hashes(words: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return one number a row; equal rows have equal ones."""
    weights = np.cumprod(np.full(words.shape[1], 0x9E3779B97F4A7C15, np.uint64))
    hashes: NDArray[np.uint64] = np.matmul(words, weights, dtype=np.uint64)
    return hashes
