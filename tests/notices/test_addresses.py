"""No server inside can be reached through a webhook, however its address is written."""

import socket
import ssl
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from lumencare.notices import addresses
from lumencare.notices.addresses import Unsafe, addresses_of, is_public, read_target, shown
from lumencare.notices.posting import Outgoing, post
from tests.notices.receiver import listening


@pytest.mark.parametrize(
    "url",
    [
        "",
        "erp.example.com/hook",
        "ftp://erp.example.com/",
        "http://erp.example.com/",
        "https://",
        "https://user:word@erp.example.com/",
        "https://erp.example.com/#part",
        "https://erp.example.com:99999/",
        "https://erp.example.com/a b",
        "https://erp.example.com/\r\nX: 1",
        "https://例子.中国/",
        f"https://erp.example.com/{'x' * 3000}",
        "https://127.0.0.1/",
        "https://localhost/",
        "http://127.0.0.1/",
        "https://10.0.0.1/",
        "https://[::1]/",
        "https://[fe80::1]/",
        "https://[::ffff:10.0.0.1]/",
        "https://[64:ff9b::a00:1]/",
        "https://169.254.169.254/latest/meta-data",
        "https://0.0.0.0/",
    ],
)
def test_an_address_that_cannot_be_right_is_refused_as_it_is_typed(url: str) -> None:
    with pytest.raises(Unsafe):
        read_target(url)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("1.1.1.1", True),
        ("2606:4700::1111", True),
        ("::ffff:1.1.1.1", True),
        ("100.64.0.1", False),
        ("192.168.1.1", False),
        ("224.0.0.1", False),
        ("fc00::1", False),
        ("2002:0a00:0001::", False),
        ("2001:0:4136:e378:8000:63bf:3fff:fdd2", False),
    ],
)
def test_an_address_is_public_only_if_what_it_carries_is(address: str, *, public: bool) -> None:
    assert is_public(ip_address(address)) is public


@pytest.mark.parametrize(
    "url",
    ["https://2130706433/", "https://0x7f000001/", "https://127.1/", "https://rebind.example/"],
)
def test_a_name_that_leads_inside_is_refused_when_it_is_called(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Names and odd figures mean what the resolver makes of them."""
    inside = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 443))]
    if url.endswith("example/"):
        public = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("1.1.1.1", 443))]
        monkeypatch.setattr(addresses.socket, "getaddrinfo", lambda *_, **__: public + inside)
    with pytest.raises(Unsafe):
        addresses_of(read_target(url))
    assert "not public" in post(Outgoing(url, b"{}")).error


def test_what_the_installation_names_may_be_called_and_plain_http_on_this_machine_only(
    settings: Any,
) -> None:
    settings.WEBHOOK_HOSTS = ["127.0.0.1", "10.1.2.3"]
    assert read_target("http://127.0.0.1:8080/hook?a=1").path == "/hook?a=1"
    assert addresses_of(read_target("https://10.1.2.3/")) == ["10.1.2.3"]
    with pytest.raises(Unsafe):
        read_target("http://10.1.2.3/")


def test_a_redirect_is_not_followed(settings: Any) -> None:
    settings.WEBHOOK_HOSTS = ["127.0.0.1"]
    with listening() as there, listening() as elsewhere:
        there.answers, there.headers = [(307, "")], {"Location": elsewhere.url}
        assert post(Outgoing(there.url, b"{}")).status == 307
        assert elsewhere.got == []


def test_a_message_of_more_than_256_kb_is_not_sent(settings: Any) -> None:
    settings.WEBHOOK_HOSTS = ["127.0.0.1"]
    with listening() as there:
        assert "larger" in post(Outgoing(there.url, b"x" * 262_145)).error
        assert there.got == []


def test_what_is_shown_of_an_address_is_without_its_password() -> None:
    robot = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a"
    assert shown(robot) == "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?…"


def test_a_receiver_must_prove_to_be_the_host_that_was_named(settings: Any, tmp_path: Path) -> None:
    """A certificate that nobody vouches for is not believed, and nothing is said to its holder."""
    settings.WEBHOOK_HOSTS = ["127.0.0.1"]
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(self_made(tmp_path))
    with listening() as there:
        there.wrap(context)
        answer = post(Outgoing(there.url.replace("http:", "https:"), b"{}"))
        assert "certificate verify failed" in answer.error.lower()
        assert there.got == []


def self_made(folder: Path) -> Path:
    """Return a file with a certificate that its holder made, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    built = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    built = built.not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
    built = built.not_valid_after(datetime(2120, 1, 1, tzinfo=UTC))
    form, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    secret = key.private_bytes(form, serialization.PrivateFormat.PKCS8, plain)
    path = folder / "certificate.pem"
    path.write_bytes(secret + built.sign(key, hashes.SHA256()).public_bytes(form))
    return path
