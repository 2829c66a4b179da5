from __future__ import annotations

from importlib import import_module

import pytest


@pytest.fixture(autouse=True)
def _small_shop(monkeypatch):
    """The assistant knows the small shop, whatever stands in the database."""
    # By name, for this file is read before Django is set up.
    shop = import_module("loket.assistant.tests.shop")
    monkeypatch.setattr("loket.assistant.banks.current", shop.small_bank)


@pytest.fixture
def clock(monkeypatch):
    """The time, as the test sets it."""
    return import_module("loket.promises.tests.clock").Clock(monkeypatch)
