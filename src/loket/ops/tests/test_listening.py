from __future__ import annotations

import socket

import pytest

from loket.ops.failures import BadCall, CommandFailed
from loket.ops.listening import listen, reachable_address, url_of


def test_taken_port_is_told_with_what_to_do():
    with listen("127.0.0.1", 0) as first:
        port = first.getsockname()[1]
        with pytest.raises(CommandFailed, match=f"Port {port} on 127.0.0.1 is already taken.*--port"):
            listen("127.0.0.1", port)


def test_free_port_is_found_and_told():
    with listen("127.0.0.1", 0) as listening:
        assert url_of(listening) == f"http://127.0.0.1:{listening.getsockname()[1]}"


def test_all_addresses_are_reached_through_this_machine():
    with listen("0.0.0.0", 0) as listening:
        assert reachable_address(listening)[0] == "127.0.0.1"
        with socket.create_connection(reachable_address(listening), timeout=1):
            pass


@pytest.mark.parametrize(("host", "port"), [("no such host", 8000), ("127.0.0.1", 70000), ("", -1)])
def test_nonsense_is_a_bad_call(host, port):
    with pytest.raises(BadCall, match=r"is no (address|port)"):
        listen(host, port)
