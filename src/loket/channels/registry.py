"""The registry is the folder: a package with an ``adapter`` module is a channel."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import cast

from loket import channels
from loket.channels.envelope import Adapter


@cache
def kinds() -> tuple[str, ...]:
    """The kinds of channel that this installation can speak."""
    packages = (module.name for module in pkgutil.iter_modules(channels.__path__) if module.ispkg)
    return tuple(sorted(name for name in packages if find_spec(f"loket.channels.{name}.adapter")))


@cache
def adapter_for(kind: str) -> Adapter:
    """The adapter of ``kind``; raises LookupError when there is no such channel."""
    if kind not in kinds():
        raise LookupError(f"There is no channel called {kind!r}; known are {', '.join(kinds())}.")
    return cast(Adapter, import_module(f"loket.channels.{kind}.adapter"))
