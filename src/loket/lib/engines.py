"""Which engines compare meanings where the operator names none."""

from __future__ import annotations

DEFAULT_EMBEDDERS = "use,e5"
