"""Which addresses may be fetched: https to a host on the public net, and nothing else unless it is asked for."""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from chancery.model import FetchError

Resolver = Callable[[str, int], tuple[str, ...]]
_ODD_NUMBER = re.compile(r"(?:0x[0-9a-f]*|\d+)(?:\.(?:0x[0-9a-f]*|\d+))*\.?", re.IGNORECASE)
_DOTTED = re.compile(r"(?:0|[1-9]\d{0,2})(?:\.(?:0|[1-9]\d{0,2})){3}")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Target:
    """An address taken apart, with the one number it is pinned to."""

    host: str
    port: int
    number: str


def resolve(host: str, port: int) -> tuple[str, ...]:
    """The numbers that the system's resolver gives for a host; empty where it knows none."""
    try:
        return tuple(dict.fromkeys(str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))
    except (OSError, UnicodeError):
        return ()


def check_address(address: str, *, allow_private: bool, resolver: Resolver = resolve) -> Target:
    """The target of an address that may be fetched, its name looked up once. FetchError for one that may not, or that is none."""
    try:
        parts = urlsplit(address)
        host, port = (parts.hostname or "").rstrip("."), parts.port or 443
    except ValueError:
        raise FetchError(f"{address}: not an address; expected https://host/path") from None
    if parts.scheme.lower() != "https":
        raise FetchError(f"{address}: only https addresses are fetched; save the page and give the file instead")
    if not host or any(c.isspace() for c in address):
        raise FetchError(f"{address}: not an address; expected https://host/path")
    if parts.username is not None or parts.password is not None:
        raise FetchError(f"{parts.scheme}://{host}: an address with a user name or password in it is not fetched; leave them out")
    if port != 443 and not allow_private:
        raise FetchError(f"{address}: port {port} is not fetched, only 443, unless private addresses are allowed")
    return Target(host, port, _number(address, host, port, allow_private, resolver))


def _number(address: str, host: str, port: int, allow_private: bool, resolver: Resolver) -> str:
    if _ODD_NUMBER.fullmatch(host) and not _DOTTED.fullmatch(host) and not allow_private:
        raise FetchError(f"{address}: a host written as a bare number is not fetched; write its name")
    numbers = resolver(host, port)
    if not numbers:
        raise FetchError(f"{address}: no host {host} is known; check the address and the connection")
    for number in numbers:
        if not allow_private and not is_public(number):
            raise FetchError(
                f"{address}: {host} is {number}, a private, loopback or reserved address; it is fetched only where that is allowed"
            )
    return numbers[0]


def is_public(number: str) -> bool:
    """Whether an IP address lies on the public net, also by the IPv4 address that it may wrap."""
    try:
        ip = ipaddress.ip_address(number.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
        if ip.is_site_local or (int(ip) >> 32) == 0:
            return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved and not ip.is_unspecified
