from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def store(tmp_path, settings):
    """An empty store of the test's own."""
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT


@pytest.fixture
def stored_files(store):
    """Every file in the store at the time of asking."""
    return lambda: sorted(path for path in store.rglob("*") if path.is_file())
