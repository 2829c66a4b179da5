"""Which hosts an operator names in a setting: plain names such as ``cdn.shop.example``, nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

# At least one dot; no scheme, port, path or wildcard, so that a name can stand in a header as it is.
_NAME = re.compile(r"(?=.{4,253}\Z)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])")


def read_hosts(text: str) -> tuple[str, ...]:
    """What a comma-separated setting names, in small letters."""
    return tuple(dict.fromkeys(each.strip().lower() for each in text.split(",") if each.strip()))


@cache
def is_host_name(name: str) -> bool:
    """Whether a text is the name of one host on the internet."""
    return _NAME.fullmatch(name) is not None


def host_names(names: Iterable[str]) -> tuple[str, ...]:
    """Those that are names of hosts."""
    return tuple(filter(is_host_name, names))
