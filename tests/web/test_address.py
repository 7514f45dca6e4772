"""Which addresses are on the public internet, and which URLs are understood."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.web.address import Reach, Resolve, is_public, is_url, parse_allowed
from store.web.client import locate, locate_given
from store.web.errors import NotFetchedError
from store.web.login import login_in, without_login


@pytest.mark.parametrize(
    "address",
    """
    0.0.0.0 0.1.2.3 10.0.0.7 100.64.0.1 100.127.255.254 127.0.0.1 127.1.2.3 169.254.169.254 172.16.0.1 172.31.255.255
    192.0.0.1 192.0.2.1 192.168.1.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.250 240.0.0.1
    255.255.255.255 :: ::1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:10.0.0.7 ::ffff:169.254.169.254 64:ff9b::7f00:1
    64:ff9b::a9fe:a9fe 64:ff9b:1::7f00:1 2002:7f00:1:: 2002:5db8:d822:: 2001:0:4136:e378:8000:63bf:3fff:fdd2
    2001:db8::1 fc00::1 fd12:3456::1 fe80::1 fe80::1%eth0 fec0::1 ff02::1 100::1 nonsense
    """.split(),
)
def test_these_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", "8.8.8.8 93.184.216.34 172.32.0.1 ::ffff:8.8.8.8 64:ff9b::808:808 2606:4700::1111 2a00:1450::1".split()
)
def test_these_are_public(address: str) -> None:
    assert is_public(address)


@settings(max_examples=100, deadline=None)
@given(st.ip_addresses(v=4))
def test_a_mapped_address_is_as_public_as_the_one_inside_it(address: object) -> None:
    assert is_public(f"::ffff:{address}") == is_public(f"64:ff9b::{address}") == is_public(str(address))


@pytest.mark.parametrize(
    "host", ["2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "127.1", "127.0.0.1.", "0x", "karren.example.1"]
)
def test_odd_spellings_of_addresses_are_refused_before_any_lookup(host: str) -> None:
    def resolve(host: str, port: int) -> list[str]:
        raise AssertionError

    with pytest.raises(NotFetchedError, match="odd way to write"):
        Reach(resolve=resolve).addresses(host, 80)


def resolving(*addresses: str) -> Resolve:
    def resolve(host: str, port: int) -> list[str]:
        return list(addresses)

    return resolve


def test_one_private_address_among_public_ones_is_enough_to_refuse() -> None:
    reach = Reach(resolve=resolving("93.184.216.34", "::1"))
    with pytest.raises(NotFetchedError, match=r"karren\.example is ::1, which is not on the public internet"):
        reach.addresses("karren.example", 443)


def test_the_real_resolver_finds_that_localhost_is_here() -> None:
    with pytest.raises(NotFetchedError, match="not on the public internet"):
        Reach().addresses("localhost", 80)


def test_an_allowed_server_is_reached_at_its_own_port_only() -> None:
    reach = Reach(parse_allowed(" Intranet.example:8099 , [fd12::1]:80,"), resolving("10.0.0.7"))
    assert reach.addresses("intranet.example", 8099) == ["10.0.0.7"]
    assert reach.addresses("fd12::1", 80) == ["10.0.0.7"]
    for host, port in (("intranet.example", 80), ("other.example", 8099), ("10.0.0.7", 80)):
        with pytest.raises(NotFetchedError):
            reach.addresses(host, port)


@pytest.mark.parametrize("text", ["intranet", "intranet:", "http://intranet:80", "a:b", "a:99999", "me@a:80", "a:80/x"])
def test_what_is_no_server_cannot_be_allowed(text: str) -> None:
    with pytest.raises(ValueError, match=r"Port|port"):
        parse_allowed(text)


@pytest.mark.parametrize(
    ("text", "url", "host", "port"),
    [
        ("HTTP://Karren.Example/a#b", "http://karren.example/a", "karren.example", 80),
        (" https://karren.example:443/?q=1 ", "https://karren.example/?q=1", "karren.example", 443),
        ("https://häfen.example/tür", "https://xn--hfen-loa.example/t%C3%BCr", "xn--hfen-loa.example", 443),
        ("http://[2606:4700::1111]:8080/", "http://[2606:4700::1111]:8080/", "2606:4700::1111", 8080),
    ],
)
def test_addresses_are_understood(text: str, url: str, host: str, port: int) -> None:
    found = locate(text)
    assert (found.url, found.host, found.port) == (url, host, port)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("ftp://karren.example/", "only http and https are fetched, not ftp"),
        ("https:///page", "names no server"),
        ("https://ida@karren.example/", "name or password"),
        ("http://127.0.0.1@karren.example/", "name or password"),
        ("http://127%2e0.0.1/", "names no server"),
        ("http://karren example/", "names no server"),
        ("http://\uff11\uff12\uff17.0.0.1/", "no address of a page"),
        ("http://karren.example/\udcff", "no address of a page"),
        ("http://karren.example/\x00", "no address of a page"),
        ("http://" + "a" * 70_000, "no address of a page"),
    ],
)
def test_addresses_that_cannot_be_used_are_refused(text: str, reason: str) -> None:
    with pytest.raises(NotFetchedError, match=reason):
        locate(text)


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=60))
def test_no_text_breaks_the_reading_of_addresses(text: str) -> None:
    for address in (text, f"http://{text}"):
        try:
            found = locate(address)
        except NotFetchedError:
            continue
        assert found.url.isascii()
        assert found.scheme in ("http", "https")


def test_paths_are_told_from_addresses() -> None:
    assert all(map(is_url, ("https://karren.example/a", "HTTP://x", "ftp://x", " http://x")))
    assert not any(map(is_url, ("news/a.md", "-", "C:\\news", "mail:x", "a//b")))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("https://ida:secret@karren.example/feed?a=b@c", "https://karren.example/feed?a=b@c"),
        (" HTTPS://token@karren.example", "HTTPS://karren.example"),
        ("https://ida:se@cret@karren.example/", "https://karren.example/"),
        ("https://ida:se/cret@karren.example/", "https://karren.example/"),
        ("https://ida:se#cr?et@karren.example/", "https://karren.example/"),
        ("ida:secret@karren.example/feed", "karren.example/feed"),
        ("ftp://ida:secret@karren.example/", "ftp://karren.example/"),
    ],
)
def test_an_address_is_shown_without_its_login(text: str, shown: str) -> None:
    assert without_login(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        *("https://karren.example/@ida/story", "https://karren.example:8080/@ida", "https://[::1]:8080/@ida"),
        *("https://karren.example?to=ida@karren.example", "news/@ida:a@b.md", "ida@karren.example", ""),
    ],
)
def test_what_holds_no_login_is_shown_as_it_is(text: str) -> None:
    assert without_login(text) == text
    assert login_in(text) is None


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_login_is_taken_apart_from_its_address(name: str, password: str) -> None:
    found = locate_given(f"https://{quote(name, safe='')}:{quote(password, safe='')}@karren.example/feed")
    assert found.url == "https://karren.example/feed"
    assert found.login == (name.encode(), password.encode())
    assert repr(found.login) not in repr(found)
