"""Loket: customer service for online marketplaces."""

from __future__ import annotations

import os

# A matrix product in a request must not wake a pool of threads; numpy reads this when it is first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
