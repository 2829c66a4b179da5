from __future__ import annotations

import socket
import time
from ipaddress import ip_address

import pytest

from loket.lib import network_addresses
from loket.lib.network_addresses import (
    NotReachable,
    connect,
    is_out_in_the_world,
    is_within,
    read_networks,
    resolve,
)


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8"])
def test_public_addresses_are_out_in_the_world(address):
    assert is_out_in_the_world(ip_address(address))


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.8.9.1", "0.0.0.0", "10.0.0.8", "172.16.4.4", "192.168.1.1", "169.254.169.254"),
        *("100.64.0.1", "224.0.0.1", "255.255.255.255", "240.0.0.1", "192.0.2.1"),
        *("::1", "::", "fe80::1", "fd00:ec2::254", "fc00::1", "ff02::1", "2001:db8::1"),
        *("::ffff:127.0.0.1", "::ffff:169.254.169.254", "64:ff9b::10.0.0.8", "2002:7f00:1::", "2002:a00:8::1"),
    ],
)
def test_nothing_inside_hides_behind_another_way_of_writing_it(address):
    assert not is_out_in_the_world(ip_address(address))


def test_networks_hold_addresses_however_they_are_written():
    networks = read_networks("10.0.0.0/8, fd00::/8")
    assert is_within(ip_address("10.2.3.4"), networks) and is_within(ip_address("::ffff:10.2.3.4"), networks)
    assert is_within(ip_address("fd00::7"), networks) and not is_within(ip_address("192.168.1.1"), networks)
    assert read_networks("") == ()
    with pytest.raises(ValueError):
        read_networks("the office")


def test_a_resolver_that_hangs_holds_up_nobody(monkeypatch):
    monkeypatch.setattr(network_addresses, "_ask", lambda host, port: time.sleep(5) or [])
    began = time.monotonic()
    with pytest.raises(TimeoutError):
        resolve("shop.example", 443, seconds=0.1)
    assert time.monotonic() - began < 2


def test_the_next_address_is_tried_where_the_first_does_not_answer(monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        addresses = [ip_address("::1"), ip_address("127.0.0.1")]
        monkeypatch.setattr(network_addresses, "_ask", lambda host, port: addresses)
        with connect("shop.example", port, seconds=2, may_reach=lambda address: True) as made:
            assert made.getpeername() == ("127.0.0.1", port)


def test_what_may_not_be_reached_is_not_tried(monkeypatch):
    tried = []
    monkeypatch.setattr(network_addresses, "_ask", lambda host, port: [ip_address("10.0.0.8")])
    monkeypatch.setattr(network_addresses, "_connected", lambda *where: tried.append(where))
    with pytest.raises(NotReachable):
        connect("shop.example", 443, seconds=1, may_reach=is_out_in_the_world)
    assert tried == []
