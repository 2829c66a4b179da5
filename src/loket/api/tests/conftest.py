import pytest
from django.db import connections

from loket.api.tests.running import Web


@pytest.fixture
def web(transactional_db):
    """The whole web process, on loopback, over the test's database."""
    # After Django's own set-up, and only where it is needed.
    from loket.config.asgi import pages  # noqa: PLC0415
    from loket.config.waiting import Application  # noqa: PLC0415

    running = Web(Application(pages, prepare="loket.api.tests.running.prepare_nothing"))
    running.start()
    yield running
    running.stop()
    connections.close_all()
