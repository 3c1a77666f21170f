"""Which addresses may be told of events: public ones over https, and what the installation names.

A server that calls whatever address it is given can be made to call what only it can reach. So
names are resolved here, every address behind a name must be public, and the connection is made to
the address that was looked at, not to what the name means a moment later.
"""

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings

from lumencare.domain.text import Text

LONGEST = 2000
PORTS = {"https": 443, "http": 80}
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

WHOLE = Text(
    "请输入完整的 https:// 地址，仅限 ASCII 字符，不含用户名和 # 部分。",
    "Type a whole https:// address in ASCII, without a user name or a # part.",
)
HTTPS_ONLY = Text("只允许 https:// 地址。", "Only https:// addresses are allowed.")
NOT_PUBLIC = Text(
    "此地址不在公共网络上；须由安装者在 LUMENCARE_WEBHOOK_HOSTS 中列出。",
    "This address is not public; who installs must name it in LUMENCARE_WEBHOOK_HOSTS.",
)


class Unsafe(Exception):
    """An address must not be called; says why."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


@dataclass(frozen=True, slots=True)
class Target:
    """An address in its parts; `path` holds the query, too."""

    scheme: str
    host: str
    port: int
    path: str


def read_target(url: str) -> Target:
    """Return the parts of an address; Unsafe where it may not be called, whatever it means."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as wrong:
        raise Unsafe(WHOLE) from wrong
    odd = not url.isascii() or not url.isprintable() or " " in url or len(url) > LONGEST
    if (
        odd
        or parts.scheme not in PORTS
        or not parts.hostname
        or parts.fragment
        or "@" in parts.netloc
    ):
        raise Unsafe(WHOLE)
    target = Target(
        parts.scheme,
        parts.hostname,
        port or PORTS[parts.scheme],
        urlunsplit(("", "", parts.path or "/", parts.query, "")),
    )
    _check_names(target)
    return target


def addresses_of(target: Target) -> list[str]:
    """Return the addresses behind a name; Unsafe where one is not public, OSError where none is."""
    found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(each[4][0]) for each in found))
    if not _is_named(target.host):
        for each in addresses:
            if not is_public(ipaddress.ip_address(each.partition("%")[0])):
                raise Unsafe(NOT_PUBLIC)
    return addresses


def is_public(address: IpAddress) -> bool:
    """Tell whether an address is on the public network, also the one that it carries inside."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if address.teredo or (inner and not is_public(inner)):
            return False
        if address.ipv4_mapped:
            return True
    return address.is_global and not address.is_multicast


def shown(url: str) -> str:
    """Return an address without its query, which holds the password of a group robot."""
    parts = urlsplit(url)
    bare = urlunsplit((parts.scheme, parts.netloc, parts.path, "", ""))
    return f"{bare}?…"[:300] if parts.query else bare[:300]


def _check_names(target: Target) -> None:
    named = _is_named(target.host)
    try:
        literal = ipaddress.ip_address(target.host)
    except ValueError:
        literal = None
    local = literal.is_loopback if literal else target.host == "localhost"
    if target.scheme == "http" and not (named and local):
        raise Unsafe(HTTPS_ONLY)
    if not named and (local or (literal and not is_public(literal))):
        raise Unsafe(NOT_PUBLIC)


def _is_named(host: str) -> bool:
    """Tell whether the installation itself names a host of its own network."""
    return host in settings.WEBHOOK_HOSTS
