import pytest

from loket.orders.telling.pictures import own_picture


@pytest.mark.parametrize(
    ("address", "is_shown"),
    [
        ("", False),
        ("/static/lamp.svg", True),
        ("https://support.shop.example/lamp.jpg", True),
        ("https://support.shop.example.evil.example/lamp.jpg", False),
        ("https://cdn.shop.example/lamp.jpg?w=64", True),
        ("https://CDN.shop.example/lamp.jpg", True),
        ("https://cdn.shop.example:443/lamp.jpg", True),
        ("https://cdn.shop.example:8443/lamp.jpg", False),
        ("https://cdn.shop.example:x/lamp.jpg", False),
        ("https://user@cdn.shop.example/lamp.jpg", False),
        ("https://evil.example\\@cdn.shop.example/lamp.jpg", False),
        ("https://img.cdn.shop.example/lamp.jpg", False),
        ("http://cdn.shop.example/lamp.jpg", False),
        ("//cdn.shop.example/lamp.jpg", False),
        ("/\\cdn.shop.example/lamp.jpg", False),
        ("data:image/png;base64,AAAA", False),
        ("javascript:alert(1)", False),
        ("https://[broken", False),
    ],
)
def test_our_own_and_those_of_listed_hosts_are_shown(settings, address, is_shown):
    settings.LOKET_URL = "https://support.shop.example"
    settings.LOKET_PICTURE_HOSTS = ("cdn.shop.example", "*")
    assert own_picture(address) == (address if is_shown else "")
