import pytest
from django.db import connections
from django.utils.module_loading import import_string

from loket.api.tests.running import Web


@pytest.fixture
def web(transactional_db):
    """The whole web process, on loopback, over the test's database."""
    # By name: config is above this room, and builds the pages as soon as it is imported.
    pages = import_string("loket.config.asgi.pages")
    application = import_string("loket.config.waiting.Application")
    running = Web(application(pages, prepare="loket.api.tests.running.prepare_nothing"))
    running.start()
    yield running
    running.stop()
    connections.close_all()
