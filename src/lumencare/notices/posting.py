"""One POST to an address that others have named: no redirect, little time, little read."""

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field

import certifi

from lumencare.notices.addresses import Target, Unsafe, addresses_of, read_target

SECONDS = 15
LARGEST_BODY = 256 * 1024
READ = 2000
KEPT = 500
TOO_LATE = f"no answer within {SECONDS} s"


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What is sent: where, under which headers, which bytes."""

    url: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of it: a status and the beginning of a text, or an error, and how long it took."""

    status: int | None = None
    text: str = ""
    error: str = ""
    took_ms: int = 0
    # For how long the other side asks to be left alone.
    retry_after: int = 0


def post(outgoing: Outgoing) -> Answer:
    """Send it and return what came of it; never raises for anything that the network does."""
    began = time.perf_counter()
    try:
        answer = _post(outgoing)
    except Unsafe as unsafe:
        answer = Answer(error=unsafe.text.en)
    except (OSError, ValueError, http.client.HTTPException) as error:
        late = time.perf_counter() - began >= SECONDS
        answer = Answer(error=TOO_LATE if late else f"{type(error).__name__}: {error}"[:200])
    took = round((time.perf_counter() - began) * 1000)
    return Answer(
        answer.status, answer.text, answer.error, took_ms=took, retry_after=answer.retry_after
    )


def _post(outgoing: Outgoing) -> Answer:
    if len(outgoing.body) > LARGEST_BODY:
        return Answer(error=f"the message is larger than {LARGEST_BODY} bytes")
    target = read_target(outgoing.url)
    # The address that was looked at is the one that is called: names are not resolved again.
    raw = socket.create_connection((addresses_of(target)[0], target.port), SECONDS)
    # A timeout of a socket begins anew with every byte; this one does not, handshake included.
    spare, cut = raw.dup(), threading.Event()
    clock = threading.Timer(SECONDS, _cut, [spare, cut])
    clock.daemon = True
    clock.start()
    try:
        answer = _talk(raw, target, outgoing)
    finally:
        clock.cancel()
        spare.close()
        raw.close()
    return Answer(error=TOO_LATE) if cut.is_set() else answer


def _talk(raw: socket.socket, target: Target, outgoing: Outgoing) -> Answer:
    connection = http.client.HTTPConnection(target.host, target.port)
    connection.sock = _secured(raw, target) if target.scheme == "https" else raw
    named = {"Host": _host_header(target), "User-Agent": "Lumencare", **outgoing.headers}
    try:
        connection.request("POST", target.path, body=outgoing.body, headers=named)
        response = connection.getresponse()
        text = response.read(READ)
    finally:
        connection.close()
    wait = response.headers.get("Retry-After", "")
    return Answer(
        response.status,
        text.decode("utf-8", "replace").replace("\0", "")[:KEPT],
        retry_after=int(wait) if wait.isdecimal() and len(wait) < 7 else 0,
    )


def _secured(raw: socket.socket, target: Target) -> ssl.SSLSocket:
    """Return the connection under TLS; the other side must prove to be the host that was named."""
    context = ssl.create_default_context()
    # A bare machine has no certificates of its own.
    context.load_verify_locations(certifi.where())
    return context.wrap_socket(raw, server_hostname=target.host)


def _cut(spare: socket.socket, cut: threading.Event) -> None:
    cut.set()
    with suppress(OSError):
        spare.shutdown(socket.SHUT_RDWR)


def _host_header(target: Target) -> str:
    host = f"[{target.host}]" if ":" in target.host else target.host
    usual = {"https": 443, "http": 80}[target.scheme]
    return host if target.port == usual else f"{host}:{target.port}"
