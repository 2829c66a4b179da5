"""Keys in the database follow the directions that imports must follow."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import ForeignKey, ManyToManyField

ROOT = Path(__file__).resolve().parent.parent
OURS = "loket."
# As in Django's own admin log: an event knows which member of staff it was.
POINTS_UP = {"history.Event.actor"}
# Tables that Django or a library makes for itself.
MADE_ELSEWHERE = {"people.User.groups", "people.User.user_permissions"}


def heights():
    """Each room with its floor, the lowest being 0; a room in parentheses is planned."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(each for each in contracts if each["type"] == "layers")["layers"]
    return {room.strip(" ()"): floor for floor, layer in enumerate(reversed(layers)) for room in layer.split("|")}


HEIGHT = heights()


def room_of(model):
    return model.__module__.removeprefix(OURS).split(".")[0]


def name_of(field):
    return f"{field.model._meta.label}.{field.name}"


def our_keys():
    """Every key of ours to another model of ours."""
    for model in apps.get_models():
        if not model.__module__.startswith(OURS):
            continue
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many):
            if isinstance(field, ForeignKey | ManyToManyField) and name_of(field) not in MADE_ELSEWHERE:
                yield field


KEYS = {name_of(field): field for field in our_keys()}


@pytest.mark.parametrize("name", sorted(KEYS))
def test_a_key_points_to_the_same_room_or_a_lower_one(name):
    field = KEYS[name]
    here, there = room_of(field.model), room_of(field.related_model)
    assert there == here or HEIGHT[there] < HEIGHT[here] or name in POINTS_UP


@pytest.mark.parametrize("name", sorted(KEYS))
def test_a_key_that_crosses_rooms_sprouts_no_attribute_upward(name):
    field = KEYS[name]
    crosses = room_of(field.model) != room_of(field.related_model)
    assert not crosses or field.remote_field.related_name == "+"


def test_every_exception_is_still_needed():
    assert set(KEYS) >= POINTS_UP
    assert {"history", "people"} == {room_of(KEYS["history.Event.actor"].model), "people"}
    assert settings.AUTH_USER_MODEL == "people.User"


def test_every_room_has_its_place():
    rooms = {path.parent.name for path in (ROOT / "src" / "loket").glob("*/__init__.py")}
    assert rooms <= set(HEIGHT)


def test_no_model_is_in_a_door_or_overrides_save():
    for model in apps.get_models():
        if model.__module__.startswith(OURS):
            assert "save" not in vars(model), model
