import pytest

from loket.orders.checks import check_code_sender


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
    settings.LOKET_CODE_SENDER_URL, settings.LOKET_CODE_SENDER_SECRET = url, secret
    settings.LOKET_DEMO = demo
    assert [each.id for each in check_code_sender()] == found
