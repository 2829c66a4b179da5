"""Claims against Sam, and his way to them."""

from __future__ import annotations

import re

from loket.disputes.models import Dispute
from loket.disputes.tests.dispute_shop import submitted
from loket.orders.models import Order
from loket.sellers.tests.stage import sign_in


def claim_against(client, **changes):
    """A claim that waits for its seller, who is signed in."""
    found = submitted(**changes)
    sign_in(client, seller_id_of(found))
    return found


def seller_id_of(found):
    """The marketplace's name of the seller."""
    return Order.objects.get(pk=found.order_id).seller.external_id


def address(found, *rest):
    """A page of the claim."""
    return "/".join((f"/sellers/claims/{found.number}", *rest))


def hidden(page):
    """The hidden fields of the page's main form, as a browser sends them."""
    main = page.content.decode().split('<main id="main"', 1)[1]
    form = next(each for each in main.split("<form")[1:] if "sign-out" not in each.split(">", 1)[0])
    form = form.split("</form>", 1)[0]
    fields = {}
    for tag in re.findall(r"<input[^>]*type=\"hidden\"[^>]*>", form):
        name = re.search(r'name="([^"]+)"', tag)[1]
        value = re.search(r'value="([^"]*)"', tag)
        if name != "csrfmiddlewaretoken":
            fields.setdefault(name, []).append(value[1] if value else "")
    return fields


def newest(found):
    """The claim as it stands now."""
    return Dispute.objects.get(pk=found.pk)
