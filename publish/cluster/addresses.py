"""Addresses of schedulers, and the reasons why some are refused."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

LOCAL = "local"
"""The address that stands for a cluster of this machine alone."""

_EXAMPLE = "tls://scheduler:8786"


def check_address(text: str) -> str:
    """Return the address of a scheduler; raise ValueError with one that would be accepted."""
    if text == LOCAL:
        return text
    address = urlsplit(text)
    try:
        host, port = address.hostname, address.port
    except ValueError as error:
        raise ValueError(f"an address such as {_EXAMPLE}: {error}") from None
    if address.scheme not in ("tls", "tcp") or not host or not port:
        raise ValueError(f"an address such as {_EXAMPLE}, or {LOCAL} for this machine alone")
    if address.scheme == "tcp" and not _is_loopback(host):
        raise ValueError(
            f"tls://{host}:{port} with certificates: tcp:// has none, and everybody who reaches a "
            "scheduler can run programs on all of its machines"
        )
    return text


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
