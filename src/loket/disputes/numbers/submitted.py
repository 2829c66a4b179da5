"""Counts of the claims that were submitted in a stretch: by reason, market, seller, product, languages, evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, F, Max, Q, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf

from loket.disputes.machine.codes import EvidenceKind, Role
from loket.disputes.machine.reasons import REASONS, Reason
from loket.disputes.machine.states import State
from loket.disputes.models import Dispute, DisputeLine
from loket.disputes.numbers.figures import EvidenceGiven, LanguagePair, Product, SellerShare, Share
from loket.disputes.numbers.stretch import Stretch

# Those with the most; the others are left out of these tables.
MOST_SELLERS = 50
MOST_PRODUCTS = 50
MOST_PAIRS = 50
# One claim about a thing is no news; the second is.
AGAIN = 2


def submitted_in(stretch: Stretch) -> QuerySet[Dispute]:
    """The claims that were submitted in it."""
    return Dispute.objects.filter(stretch.within("submitted_at"), stretch.of()).order_by()


def shares_by(rows: QuerySet[Dispute], field: str) -> Sequence[Share]:
    """How many there are of each code, the most frequent first; rows without one are left out."""
    counted = list(rows.exclude(**{field: ""}).values_list(field).annotate(many=Count("*")).order_by("-many", field))
    total = sum(many for _code, many in counted)
    return [Share(code, many, total) for code, many in counted]


def by_seller(stretch: Stretch, total: int, expired: Mapping[UUID, int]) -> Sequence[SellerShare]:
    """The sellers with the most claims."""
    named = ("seller", "seller__external_id", "seller__name")
    counted = submitted_in(stretch).values_list(*named)
    counted = counted.annotate(many=Count("*"), buyers=Count("customer", distinct=True))
    return [
        SellerShare(code, name or code, many, total, buyers, expired.get(seller, 0))
        for seller, code, name, many, buyers in counted.order_by("-many", "seller__external_id")[:MOST_SELLERS]
    ]


def products_again(stretch: Stretch) -> Sequence[Product]:
    """The things about which more than one claim came."""
    lines = DisputeLine.objects.filter(
        stretch.within("dispute__submitted_at"), stretch.of("dispute__"), order__items__line=F("line")
    ).order_by()
    # A shop that numbers nothing knows its things by their names.
    product = Coalesce(NullIf("order__items__sku", Value("")), "order__items__title")
    named = ("dispute__seller__external_id", "dispute__seller__name", "product")
    counted = lines.annotate(product=product).values_list(*named)
    counted = counted.annotate(title=Max("order__items__title"), many=Count("dispute", distinct=True))
    again = counted.filter(many__gte=AGAIN).order_by("-many", "product")[:MOST_PRODUCTS]
    return [Product(code, title, name or shop, many) for shop, name, code, title, many in again]


def by_languages(stretch: Stretch, total: int) -> Sequence[LanguagePair]:
    """Who has to understand whom."""
    counted = submitted_in(stretch).values_list("language", "seller__language").annotate(many=Count("*"))
    most = counted.order_by("-many", "language", "seller__language")[:MOST_PAIRS]
    return [LanguagePair(buyer, seller, many, total) for buyer, seller, many in most]


def evidence_given(stretch: Stretch) -> Sequence[EvidenceGiven]:
    """By reason that asks for any: how many claims had what it asks for from the beginning, the most frequent first."""
    asking = [reason for reason, rule in REASONS.items() if rule.required]
    from_the_start = Q(evidence__submitter=Role.BUYER, evidence__submitted_in=State.DRAFT)
    kinds = ArrayAgg("evidence__kind", filter=from_the_start, distinct=True, default=[])
    rows = submitted_in(stretch).filter(reason__in=asking).values("pk").annotate(kinds=kinds)
    given: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for reason, found in rows.values_list("reason", "kinds"):
        given[reason][0] += _is_complete(Reason(reason), found)
        given[reason][1] += 1
    found_out = (EvidenceGiven(reason, complete, total) for reason, (complete, total) in given.items())
    return sorted(found_out, key=lambda each: (-each.total, each.reason))


def _is_complete(reason: Reason, kinds: Sequence[str]) -> bool:
    given = {EvidenceKind(each) for each in kinds}
    return all(given & wanted for wanted in REASONS[reason].required)
