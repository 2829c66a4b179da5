"""Tags for the pages about people and articles."""

from __future__ import annotations

from django import template
from django.forms import BoundField

from loket.design.templatetags.design import describe_field
from loket.people.models.user import Role

register = template.Library()


@register.filter
def role_name(role: str) -> str:
    """A role as people say it; the word itself where it is unknown."""
    return str(Role(role).label) if role in Role.values else role


@register.filter
def as_input(bound: BoundField) -> str:
    """A field's control alone, wired to its error; the page writes the label."""
    return str(describe_field(bound)["control"])
