"""Certificates are checked against the name in the address, though the connection goes to a judged IP address."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.web.address import Reach
from store.web.client import locate
from store.web.errors import NotFetchedError
from store.web.fetcher import Fetcher
from tests.web.conftest import known_as
from tests.web.server import Site, reply
from tests.web.tls import HAVE_OPENSSL, Identity

pytestmark = pytest.mark.skipif(not HAVE_OPENSSL, reason="no openssl command here")


@pytest.fixture
def identity(tmp_path: Path) -> Identity:
    return Identity(tmp_path, "karren.example")


@pytest.fixture
def site(identity: Identity) -> Iterator[Site]:
    with Site(tls=identity.context()) as running:
        running.routes["/page"] = reply("The quay at Karren was closed.")
        yield running


def fetcher(site: Site) -> Fetcher:
    def resolve(host: str, port: int) -> list[str]:
        return ["127.0.0.1"]

    names = ("karren.example", "other.example")
    return Fetcher(Reach(frozenset((name, site.port) for name in names), resolve))


def test_a_trusted_server_is_asked_by_its_name(site: Site, identity: Identity, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(identity.certificate))
    page = fetcher(site).page(locate(f"https://karren.example:{site.port}/page"), known_as())
    assert page.body == b"The quay at Karren was closed."
    assert set(identity.names) == {"karren.example"}
    assert {request.headers["host"] for request in site.requests} == {f"karren.example:{site.port}"}


def test_a_certificate_that_nobody_vouches_for_is_refused(site: Site) -> None:
    with pytest.raises(NotFetchedError, match=r"secure connection cannot be trusted \(self-signed certificate\)"):
        fetcher(site).page(locate(f"https://karren.example:{site.port}/page"), known_as())
    assert site.requests == []


def test_a_certificate_for_another_name_is_refused(
    site: Site, identity: Identity, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(identity.certificate))
    with pytest.raises(NotFetchedError, match="secure connection cannot be trusted"):
        fetcher(site).page(locate(f"https://other.example:{site.port}/page"), known_as())
    assert site.requests == []
