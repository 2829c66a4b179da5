"""Several notices that come close together go as one: the digest is a notice of its own, to which they point."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby
from uuid import uuid4

from django.db.models import Max, Q

from loket.notices.known import Known, Who
from loket.notices.models import IS_UNSENT, STILL_TO_GO, Notice, State
from loket.notices.pace import DIGEST_WITHIN
from loket.notices.purposes import PURPOSES
from loket.notices.references import label_of

DIGEST = "digest"
FEWEST = 2
_FOLDABLE = tuple(code for code, each in PURPOSES.items() if each.may_be_digested)
_LOOK_AGAIN = timedelta(seconds=30)


@dataclass(slots=True)
class Folded:
    """What goes of the notices that were found due, some of them as a digest, and what has to come later."""

    to_go: list[Notice] = field(default_factory=list)
    later: list[tuple[Notice, datetime]] = field(default_factory=list)


def fold(found: Sequence[Notice], *, known: Known, now: datetime) -> Folded:
    """Fold what one recipient would get within a few minutes; the rest goes as it is."""
    foldable = {each for each in found if _is_foldable(each, now) and known.wants_digests(_who(each))}
    folded = Folded(to_go=[each for each in found if each not in foldable])
    if not foldable:
        return folded
    recipients = {_who(each) for each in foldable}
    unsent = _unsent_of(recipients)
    ours = _lock(each for each in unsent if _is_due(each, now))
    last_told = _last_told(recipients, now)
    for who, theirs in groupby(unsent, key=_who):
        _fold_one(folded, list(theirs), ours, last_told.get(who), known=known, now=now)
    return folded


def _fold_one(
    folded: Folded, unsent: list[Notice], ours: set[int], last_told: datetime | None, *, known: Known, now: datetime
) -> None:
    together = _may_go_together(unsent, ours, now)
    if not together:
        return
    until = _held_until(unsent, last_told, known=known, now=now)
    if until is not None:
        folded.later += [(each, until) for each in together]
    elif len(together) < FEWEST:
        folded.to_go += together
    else:
        folded.to_go.append(_make_digest(together, now))


def _held_until(unsent: list[Notice], last_told: datetime | None, *, known: Known, now: datetime) -> datetime | None:
    """Until when more is gathered: somebody was told a moment ago, or is being told, or sleeps; None to go now."""
    to = unsent[-1].recipient
    allowed_at = known.first_allowed(now, PURPOSES[DIGEST], to)
    if allowed_at > now:
        return allowed_at
    if any(each.purpose == DIGEST or (each.state == State.SENDING and not each.is_urgent) for each in unsent):
        return now + _LOOK_AGAIN
    return last_told + DIGEST_WITHIN if last_told else None


def _may_go_together(unsent: list[Notice], ours: set[int], now: datetime) -> list[Notice]:
    """Those due, as far as nothing of their thread that cannot go with them comes before."""
    together: list[Notice] = []
    blocked: set[str] = set()
    for notice in unsent:
        if notice.not_before is not None and notice.not_before > now:
            continue
        if notice.pk not in ours or notice.thread in blocked or notice.purpose not in _FOLDABLE:
            blocked.add(notice.thread)
        elif _is_foldable(notice, now):
            together.append(notice)
    return together


def _is_foldable(notice: Notice, now: datetime) -> bool:
    return notice.purpose in _FOLDABLE and notice.expires_at > now


def _is_due(notice: Notice, now: datetime) -> bool:
    return notice.state in STILL_TO_GO and notice.next_attempt_at is not None and notice.next_attempt_at <= now


def _make_digest(together: list[Notice], now: datetime) -> Notice:
    newest = together[-1]
    digest = Notice.objects.create(
        key=f"digest:{uuid4()}",
        purpose=DIGEST,
        subject=label_of(newest.recipient)[:80],
        thread=f"digest:{label_of(newest.recipient)}"[:200],
        **_recipient_of(newest),
        state=State.READY,
        created_at=now,
        next_attempt_at=now,
        expires_at=max(each.expires_at for each in together),
    )
    Notice.objects.filter(pk__in=[each.pk for each in together]).update(
        state=State.FOLDED, folded_into=digest, next_attempt_at=None
    )
    return digest


def _recipient_of(notice: Notice) -> dict[str, str]:
    names = ("recipient_kind", "recipient_id", "name", "language", "time_zone", "email", "phone")
    return {name: getattr(notice, name) for name in names}


def _unsent_of(recipients: set[Who]) -> list[Notice]:
    """All that is still to go to these people, theirs together, in the order in which it was told."""
    unsent = Notice.objects.filter(IS_UNSENT, _any_of(recipients)).exclude(state=State.FOLDED)
    return [each for each in unsent.order_by("recipient_kind", "recipient_id", "pk") if _who(each) in recipients]


def _lock(notices: Iterable[Notice]) -> set[int]:
    """Which of these are ours for this transaction; what somebody else holds is left to them."""
    wanted = Notice.objects.filter(pk__in=[each.pk for each in notices], state__in=STILL_TO_GO)
    locked = wanted.select_for_update(of=("self",), skip_locked=True, no_key=True).order_by("pk")
    return set(locked.values_list("pk", flat=True))


def _last_told(recipients: Iterable[Who], now: datetime) -> Mapping[Who, datetime]:
    """When each of these was told something lately that might have been part of a digest."""
    lately = Notice.objects.filter(
        _any_of(recipients), purpose__in=(*_FOLDABLE, DIGEST), accepted_at__gt=now - DIGEST_WITHIN
    )
    moments = lately.values_list("recipient_kind", "recipient_id").annotate(Max("accepted_at"))
    return {(kind, id_): moment for kind, id_, moment in moments}


def _any_of(recipients: Iterable[Who]) -> Q:
    people = list(recipients)
    return Q(recipient_kind__in={kind for kind, _id in people}, recipient_id__in={id_ for _kind, id_ in people})


def _who(notice: Notice) -> Who:
    return notice.recipient_kind, notice.recipient_id
