"""Making a case's promises what they should be: computed from its state, as often as anybody likes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from loket.calendars.queries import schedule_of
from loket.calendars.service_hours import Schedule
from loket.conversations.actions.locking import locked
from loket.conversations.models import Conversation, QueueEntry
from loket.lib import live
from loket.promises.actions.announcing import announce_change, announce_update
from loket.promises.actions.drafting import Setting, draft, renew, stop, strike, write_pauses
from loket.promises.case_reading import case_facts, read_case, stored_rules
from loket.promises.clocks import UPDATE_AFTER, is_later
from loket.promises.models import Promise
from loket.promises.queries import promised_by
from loket.promises.turns import FIRST, Clock, clocks_of

_NEVER_OPEN = Schedule(time_zone="UTC")


def promise_on_hand_over(
    conversation: Conversation, entry: QueueEntry, schedule: Schedule | None, *, now: datetime
) -> datetime | None:
    """Promise a first answer to a locked conversation that was just handed over; the date, if one is promised.

    Two statements. What waited before keeps its promise: ``refresh`` sees to that, and to all else.
    """
    rules = stored_rules()
    setting = Setting(rules, case_facts(conversation, rules, is_urgent=entry.urgent), schedule or _NEVER_OPEN)
    promise = draft(conversation.pk, conversation.episode, Clock(FIRST, entry.joined_at), setting, now=now)
    promise.told_at = now
    promise.look_at = _next_look(promise, heard_at=now)
    made = Promise.objects.bulk_create([promise], ignore_conflicts=True)
    return made[0].due_at


def promise_anew(
    conversation: Conversation, entry: QueueEntry, schedule: Schedule | None, *, now: datetime
) -> datetime | None:
    """The same for one that comes back to people's hands, whose clock may have run before."""
    refresh_locked(conversation, now)
    return promised_by(conversation.pk)


def is_before_people(conversation: Conversation) -> bool:
    """Whether nobody was fetched in this episode yet, as far as the conversation itself tells."""
    return conversation.assistant_from <= conversation.episode_from


@transaction.atomic
def refresh(conversation_id: UUID, now: datetime | None = None) -> None:
    """Compute a case's promises anew: what runs, what was kept or broken, and what its customer has to be told."""
    refresh_locked(locked(conversation_id), now or timezone.now())


def refresh_locked(conversation: Conversation, now: datetime) -> None:
    """The same for a conversation whose lock is held, and which nobody else has at hand with other values."""
    reading = read_case(conversation)
    clocks = clocks_of(reading.happenings)
    stored = list(Promise.objects.filter(conversation=conversation).order_by("started_at", "renewal"))
    _end_what_never_ran(conversation, stored, clocks, now)
    if not clocks:
        return
    rules = stored_rules()
    setting = Setting(
        rules,
        case_facts(conversation, rules, is_urgent=reading.is_urgent),
        schedule_of(conversation.team) if conversation.team else _NEVER_OPEN,
    )
    for clock in clocks:
        promise = _latest(stored, conversation.episode, clock)
        if clock.stopped_at is not None:
            _keep_stopped(promise, conversation, clock, setting, now=now)
        else:
            _keep_running(promise, conversation, clock, setting, now=now)


def _keep_stopped(
    promise: Promise | None, conversation: Conversation, clock: Clock, setting: Setting, *, now: datetime
) -> None:
    """Note the end of a clock that stopped; one that ran and stopped unseen is noted too."""
    if promise is not None and promise.stopped_at is not None:
        return
    ended = promise or draft(conversation.pk, conversation.episode, clock, setting, now=now)
    stop(ended, clock)
    ended.save()


def _keep_running(
    promise: Promise | None, conversation: Conversation, clock: Clock, setting: Setting, *, now: datetime
) -> None:
    running = promise or draft(conversation.pk, conversation.episode, clock, setting, now=now)
    if promise is not None:
        _compute_anew(conversation, running, clock, setting, now=now)
    if running.due_at is not None and running.due_at <= now:
        running = _break(conversation, running, clock, setting, now=now)
    # A turn that has just come back to us owes no word about the time before.
    heard_at = max(clock.runs_since, running.told_at or clock.runs_since)
    if not clock.is_paused and heard_at + UPDATE_AFTER <= now:
        announce_update(conversation, running, now=now)
        running.told_at = heard_at = now
    if running.warned_at is None and running.warn_at is not None and running.warn_at <= now:
        running.warned_at = now
        live.publish(live.DESK, "queue")
    running.look_at = None if clock.is_paused else _next_look(running, heard_at=heard_at)
    running.save()


def _compute_anew(
    conversation: Conversation, promise: Promise, clock: Clock, setting: Setting, *, now: datetime
) -> None:
    """Take over what changed since: rules, hours and pauses; the customer is told of a date that became later."""
    stood_still_otherwise = promise.pauses != write_pauses(clock.pauses)
    strike(promise, clock, setting)
    before, due_at = promise.told_due_at, promise.due_at
    if due_at is None or due_at == before:
        return
    promise.told_due_at = due_at
    if stood_still_otherwise or not is_later(due_at, before) or due_at <= now:
        # Sooner than promised, or shown where the customer was told that they wait again.
        return
    announce_change(conversation, promise, before=before, now=now)
    promise.told_at = now


def _break(conversation: Conversation, broken: Promise, clock: Clock, setting: Setting, *, now: datetime) -> Promise:
    """End a promise whose date has passed, make the next one, and tell its date."""
    renewed = renew(broken, clock, setting, now=now)
    broken.save()
    renewed.told_due_at, renewed.told_at = renewed.due_at, now
    renewed.save()
    broken.replaced_by = renewed
    broken.save(update_fields=["replaced_by"])
    announce_change(conversation, renewed, before=broken.told_due_at or broken.due_at, now=now)
    live.publish(live.DESK, "queue")
    return renewed


def _end_what_never_ran(
    conversation: Conversation, stored: Sequence[Promise], clocks: Sequence[Clock], now: datetime
) -> None:
    """Stop promises of clocks that are no more: an earlier episode's, or one that was read otherwise before."""
    known = {(clock.kind, clock.started_at) for clock in clocks}
    for promise in stored:
        is_here = promise.episode == conversation.episode
        if promise.stopped_at is not None or (is_here and (promise.kind, promise.started_at) in known):
            continue
        promise.stopped_at, promise.look_at = now, None
        promise.ending = Promise.Ending.VOID if is_here else Promise.Ending.CLOSED
        promise.save()


def _latest(stored: Sequence[Promise], episode: int, clock: Clock) -> Promise | None:
    named = (episode, clock.kind, clock.started_at)
    return next((each for each in reversed(stored) if (each.episode, each.kind, each.started_at) == named), None)


def _next_look(promise: Promise, *, heard_at: datetime) -> datetime:
    warns_at = promise.warn_at if promise.warned_at is None else None
    moments = (warns_at, promise.due_at, heard_at + UPDATE_AFTER)
    return min(moment for moment in moments if moment is not None)
