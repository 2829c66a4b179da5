from django.test import Client


def test_the_shops_mark_is_its_letter_on_its_colour(settings):
    settings.LOKET_BRAND = {"name": "<Samudra>", "colour": "#0b6e5f"}
    answer = Client().get("/icon.svg")
    assert answer["Content-Type"] == "image/svg+xml"
    assert "&lt;</text>" in answer.content.decode()
    assert 'fill="#0b6e5f"' in answer.content.decode()
