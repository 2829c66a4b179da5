from __future__ import annotations

from django.utils.module_loading import import_string
from procrastinate.contrib.django import app


@app.task(name="knowledge.index_vectors", retry=5, lock="knowledge:vectors", queueing_lock="knowledge:vectors")
def index_vectors() -> None:
    """Give every new passage its vector."""
    # By name: publishing, beside indexing, defers this very task.
    import_string("loket.knowledge.actions.indexing.fill_vectors")()
