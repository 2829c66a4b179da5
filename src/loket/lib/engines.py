"""Which engines compare meanings."""

from __future__ import annotations

import os

DEFAULT_EMBEDDERS = "use,e5"


def named_embedders() -> tuple[str, ...]:
    """The engines that the operator names in ``LOKET_EMBEDDERS``, or both; read where there are no settings too."""
    return tuple(os.environ.get("LOKET_EMBEDDERS", DEFAULT_EMBEDDERS).split(","))
