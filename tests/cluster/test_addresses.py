"""Addresses of schedulers: which are accepted, and why others are not."""

from __future__ import annotations

import pytest

from publish.cluster.addresses import check_address


@pytest.mark.parametrize(
    "address",
    [
        "local",
        "tls://scheduler:8786",
        "tls://10.0.0.7:8786",
        "tcp://127.0.0.1:8786",
        "tcp://127.8.9.1:8786",
        "tcp://localhost:8786",
        "tcp://[::1]:8786",
    ],
)
def test_an_address_is_accepted(address):
    assert check_address(address) == address


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("tcp://scheduler:8786", "tls://scheduler:8786 with certificates: tcp:// has none"),
        ("tcp://10.0.0.7:8786", "can run programs on all of its machines"),
        ("tcp://127.0.0.1.example.org:8786", "tcp:// has none"),
        ("scheduler:8786", "tls://scheduler:8786"),
        ("tls://scheduler", "such as tls://"),
        ("tls://scheduler:port", "such as tls://"),
        ("ws://scheduler:8786", "such as tls://"),
        ("", "such as tls://"),
    ],
)
def test_an_address_is_refused_with_the_reason(address, reason):
    with pytest.raises(ValueError, match=r"such as|with certificates") as error:
        check_address(address)
    assert reason in str(error.value)
