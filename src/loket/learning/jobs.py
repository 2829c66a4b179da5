from __future__ import annotations

from django.db import connection
from django.utils.module_loading import import_string
from procrastinate.contrib.django import app

from loket.lib.low_priority import run_yielding

LEARNING = "learning"


# One at a time, behind all other work, in slices of seconds, as evaluations are.
@app.task(name="learning.learn", retry=5, priority=-10, lock=LEARNING, queueing_lock=LEARNING)
def learn() -> None:
    """Work for some seconds on what is new, then queue the rest."""
    # By name: its actions defer this very task, so they cannot be imported above.
    import_string("loket.learning.actions.working.warm_up")()
    run_yielding(_learn)


@app.task(name="learning.learn_nightly", queueing_lock="learning.learn_nightly")
def learn_nightly(timestamp: int) -> None:
    """Begin to read what was said since the last time, and forget what is old."""
    import_string("loket.learning.actions.working.start_nightly")()


def _learn() -> None:
    try:
        import_string("loket.learning.actions.working.work")()
    finally:
        connection.close()
