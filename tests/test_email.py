"""E-mail addresses: their hosts, their writing, and no network."""

from __future__ import annotations

import socket
import sys
from subprocess import check_output

import pyarrow as pa
import pytest
import tldextract
from hypothesis import given
from hypothesis import strategies as st
from presidio_analyzer.predefined_recognizers import EmailRecognizer as PresidioEmail

from recognizers.arrays import to_matrix
from recognizers.base import ProvenRecognizer
from recognizers.world import suffixes
from recognizers.world.email import ROLE, EmailAddressRecognizer
from scanner.detect.automaton import whole
from scanner.detect.cells import of_array
from tests.judged_values import bonus, found, passes, per_row, score

EMAIL = EmailAddressRecognizer()
OFFLINE = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        pytest.fail("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def test_mail_is_judged_without_network(no_network: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suffixes._extract(), "_extractor", None)  # as at the start
    suffixes.is_registrable.cache_clear()
    for mail in ("zhang@some-new-host.com.cn", "zhang@some-new-host.xn--fiqs8s"):
        assert found(EMAIL, mail) == [mail]


def test_presidio_itself_fetches_no_list(no_network: None, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tldextract.tldextract.TLD_EXTRACTOR
    monkeypatch.setattr(own, "_extractor", None)
    monkeypatch.setattr(own, "_cache", tldextract.cache.DiskCache(None))
    assert PresidioEmail().analyze("a@example.com", ["EMAIL_ADDRESS"])[0].score == 1.0


@pytest.mark.parametrize("first", ["tldextract", "recognizers.world.suffixes"])
def test_whichever_is_loaded_first_presidio_fetches_no_list(first: str) -> None:
    asked = "tldextract.tldextract.TLD_EXTRACTOR.suffix_list_urls"
    program = f"import {first}, tldextract, recognizers.world.suffixes; print({asked})"
    assert check_output([sys.executable, "-c", program], text=True) == "()\n"


def test_usual_hosts_are_judged_without_loading_more() -> None:
    asked = "recognizers.world.suffixes.is_registrable(b'Mail.Example.com.CN')"
    load = (
        "import sys; from recognizers import late; late.defer(); import recognizers.world.suffixes"
    )
    program = f"{load}; print({asked}, 'tldextract' in sys.modules)"
    assert check_output([sys.executable, "-c", program], text=True) == "True False\n"


RULES = tldextract.TLDExtract(
    cache_dir=None, suffix_list_urls=(), include_psl_private_domains=True
).tlds  # those of companies are no suffixes to us
labels = st.from_regex("[0-9a-zA-Z-]{1,4}", fullmatch=True) | st.sampled_from(
    ["www", "city", "com", "xn--fiqs8s", "XN--55qx5d", "xn--", "10", "", "*", "!www", "公司"]
)


@given(st.lists(labels, max_size=4), st.sampled_from(RULES) | labels)
def test_suffixes_are_those_of_tldextract(before: list[str], rule: str) -> None:
    for end in (rule, rule.lstrip("*!.")):
        host = ".".join([*before, end])
        asked = host.encode("ascii", "replace")
        told = OFFLINE(asked.decode())
        assert suffixes.is_registrable(asked) == bool(told.domain and told.suffix), host


def test_every_rule_is_read_as_tldextract_reads_it() -> None:
    for rule in RULES:
        bare = rule.lstrip("*!.").encode("idna").decode()
        for host in (bare, f"a.{bare}", f"b.a.{bare}", f"c.b.a.{bare}"):
            told = OFFLINE(host)
            assert suffixes.is_registrable(host.encode()) == bool(told.domain and told.suffix), host


def test_mail_ends_where_the_text_goes_on() -> None:
    text = "mailto:z@qq.com?x=1 <a@b.com>;c@d.cn,-e@f.net-e。a@b.com@c.com g@h.org."
    mails = ["z@qq.com", "a@b.com", "c@d.cn", "e@f.net", "a@b.com", "g@h.org"]
    assert found(EMAIL, text) == mails


def test_a_mailbox_over_64_signs_is_none() -> None:
    assert found(EMAIL, f"{'a' * 64}@qq.com") == [f"{'a' * 64}@qq.com"]
    assert found(EMAIL, f"{'a' * 65}@qq.com") == []
    assert found(EMAIL, f"x.{'a' * 63}@qq.com") == []


def test_upper_and_lower_case_are_one_address() -> None:
    assert EMAIL.compact("Zhang@QQ.com") == EMAIL.compact("zhang@qq.COM")


def test_office_mailboxes_score_a_little_less() -> None:
    assert bonus(EMAIL, "info@a.cn", "customerservice@a.cn", "mailer-daemon@a.cn") == [ROLE] * 3
    assert bonus(EMAIL, "info2@a.cn", "in@info.cn", "nfo@a.cn", "customerservices@a.cn") == [0] * 4
    assert score(EMAIL, "info@example.com") == pytest.approx(EMAIL.PLAIN_SCORE + ROLE)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["a", "info", "zhang.wei"]),
            st.sampled_from(
                ["qq.com", "com.cn", "x.com.cn", "a.b.c.co.uk", "2x.png", "x.ck", "cn"]
            ),
        ),
        min_size=1,
        max_size=30,
    ),
)
def test_many_mails_are_judged_as_one_by_one(parts: list[tuple[str, str]]) -> None:
    mails = [f"{mailbox}@{host}" for mailbox, host in parts]
    expected = [bool(OFFLINE(host).fqdn) for _, host in parts]
    assert passes(EMAIL, *mails) == expected
    assert bonus(EMAIL, *mails) == [ROLE if mailbox == "info" else 0 for mailbox, _ in parts]


def test_a_hundred_thousand_mails_are_judged_in_a_blink() -> None:
    hosts = [f"c{n}.com.cn" for n in range(300)]
    mails = to_matrix([f"zhang{n * 7919 % 10**6}@{hosts[n % 300]}" for n in range(100_000)])
    assert EMAIL.passes(mails).all()
    assert per_row(EMAIL.passes, mails) < 1.5  # 0.2 on a quiet machine
    assert per_row(EMAIL.bonus, mails) < 1.0


pieces = st.sampled_from(
    [*"zZ9._+-@#()[] 张，\n", "a.cn", "zhang@example.com", "[at]", "#At#", "(at)", ".com"]
)


@given(st.lists(pieces, max_size=30).map("".join))
def test_what_is_far_from_a_mark_need_not_be_searched(text: str) -> None:
    assert EMAIL.spans(text) == ProvenRecognizer.spans(EMAIL, text)


mailboxes = st.text("aZ09._+-@#é", min_size=1, max_size=70)
hosts = st.lists(st.text("aZ09-é", max_size=32), max_size=7).map(".".join)


@given(st.lists(st.tuples(mailboxes, hosts).map("@".join), min_size=1, max_size=9))
def test_what_is_plainly_an_address_has_its_form(texts: list[str]) -> None:
    cells = of_array(pa.array([*texts, "a.b_c-d+e@example.com", "1@a.b.c.d.ef", "x@2x.png"]))
    plain = EmailAddressRecognizer().surely_whole(cells.buffer, cells.bounds)
    has_form = whole(EmailAddressRecognizer.WHOLE).matches(cells)

    assert not (plain & ~has_form).any()
    assert plain[-3:].tolist() == [True, True, True]
