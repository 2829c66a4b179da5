import pytest

from loket.lib.host_names import host_names, read_hosts


def test_a_setting_is_read_once_each_in_small_letters():
    assert read_hosts(" CDN.shop.example, img.shop.example,,cdn.shop.example ") == (
        "cdn.shop.example",
        "img.shop.example",
    )
    assert read_hosts("") == ()


@pytest.mark.parametrize(
    "wrong",
    [
        "*",
        "*.shop.example",
        "https:",
        "https://cdn.shop.example",
        "cdn.shop.example:443",
        "cdn.shop.example/pictures",
        "cdn.shop.example; script-src *",
        "cdn.shop.example 'unsafe-inline'",
        "cdn.shop.example\n",
        "localhost",
        "10.0.0.1",
        "-cdn.shop.example",
        "",
        "a" * 64 + ".example",
    ],
)
def test_what_is_no_host_name_is_left_out(wrong):
    assert host_names([wrong, "cdn.shop.example"]) == ("cdn.shop.example",)
