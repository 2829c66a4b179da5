import pytest

from loket.orders.checks import check_code_sender, check_marketplace


@pytest.mark.parametrize(
    ("url", "secret", "demo", "found"),
    [
        ("", "", True, []),
        ("", "", False, ["orders.W001"]),
        ("https://shop.example/letters", "secret", False, []),
        ("http://127.0.0.1:9000/letters", "secret", False, []),
        ("http://shop.example/letters", "secret", False, ["orders.W002"]),
        ("https://shop.example/letters", "", False, ["orders.E002"]),
        ("shop.example", "secret", False, ["orders.E001"]),
    ],
)
def test_what_the_settings_of_the_sender_lack_is_told(settings, url, secret, demo, found):
    settings.LOKET_SENDER_URL, settings.LOKET_SENDER_SECRET = url, secret
    settings.LOKET_DEMO = demo
    assert [each.id for each in check_code_sender()] == found


@pytest.mark.parametrize(
    ("name", "url", "key", "secret", "found"),
    [
        ("demo", "", "", "", []),
        ("http", "https://shop.example/loket", "", "secret", []),
        ("woocommerce", "https://shop.example", "ck", "cs", []),
        ("magento", "https://shop.example", "", "secret", ["orders.E003"]),
        ("http", "shop.example", "", "secret", ["orders.E004"]),
        ("http", "https://shop.example", "", "", ["orders.E005"]),
        ("woocommerce", "https://shop.example", "", "cs", ["orders.E005"]),
        ("http", "http://shop.example", "", "secret", ["orders.W003"]),
        ("http", "http://127.0.0.1:9000", "", "secret", []),
    ],
)
def test_what_the_settings_of_the_marketplace_lack_is_told(settings, name, url, key, secret, found):
    settings.LOKET_MARKETPLACE, settings.LOKET_MARKETPLACE_URL = name, url
    settings.LOKET_MARKETPLACE_KEY, settings.LOKET_MARKETPLACE_SECRET = key, secret
    assert [each.id for each in check_marketplace()] == found
