from __future__ import annotations

from django.db import connection
from django.utils.module_loading import import_string
from procrastinate.contrib.django import app

from loket.lib.low_priority import run_yielding

EVALUATION = "assistant.evaluation"


# One at a time, behind all other work, in slices of seconds: what has to go out quickly never waits for an evaluation.
@app.task(name="assistant.evaluate", retry=5, priority=-10, lock=EVALUATION, queueing_lock=EVALUATION)
def evaluate() -> None:
    """Work for some seconds on the evaluation that has waited longest, then queue the rest."""
    # By name: its actions defer this very task, so they cannot be imported above.
    import_string("loket.assistant.evaluation_runs.actions.warm_up")()
    run_yielding(_evaluate)


@app.task(name="assistant.stop_stale_evaluations")
def stop_stale_evaluations(timestamp: int) -> None:
    """Say of evaluations that nobody works on any more that they have stopped."""
    import_string("loket.assistant.evaluation_runs.actions.stop_stale")()


def _evaluate() -> None:
    try:
        import_string("loket.assistant.evaluation_runs.actions.work")()
    finally:
        connection.close()
