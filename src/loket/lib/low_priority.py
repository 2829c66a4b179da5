"""Work that yields to everything else on the machine."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

NICENESS = 15


def run_yielding(function: Callable[[], None]) -> None:
    """Call ``function`` in a thread of low priority and wait for it; what it raises is raised here.

    The thread ends with it, for a plain user may not raise a priority again.
    """
    with ThreadPoolExecutor(1, thread_name_prefix="yielding", initializer=_yield_to_others) as thread:
        thread.submit(function).result()


def _yield_to_others() -> None:
    os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICENESS)
