from __future__ import annotations

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _fresh_pace():
    cache.clear()


@pytest.fixture
def articles(db):
    """Two published articles."""
    from loket.helpcentre.tests.stage import put_articles  # noqa: PLC0415  models need settings first

    put_articles()


@pytest.fixture
def counter(db):
    """An English team that is always open, with Ada in it."""
    from loket.helpcentre.tests.stage import open_counter  # noqa: PLC0415  models need settings first

    return open_counter()
