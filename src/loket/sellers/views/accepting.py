from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from loket.sellers.accepting import AcceptForm, accept_all, choose, read_tokens, totals
from loket.sellers.addresses import HOME
from loket.sellers.forms import new_key
from loket.sellers.pages import OwnVisit, own_page, show


@require_POST
@own_page
def accept_several(visit: OwnVisit) -> HttpResponse:
    """Say yes to the marked claims: first a page with the money of each, then doing it."""
    given = visit.request.POST
    if "accepted" in given:
        return _accept(visit)
    after, actor = given.get("after", "")[:200], visit.signed_in.actor
    numbers = given.getlist("claims")
    chosen = choose(actor, numbers, after=after)
    if not numbers:
        return redirect(HOME)
    form = AcceptForm(has_return=any(each.accepted.is_return for each in chosen), initial={"key": new_key()})
    context = {
        "chosen": chosen,
        "totals": totals(actor, chosen, after=after),
        "missing": len(set(numbers)) - len(chosen),
        "form": form,
    }
    return show(visit, "accept_several", context)


def _accept(visit: OwnVisit) -> HttpResponse:
    given, actor = visit.request.POST, visit.signed_in.actor
    chosen = read_tokens(given.getlist("accepted"))
    form = AcceptForm(has_return=any(each.is_return for each in chosen), data=given)
    if not form.is_valid():
        rows = choose(actor, [each.number for each in chosen], after="")
        sums = totals(actor, rows, after="")
        return show(visit, "accept_several", {"chosen": rows, "totals": sums, "missing": 0, "form": form}, status=422)
    told = form.cleaned_data
    results = accept_all(chosen, by=actor, key=told["key"], return_to=told.get("return_to", ""), now=visit.now)
    done = [each for each in results if not each.why]
    return show(visit, "accepted", {"done": done, "refused": [each for each in results if each.why]})
