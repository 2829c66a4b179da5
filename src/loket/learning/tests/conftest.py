from __future__ import annotations

from importlib import import_module

import pytest


@pytest.fixture
def shelf(db, monkeypatch):
    """The small shop: its articles stand in the database, and the assistant knows them."""
    # By name, for this file is read before Django is set up.
    shop = import_module("loket.assistant.tests.shop")
    monkeypatch.setattr("loket.assistant.banks.current", shop.small_bank)
    import_module("loket.learning.tests.stories").fill_shelf()
