from __future__ import annotations

import gzip
import re

import pytest
from django.urls import reverse

from loket.widget import scripts
from loket.widget.wording import WORDS, WORDS_BY_SCRIPT

LANGUAGES = ("en", "pt-br", "id", "es")
KILOBYTE = 1000


def packed(response):
    return len(gzip.compress(response.content, 6))


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_until_a_message_can_be_sent_fits_25_kilobytes(client, open_counter, language):
    frame = client.get(reverse("widget:frame"), {"language": language, "colour": "#0a7"})
    addresses = re.findall(r'(?:src|href)="(/[^"]+)"', frame.content.decode())
    loaded = [address for address in addresses if "/widget/" in address]
    parts = [client.get(address.replace("&amp;", "&")) for address in loaded]
    assert len(parts) == 2
    assert sum(map(packed, [client.get("/widget.js"), frame, *parts])) <= 25 * KILOBYTE


def test_loader_alone_fits_3_kilobytes(client):
    assert packed(client.get("/widget.js")) <= 3 * 1024


def test_joined_modules_use_no_name_twice():
    sources = "".join((scripts.SOURCES / f"{module}.js").read_text() for module in scripts.MODULES)
    names = re.findall(r"^(?:export )?(?:async )?(?:function|class|const|let) (\w+)", sources, re.M)
    assert len(names) > 40
    assert sorted(names) == sorted(set(names))


def test_joined_script_asks_for_no_further_file_at_start():
    assert not re.search(r"^import ", scripts.script("frame"), re.M)


@pytest.mark.parametrize("name", scripts.LATER)
def test_later_scripts_lean_on_the_one_that_is_there(name):
    text = scripts.script(name, "en")
    found = re.findall(r'from "([^"]+)"', text)
    assert scripts.address("frame") in found
    assert not any(address.startswith(".") for address in found)


def test_every_word_a_script_says_exists():
    for name in ("frame", *scripts.LATER):
        known = {**WORDS, **WORDS_BY_SCRIPT.get(name, {})}
        said = set(re.findall(r'\bsay\("(\w+)"', scripts.script(name, "en")))
        assert said <= set(known), name


def test_loader_may_be_updated_and_is_not_sent_twice(client):
    first = client.get("/widget.js")
    assert "max-age=300" in first["Cache-Control"]
    assert first["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert client.get("/widget.js", headers={"If-None-Match": first["ETag"]}).status_code == 304


def test_script_is_kept_for_ever_and_an_unknown_one_is_not_there(client):
    assert "immutable" in client.get(scripts.address("frame"))["Cache-Control"]
    assert client.get("/widget/scripts/secrets.js").status_code == 404


def test_style_in_a_colour_that_is_none_is_the_operators_own(client):
    own = client.get(reverse("widget:style"))
    assert client.get(reverse("widget:style"), {"colour": "red;}</style>"}).content == own.content
    assert client.get(reverse("widget:style"), {"colour": "#ffd400"}).content != own.content
