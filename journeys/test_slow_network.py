"""On a cheap phone and a bad line the help page is light, and a message arrives. Seconds are for `make bench`."""

from __future__ import annotations

import pytest

from journeys.slow_network import slow_phone

pytestmark = pytest.mark.browser

HOME_BYTES = 100_000
# Loader, frame, styles and script of the chat, with the headers of their responses.
CHAT_BYTES = 35_000


def test_the_help_page_is_light_and_a_message_arrives(chromium, shop):
    with slow_phone(chromium, shop) as phone:
        phone.opens("/en")
        home = phone.bytes
        phone.opens_the_chat()
        chat = phone.bytes - home
        phone.sends("where is my parcel")
        addresses = phone.addresses
    assert home <= HOME_BYTES
    assert chat <= CHAT_BYTES
    assert not [each for each in addresses if not each.startswith((shop.url, "data:", "blob:"))]
