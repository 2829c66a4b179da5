"""What is known of recipients beside their notices: where nobody is reached, and how they want to be told."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q

from loket.notices.channels.choosing import Choice, Place, choose, places_of
from loket.notices.facts import Recipient
from loket.notices.models import AddressState, Notice, Preference
from loket.notices.purposes import PURPOSES, Purpose
from loket.notices.quiet_hours import QUIET_FROM, QUIET_TO, QuietHours, first_allowed

# Kind and id.
Who = tuple[str, str]
NOT_WRITTEN_TO = (AddressState.State.DEAD, AddressState.State.COMPLAINT)


@dataclass(frozen=True, slots=True)
class Known:
    """What was read for some recipients at once, in two statements."""

    dead: frozenset[Place] = frozenset()
    preferences: Mapping[Who, Preference] = field(default_factory=dict)

    def choice(self, purpose: Purpose, recipient: Recipient, *, given_up: Collection[str] = ()) -> Choice:
        """By which channel ``recipient`` can be told now."""
        preference = self.preferences.get((recipient.kind, recipient.id))
        off = preference.channels_off if preference else ()
        return choose(purpose, recipient, off=off, dead=self.dead, given_up=given_up)

    def choice_for(self, notice: Notice) -> Choice:
        """By which channel a notice can go now."""
        return self.choice(PURPOSES[notice.purpose], notice.recipient, given_up=notice.given_up)

    def first_allowed(self, moment: datetime, purpose: Purpose, recipient: Recipient) -> datetime:
        """``moment``, or when this recipient's quiet hours end."""
        if purpose.is_urgent:
            return moment
        preference = self.preferences.get((recipient.kind, recipient.id))
        return first_allowed(moment, _quiet_hours(preference), time_zone=recipient.time_zone)

    def wants_digests(self, who: Who) -> bool:
        """Whether several notices may come as one."""
        preference = self.preferences.get(who)
        return preference is None or preference.digest


def known_of(recipients: Iterable[Recipient]) -> Known:
    """Read what is known of these recipients."""
    everybody = list(recipients)
    places = set().union(*map(places_of, everybody))
    states = AddressState.objects.filter(
        address__in={address for _channel, address in places}, state__in=NOT_WRITTEN_TO
    )
    dead = frozenset(states.values_list("channel", "address")) & places if places else frozenset()
    return Known(dead, _preferences({(each.kind, each.id) for each in everybody}))


def _preferences(people: Collection[Who]) -> dict[Who, Preference]:
    asked = Q(recipient_kind__in={kind for kind, _id in people}, recipient_id__in={id for _kind, id in people})
    return {(each.recipient_kind, each.recipient_id): each for each in Preference.objects.filter(asked)}


def _quiet_hours(preference: Preference | None) -> QuietHours:
    begins = preference.quiet_from if preference else None
    ends = preference.quiet_to if preference else None
    return QuietHours(QUIET_FROM if begins is None else begins, QUIET_TO if ends is None else ends)
