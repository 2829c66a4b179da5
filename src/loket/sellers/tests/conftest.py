from __future__ import annotations

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _fresh_pace():
    cache.clear()


@pytest.fixture(autouse=True)
def _reads_english(client):
    client.cookies["loket_seller_language"] = "en"
