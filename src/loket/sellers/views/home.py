from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from loket.disputes.actions.storing import topic_of_claims
from loket.disputes.queries import ClaimFilter, claims_of_seller, count_claims, count_due
from loket.people.seller_sessions import SignedInSeller
from loket.sellers.claim_rows import DUE_SOON, SOON, claim_rows, filter_links
from loket.sellers.live import ADDRESS
from loket.sellers.pages import Visit, open_page, show, show_not_here, to_sign_in


@require_safe
@open_page
def show_claims(visit: Visit) -> HttpResponse:
    """The claims that buyers opened against this seller, the nearest deadline first; the way in for everybody else."""
    if visit.signed_in is None:
        return to_sign_in(visit)
    return _show(visit, visit.signed_in)


@open_page
def not_here(visit: Visit, rest: str) -> HttpResponse:
    """Whatever no other page answers."""
    return show_not_here(visit)


def _show(visit: Visit, signed_in: SignedInSeller) -> HttpResponse:
    given, actor, soon = visit.request.GET, signed_in.actor, visit.now + SOON
    counts = {each.value: number for each, number in count_claims(actor).items()}
    counts[DUE_SOON] = count_due(actor, before=soon)
    wanted = _wanted_in(given.get("show"), has_own_turn=bool(counts[ClaimFilter.YOUR_TURN]))
    after = given.get("after", "")[:200]
    if wanted == DUE_SOON:
        page = claims_of_seller(actor, ClaimFilter.YOUR_TURN, due_before=soon, after=after)
    else:
        page = claims_of_seller(actor, ClaimFilter(wanted), after=after)
    rows = claim_rows(page.disputes, now=visit.now)
    context = {
        "claims": rows,
        "can_accept": any(each.can_be_accepted for each in rows),
        "filters": filter_links(wanted, counts),
        "show": wanted,
        "after": after,
        "next": f"{reverse('sellers:home')}?{urlencode({'show': wanted, 'after': page.next})}" if page.next else "",
        "live_url": ADDRESS,
        "topics": topic_of_claims(actor.seller_id),
    }
    return show(visit, "claims", context)


def _wanted_in(given: str | None, *, has_own_turn: bool) -> str:
    """What was asked for; else what waits for the seller, where anything does."""
    if given in {DUE_SOON, *ClaimFilter}:
        return str(given)
    return ClaimFilter.YOUR_TURN.value if has_own_turn else ClaimFilter.ALL.value
