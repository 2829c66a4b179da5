import pytest

from loket.orders.checks import check_marketplace, check_picture_hosts
from loket.orders.models import OrderItem
from loket.orders.tests import ledger_shop


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


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "hosts", "found"),
    [
        ("", (), []),
        ("/static/lamp.svg", (), []),
        ("https://cdn.shop.example/lamp.jpg", (), ["orders.W004"]),
        ("https://cdn.shop.example/lamp.jpg", ("img.shop.example",), ["orders.W004"]),
        ("https://cdn.shop.example/lamp.jpg", ("cdn.shop.example",), []),
        ("http://cdn.shop.example/lamp.jpg", ("cdn.shop.example",), ["orders.W004"]),
        ("", ("https://*",), ["orders.E006"]),
    ],
)
def test_pictures_that_no_page_shows_are_told(settings, address, hosts, found):
    settings.LOKET_PICTURE_HOSTS = hosts
    order = ledger_shop.order()
    OrderItem.objects.filter(order=order).update(image_url=address)
    assert [each.id for each in check_picture_hosts(databases=["default"])] == found
    # What asks of no database, such as a migration, reads none.
    assert [each.id for each in check_picture_hosts()] == [each for each in found if each == "orders.E006"]
