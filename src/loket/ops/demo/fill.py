from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from loket.calendars.actions import set_service_hours
from loket.knowledge.actions.importing import import_articles
from loket.knowledge.queries import article_slugs, topic_places
from loket.lib.secrets import load_secrets
from loket.ops.demo.access_file import DemoAccess, read_access, write_access
from loket.ops.demo.orders.documents import ANCHOR_CHECKOUT, began_at, demo_orders, story_orders
from loket.ops.demo.orders.talks import demo_talks
from loket.ops.demo.people import PEOPLE, TEAMS, DemoPerson
from loket.orders.access import get_order_for, visible_to
from loket.orders.actions.importing import import_orders
from loket.orders.actions.talking import put_talk
from loket.people.access import identity_keys_visible_to, staff_visible_to, teams_visible_to
from loket.people.actions.keys import add_identity_key, create_server_key
from loket.people.actions.staff import invite_staff, set_shared_password
from loket.people.actions.teams import set_team, set_team_members
from loket.people.actors import SYSTEM
from loket.people.models import User
from loket.people.scopes import KeyScope
from loket.texts.actions.importing import NewText, import_texts

FOLDER = Path(__file__).parent
# The key with which the demo shop's own page says who its buyers are; its secret is the installation's.
IDENTITY_KEY_ID = "demo-shop"
# What people.actions.teams.create_first_team makes.
FIRST_TEAM = "everyone"

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class DemoSummary:
    """What the demo shop holds now, and how to come in."""

    articles: int
    new_articles: int
    orders: int
    new_orders: int
    people: tuple[DemoPerson, ...]
    password: str = field(repr=False)
    server_key: str = field(repr=False)
    identity_key_id: str = IDENTITY_KEY_ID


def fill_demo(progress: Progress | None = None, *, with_orders: bool = True) -> DemoSummary:
    """Add whatever is missing of the demo shop; what somebody has changed since stays as it is.

    Without the file of its password, which is in the data directory, all its people get a new one.
    """
    data_directory = Path(settings.LOKET_DATA)
    with transaction.atomic():
        new_articles = _add_articles(progress)
        _make_way()
        access, is_new = _access(data_directory)
        _add_teams()
        _add_texts()
        _add_identity_key(data_directory)
        orders, new_orders = add_orders() if with_orders else (0, 0)
    if is_new:
        write_access(data_directory, access)
    return DemoSummary(
        articles=len(article_slugs()),
        new_articles=new_articles,
        orders=orders,
        new_orders=new_orders,
        people=PEOPLE,
        password=access.password,
        server_key=access.server_key,
    )


def _add_articles(progress: Progress | None) -> int:
    slugs, places = article_slugs(), topic_places()
    articles = [line for line, fields in _lines("articles/*.jsonl") if fields["id"] not in slugs]
    if not articles:
        return 0
    topics = [
        line for line, fields in _lines("topics.jsonl") if (fields["topic"], fields.get("parent", "")) not in places
    ]
    return import_articles([*topics, *articles], note="Demo shop", progress=progress).new_articles


def _lines(pattern: str) -> Iterator[tuple[bytes, dict[str, Any]]]:
    for path in sorted(FOLDER.glob(pattern)):
        for line in path.read_bytes().splitlines():
            yield line, json.loads(line)


def _make_way() -> None:
    """Let the shop's own teams come before the one that every installation starts with, while nobody is in it."""
    first = teams_visible_to(SYSTEM).filter(slug=FIRST_TEAM, is_fallback=True, members=None).first()
    if first is not None:
        last = len(TEAMS)
        set_team(first.slug, name=first.name, languages=[], time_zone=first.time_zone, position=last, by=SYSTEM)


def _access(data_directory: Path) -> tuple[DemoAccess, bool]:
    """How to come in, and whether it was made just now, together with the people.

    Once they are there, nobody is brought back whom an administrator took away.
    """
    access = read_access(data_directory)
    if access is not None and _staff():
        return access, False
    for person in PEOPLE:
        invite_staff(person.email, roles=person.roles, name=person.name, languages=person.languages, by=SYSTEM)
    password = "-".join(secrets.token_hex(2) for _part in range(4))
    set_shared_password(list(_staff().values()), password=password, by=SYSTEM)
    key = create_server_key("Demo shop", scopes=[scope.value for scope in KeyScope], by=SYSTEM)
    return DemoAccess(password=password, server_key=key.secret), True


def _staff() -> dict[str, User]:
    emails = [person.email for person in PEOPLE]
    return {user.email: user for user in staff_visible_to(SYSTEM).filter(email__in=emails)}


def _add_teams() -> None:
    staff = _staff()
    known = set(teams_visible_to(SYSTEM).values_list("slug", flat=True))
    for position, each in enumerate(TEAMS):
        if each.slug in known:
            continue
        team = set_team(
            each.slug,
            name=each.name,
            languages=each.languages,
            time_zone=each.time_zone,
            position=position,
            is_fallback=each.is_fallback,
            by=SYSTEM,
        )
        set_service_hours(team, intervals=each.hours, by=None)
        members = [staff[person.email] for person in PEOPLE if each.slug in person.teams and person.email in staff]
        set_team_members(team, members=members, by=SYSTEM)


def _add_texts() -> None:
    texts = [fields for _line, fields in _lines("texts.jsonl")]
    import_texts([NewText(**fields) for fields in texts], by=SYSTEM)


def _add_identity_key(data_directory: Path) -> None:
    if not identity_keys_visible_to(SYSTEM).filter(kid=IDENTITY_KEY_ID).exists():
        secret = load_secrets(data_directory).identity_key
        add_identity_key(IDENTITY_KEY_ID, algorithm="HS256", key=secret, by=SYSTEM)


def add_orders() -> tuple[int, int]:
    """Add the orders that are missing, as of the first start; how many there are, and how many were added."""
    first = began() or timezone.now()
    numbers = {number for numbers in story_orders(first).values() for number in numbers}
    missing = numbers.difference(visible_to(SYSTEM).filter(number__in=numbers).values_list("number", flat=True))
    if missing:
        import_orders([json.dumps(each) for each in demo_orders(first) if each["number"] in missing], by=SYSTEM)
    for number, talk in demo_talks(first):
        put_talk(get_order_for(SYSTEM, number), talk, by=SYSTEM)
    return len(numbers), len(missing)


def began() -> datetime | None:
    """When this shop was first filled; None before it was."""
    anchor = visible_to(SYSTEM).filter(checkout_id=ANCHOR_CHECKOUT).order_by("placed_at").first()
    return None if anchor is None else began_at(anchor.placed_at)
