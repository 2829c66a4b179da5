from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _nothing_is_kept_between_tests():
    from loket.notices.channels import choosing, resting  # noqa: PLC0415  needs Django's settings

    resting.clear()
    yield
    resting.clear()
    choosing.close_all()
