"""E-mail address (电子邮箱).

Mailbox and host name in ASCII; Chinese text may touch it on both sides.  The host must
lie in a domain that the Public Suffix List lets people register, so ``icon@2x.png`` is
none.  The list is the one that comes with tldextract: nothing is ever fetched.

Source: RFC 5321, RFC 1035; https://publicsuffix.org
"""

from __future__ import annotations

from functools import cache, reduce
from typing import TYPE_CHECKING

import numpy as np
import regex

from recognizers import words
from recognizers.base import PATIENCE, ProvenRecognizer
from recognizers.compiled import compiled
from recognizers.forms import Form
from recognizers.grouping import grouped
from recognizers.world.emails_amid import SIGNS, emails_amid
from recognizers.world.plain_email import plain_emails
from recognizers.world.suffixes import is_registrable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from presidio_analyzer import Pattern

    from recognizers.arrays import Bytes, Mask, Scores
    from recognizers.base import Spans
    from recognizers.grouping import Ints

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
_LONGEST_ROLE = 16  # signs

_LONGEST_MAILBOX = 64  # signs, RFC 5321, 4.5.3.1.1

# An address begins at the first sign of a run that could be one: "-zhang" begins at z, and
# " .zhang" is none.
# The lazy look back and the bounds keep the search linear in the length of any text.
_START = r"(?<![0-9A-Za-z_][._+-]*?)(?<!(?<![^ \t\r\n])\.)"
_MAILBOX = r"[0-9A-Za-z_](?:\.?[0-9A-Za-z_+-]){0,63}"  # a point, never two, nor at an end
_LABEL = "[0-9A-Za-z](?:[0-9A-Za-z-]{0,61}[0-9A-Za-z])?"
_TOP = "(?:[Xx][Nn]--[0-9A-Za-z-]{0,58}[0-9A-Za-z]|[A-Za-z]{2,63})"
_END = "(?![0-9A-Za-z])"
_AT = regex.compile(r"[#(\[]at[#)\]]")
# In a long text only what stands around these marks is searched: all signs that the forms take.
_MARK = regex.compile(r"@|[#(\[][Aa][Tt][#)\]]")
_NO_SIGN = regex.compile(r"[^0-9A-Za-z_.+\-@#()\[\]]")


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
    HAS_HOST = True
    # As people write it who do not want to be found: zhang#at#example.com.
    VARIANTS = (("at", rf"{_MAILBOX}[#(\[][Aa][Tt][#)\]](?:{_LABEL}\.){{1,9}}{_TOP}", 0.5),)
    SIEVE = (
        ("@", "[0-9A-Za-z._+-]@[0-9A-Za-z]"),
        ("#", r"[0-9A-Za-z._+-]#[Aa][Tt][#)\]][0-9A-Za-z]"),
        ("(", r"[0-9A-Za-z._+-]\([Aa][Tt][#)\]][0-9A-Za-z]"),
        ("[", r"[0-9A-Za-z._+-]\[[Aa][Tt][#)\]][0-9A-Za-z]"),
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
        return [Form(name, f"{_START}(?:{form}){_END}", score) for name, form, score in forms]

    def spans(self, folded: str) -> list[tuple[int, int, str, float]]:
        """Return the same as for any text, where marks are."""
        around = [*_around_marks(folded)]
        return [
            (*match.span(), name, score)
            for name, compiled, score in self._compiled
            for start, stop in around
            for match in compiled.finditer(folded, start, stop, timeout=PATIENCE)
        ]

    def compact(self, text: str) -> str:
        """Return the address in lower case."""
        return _AT.sub("@", text.lower())

    def surely_whole(self, content: Bytes, bounds: Ints) -> Mask:
        """Tell which are plainly an address."""
        return plain_emails(content, bounds)

    def surely_amid(self, content: Bytes, starts: Ints, stops: Ints) -> tuple[Spans, Mask]:
        """Return what is plainly an address amid texts."""
        return emails_amid(content, starts, stops)

    def whole(self, texts: Bytes) -> Bytes:
        """Return addresses in lower case."""
        return _lowered(texts)

    def passes(self, values: Bytes) -> Mask:
        """Tell which hosts lie in a domain that somebody can have registered."""
        flat = np.ascontiguousarray(values).ravel()
        starts, stops = _hosts(flat, len(values), values.shape[1])
        first, which = grouped(flat, starts, stops)
        hosts = [flat[starts[row] : stops[row]].tobytes() for row in first.tolist()]
        good = np.array([is_registrable(host) for host in hosts], np.bool_)
        return _registrable(good, which, starts, values.shape[1])

    def bonus(self, values: Bytes) -> Scores:
        """Take a little from the mailboxes of offices."""
        return np.where(_are_roles(values, *_roles()), ROLE, 0.0)

    def mask(self, value: str) -> str:
        """Return the first sign of a longer mailbox; a host may name a person, too."""
        mailbox, _, _ = value.partition("@")
        return f"{mailbox[: self.SHOWN] if len(mailbox) > 2 * self.SHOWN else ''}***@***"


def _around_marks(text: str) -> Iterator[tuple[int, int]]:
    """Yield where runs of our signs with a mark in them begin, one sign before, and end."""
    stop = 0
    for mark in _MARK.finditer(text):
        if mark.start() < stop:
            continue
        start = stop + len(text[stop : mark.start()].rstrip(SIGNS))
        after = _NO_SIGN.search(text, mark.end())
        stop = after.start() if after else len(text)
        yield max(0, start - 1), stop


@compiled
def _lowered(texts: Bytes) -> Bytes:
    lowered = texts.copy()
    flat = lowered.ravel()
    for place in range(len(flat)):
        sign = flat[place]
        flat[place] = sign | np.uint8(0x20) if ord("A") <= sign <= ord("Z") else sign
    return lowered


@compiled
def _hosts(flat: Bytes, count: int, width: int) -> tuple[Ints, Ints]:
    """Return where hosts begin and end; nowhere if there is no "@" with a mailbox before it."""
    starts, stops = np.zeros(count, np.int64), np.zeros(count, np.int64)
    for row in range(count):
        begin, end = row * width, (row + 1) * width
        place = words.found(flat, begin, end, AT)
        if begin < place < end:
            starts[row], stops[row] = place + 1, words.found(flat, place + 1, end, 0)
    return starts, stops


@compiled
def _registrable(
    good: Mask, which: NDArray[np.int64], starts: NDArray[np.int64], width: int
) -> Mask:
    """Tell which addresses have a good host, and a mailbox that is not too long."""
    passing = np.empty(len(which), np.bool_)
    for row in range(len(which)):
        mailbox = starts[row] - 1 - row * width
        passing[row] = good[which[row]] and mailbox <= _LONGEST_MAILBOX
    return passing


@compiled
def _are_roles(values: Bytes, slots: Ints, roles: Bytes, in_roles: Mask) -> Mask:
    """Tell which mailboxes are those of offices."""
    found, most = np.zeros(len(values), np.bool_), min(values.shape[1], _LONGEST_ROLE)
    for row in range(len(values)):
        end, mixed = 0, 0
        while end < most and in_roles[values[row, end]]:
            mixed = (mixed * 31 + values[row, end]) & (len(slots) - 1)
            end += 1
        if end == values.shape[1] or values[row, end] != AT:
            continue
        role = slots[mixed]
        same = role >= 0
        for place in range(_LONGEST_ROLE if same else 0):
            sign = values[row, place] if place < end else 0
            same &= roles[role, place] == sign
        found[row] = same
    return found


@cache
def _roles() -> tuple[Ints, Bytes, Mask]:
    """Return which of ``ROLES`` has a hash, what they are, and which signs are in any.

    The table of hashes is so large that no two share one; its size is a power of two.
    """
    packed = np.array([role.encode() for role in ROLES], f"S{_LONGEST_ROLE}")
    for size in (1 << bits for bits in range(12, 24)):
        hashes = [
            reduce(lambda mixed, sign: (mixed * 31 + sign) % size, role, 0) for role in packed
        ]
        if len(set(hashes)) == len(ROLES):
            break
    slots = np.full(size, -1, np.int64)
    slots[hashes] = np.arange(len(ROLES))
    in_roles = np.zeros(256, np.bool_)
    in_roles[list("".join(ROLES).encode())] = True
    return slots, packed.view(np.uint8).reshape(-1, _LONGEST_ROLE), in_roles
