"""Letters to those who lead, for they are not always at the desk: what waits, at most once an hour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from procrastinate.types import JSONValue

from loket.disputes import wording
from loket.disputes.alerts import standing_alerts
from loket.disputes.models import DisputeAlert
from loket.notices.actions.telling import tell, withdraw_about
from loket.notices.facts import Recipient, Telling
from loket.notices.letters.composing import reading_language
from loket.notices.models import Notice
from loket.notices.purposes import PURPOSES
from loket.notices.queries import can_write_to
from loket.people.access import staff_visible_to
from loket.people.actors import SYSTEM
from loket.people.language import to_django
from loket.people.models import User
from loket.people.models.user import Role

PURPOSE = "lead_alert"
PAGE = "/desk/disputes#dispute-alerts"
AT_MOST_EVERY = timedelta(hours=1)
# As many as one reads in a mail; the rest stands at the desk.
MOST_NAMED = 10
OVERTAKEN = "a newer letter says what waits now"
# Finance has no role of its own: leads look after stuck money.
_ROLES: Mapping[str, Role] = {
    DisputeAlert.Whom.LEAD: Role.LEAD,
    DisputeAlert.Whom.SENIOR: Role.SENIOR,
    DisputeAlert.Whom.FINANCE: Role.LEAD,
}


def tell_leads(now: datetime | None = None) -> int:
    """Write to all who lead about what was raised since the last letter; returns how many letters.

    Nobody is written to twice within an hour; what nobody took yet is named, also of earlier letters.
    """
    moment, untold = now or timezone.now(), DisputeAlert.objects.filter(done_at=None, told_at=None)
    raised = set(untold.order_by().values_list("whom", flat=True).distinct())
    if not raised:
        return 0
    return sum(_tell_role(role, moment) for role in dict.fromkeys(_ROLES[each] for each in sorted(raised)))


@transaction.atomic
def _tell_role(role: Role, now: datetime) -> int:
    groups = [whom for whom, of in _ROLES.items() if of == role]
    untold = DisputeAlert.objects.select_for_update(skip_locked=True).filter(
        whom__in=groups, done_at=None, told_at=None
    )
    news = [each.pk for each in untold]
    readers = _readers(role)
    if not news or _was_told_lately(readers, now):
        return 0
    waiting = list(_untaken(groups))
    DisputeAlert.objects.filter(pk__in=news).update(told_at=now)
    # What was taken or has gone on within the minute is nobody's news.
    if not {each.pk for each in waiting} & set(news):
        return 0
    for reader in readers:
        _tell(reader, waiting, key=f"{max(news)}:{now.isoformat()}", now=now)
    return len(readers)


def _untaken(groups: Sequence[str]) -> Sequence[DisputeAlert]:
    found = DisputeAlert.objects.filter(whom__in=groups, taken_by=None).select_related("dispute", "dispute__seller")
    return list(standing_alerts(found).defer("dispute__document", "dispute__draft"))


def _readers(role: Role) -> Sequence[User]:
    """Those who hold the role, or else those who hold every role, as far as letters reach them."""
    people = list(staff_visible_to(SYSTEM).order_by("pk"))
    named = [each for each in people if role in each.roles] or [each for each in people if each.has_role(role)]
    # Without a way to write, the list at the desk is all there is.
    return [each for each in named if can_write_to(_recipient(each), purpose=PURPOSES[PURPOSE])]


def _was_told_lately(readers: Sequence[User], now: datetime) -> bool:
    subjects = [_subject(each) for each in readers]
    return Notice.objects.filter(subject__in=subjects, created_at__gt=now - AT_MOST_EVERY).exists()


def _tell(reader: User, waiting: Sequence[DisputeAlert], *, key: str, now: datetime) -> None:
    # One that waits for the morning would say less than this one.
    withdraw_about(_subject(reader), purposes=(PURPOSE,), why=OVERTAKEN)
    with translation.override(to_django(_language(reader))):
        claims: list[JSONValue] = [_line(each) for each in waiting[:MOST_NAMED]]
    telling = Telling(
        key=f"{_subject(reader)}:{key}",
        purpose=PURPOSE,
        recipient=_recipient(reader),
        subject=_subject(reader),
        fields={"waiting": len(waiting), "claims": claims},
        link=f"{settings.LOKET_URL}{PAGE}",
    )
    tell(telling, now=now)


def _line(alert: DisputeAlert) -> str:
    said = wording.alert_sentence(alert.transition, alert.rule)
    return f"{alert.dispute.number} · {alert.dispute.seller} · {said}"


def _recipient(reader: User) -> Recipient:
    return Recipient("staff", str(reader.pk), reader.name, _language(reader), reader.time_zone, reader.email)


def _language(reader: User) -> str:
    return reading_language(reader.languages[0] if reader.languages else "")


def _subject(reader: User) -> str:
    return f"leads:{reader.pk}"
