"""Texts that Loket says of itself, which an operator may word otherwise; the rooms that say them offer them here.

Free of models, so that what thinks without a database can be imported beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from loket.texts.fields import FIELDS_OF_KIND


@dataclass(frozen=True, slots=True)
class BuiltInText:
    """A text as it stands in the house, by language; ``title`` is for the desk, ``fields`` are all it may hold."""

    slug: str
    title: str
    fields: tuple[str, ...]
    texts: Mapping[str, str]
    subjects: Mapping[str, str] = field(default_factory=dict)


Provider = Callable[[], Iterable[BuiltInText]]
_providers: dict[str, Provider] = {}


def offer(kind: str, provider: Provider) -> None:
    """Let the desk show and change the texts of a kind; called once, when an app is ready."""
    _providers[kind] = provider
    built_in_texts.cache_clear()


@lru_cache(maxsize=8)
def built_in_texts(kind: str) -> Mapping[str, BuiltInText]:
    """The built-in texts of a kind by their slugs, in their order; none for a kind that only operators write."""
    provider = _providers.get(kind)
    return MappingProxyType({each.slug: each for each in provider()} if provider else {})


def allowed_fields(kind: str, slug: str) -> tuple[str, ...]:
    """The fields that a text may hold: its own where it is built in, else those of its kind."""
    built_in = built_in_texts(kind).get(slug)
    return built_in.fields if built_in else FIELDS_OF_KIND.get(kind, ())
