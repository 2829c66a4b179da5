"""The web process: Django's pages in a few threads, and the waiting (streams, long polls) beside them without any.

``application`` is what uvicorn runs.
"""

from __future__ import annotations

import os

# Before numpy is imported anywhere: a matrix product in a request would otherwise take every core.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "loket.config.settings")

from django.core.wsgi import get_wsgi_application

from loket.lib.threaded_wsgi import ThreadedWSGI

THREADS = 8
# As much as a file of ten megabytes in a form takes, with room.
BODY_LIMIT_BYTES = 32 << 20

pages = ThreadedWSGI(get_wsgi_application(), threads=THREADS, body_limit=BODY_LIMIT_BYTES)

from loket.config.waiting import Application  # noqa: E402  needs Django's set-up

application = Application(pages)
