"""Making endpoints, renewing their secrets, switching them off and on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from loket.history.actions import record
from loket.lib.jobs import defer
from loket.lib.network_addresses import MayReach, Network
from loket.lib.sealing import seal, unseal
from loket.people.access import NotVisible
from loket.people.actors import Actor, ServerActor
from loket.people.digests import new_secret
from loket.webhooks import jobs
from loket.webhooks.access import get_endpoint_for, names_for, visible_to
from loket.webhooks.models import Endpoint
from loket.webhooks.patience import SECRETS_OVERLAP
from loket.webhooks.target import judge_of, problem_with

MOST_OF_ONE = 20
SECRET_MARK = "whsec_"  # noqa: S105  what secrets begin with
_SEALED_FOR = "webhooks.secret"
_THIS_MACHINE = frozenset({"127.0.0.1", "localhost", "::1"})


class EndpointRefused(ValueError):
    """An endpoint that cannot be made; ``field`` is to blame, the text says why and what to do."""

    def __init__(self, field: str, message: str, *, code: str = "invalid") -> None:
        super().__init__(message)
        self.field, self.message, self.code = field, message, code


@dataclass(frozen=True, slots=True)
class NewEndpoint:
    """An endpoint with its secret, which is shown this once."""

    endpoint: Endpoint
    secret: str


@transaction.atomic
def make_endpoint(url: str, *, name: str = "", names: Sequence[str] = (), by: Actor) -> NewEndpoint:
    """Tell this address from now on what happens; no names mean all that ``by`` may hear of.

    Raises NotVisible for somebody who may hear of nothing, and EndpointRefused.
    """
    allowed = names_for(by)
    if not allowed:
        raise NotVisible
    if strange := [each for each in names if each not in allowed]:
        text = _("There is no event “%(name)s” that you may hear of.") % {"name": strange[0]}
        raise EndpointRefused("events", text, code="unknown_event")
    is_key = isinstance(by, ServerActor)
    if problem := problem_with(url, is_trusted=not is_key, is_trial=_is_trial(), networks=_networks()):
        raise EndpointRefused("url", problem, code="bad_address")
    if visible_to(by).count() >= MOST_OF_ONE:
        text = _("There are %(most)d endpoints already. Switch one off and delete it first.") % {"most": MOST_OF_ONE}
        raise EndpointRefused("url", text, code="too_many")
    secret = _new_secret()
    endpoint = Endpoint.objects.create(
        url=url,
        name=name,
        names=list(dict.fromkeys(names)),
        key_id=by.key_id if isinstance(by, ServerActor) else None,
        created_by_id=by.actor_id,
        secret=_sealed(secret),
    )
    _note("webhook.made", endpoint, by)
    return NewEndpoint(endpoint, secret)


@transaction.atomic
def renew_secret(endpoint: Endpoint, *, by: Actor, now: datetime | None = None) -> NewEndpoint:
    """A new secret; for a day the former one signs too, so that no delivery is lost in between."""
    found = _locked(endpoint, by)
    secret = _new_secret()
    found.former_secret, found.former_until = found.secret, (now or timezone.now()) + SECRETS_OVERLAP
    found.secret = _sealed(secret)
    found.save(update_fields=["secret", "former_secret", "former_until"])
    _note("webhook.secret_renewed", found, by)
    return NewEndpoint(found, secret)


@transaction.atomic
def switch_off(endpoint: Endpoint, *, by: Actor, because: str = Endpoint.Off.PERSON) -> Endpoint:
    """Tell this address nothing any more; what waits goes on when it is switched on again."""
    found = _locked(endpoint, by)
    if found.off_since is None:
        found.off_since, found.off_because = timezone.now(), because
        found.save(update_fields=["off_since", "off_because"])
        _note("webhook.switched_off", found, by, because=because)
    return found


@transaction.atomic
def switch_on(endpoint: Endpoint, *, by: Actor) -> Endpoint:
    """Tell this address again, and first what still waits for it."""
    found = _locked(endpoint, by)
    if found.off_since is None:
        return found
    found.off_since, found.off_because = None, ""
    found.failures, found.failing_since, found.rests_until = 0, None, None
    found.save()
    found.deliveries.filter(state="waiting").update(next_attempt_at=timezone.now())
    _note("webhook.switched_on", found, by)
    defer(jobs.send, queueing_lock=f"webhooks.send:{found.pk}", endpoint_id=str(found.pk))
    return found


@transaction.atomic
def remove_endpoint(endpoint: Endpoint, *, by: Actor) -> None:
    """Forget an address, with everything that waits for it."""
    found = _locked(endpoint, by)
    _note("webhook.removed", found, by)
    found.delete()


def secrets_of(endpoint: Endpoint, *, now: datetime) -> list[str]:
    """The secrets that sign at this moment, the newest first."""
    sealed = [endpoint.secret]
    if endpoint.former_secret and endpoint.former_until and endpoint.former_until > now:
        sealed.append(endpoint.former_secret)
    return [unseal(each, purpose=_SEALED_FOR)["secret"] for each in sealed]


def judge_for(endpoint: Endpoint) -> MayReach:
    """Where deliveries to this endpoint may go at this moment."""
    return judge_of(endpoint.url, is_trusted=endpoint.key_id is None, is_trial=_is_trial(), networks=_networks())


def _locked(endpoint: Endpoint, by: Actor) -> Endpoint:
    get_endpoint_for(by, endpoint.pk)
    return Endpoint.objects.select_for_update(no_key=True).get(pk=endpoint.pk)


def _new_secret() -> str:
    return f"{SECRET_MARK}{new_secret()}"


def _sealed(secret: str) -> str:
    return seal({"secret": secret}, purpose=_SEALED_FOR)


def _networks() -> tuple[Network, ...]:
    """Networks inside that webhooks may reach, as the operator names them."""
    opened: tuple[Network, ...] = settings.LOKET_WEBHOOK_NETWORKS
    return opened


def _is_trial() -> bool:
    return urlsplit(settings.LOKET_URL).hostname in _THIS_MACHINE


def _note(action: str, endpoint: Endpoint, by: Actor, **data: str) -> None:
    told = {"url": endpoint.url, **data}
    record(action, endpoint.subject, by=by.label, actor_id=by.actor_id, data=told)
