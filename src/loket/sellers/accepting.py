"""Saying yes to several claims at once: what is accepted, what it costs, and what became of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from loket.disputes.actions.acting import Wish, act
from loket.disputes.listed import ListedDispute
from loket.disputes.machine.codes import ReturnDestination, SolutionKind
from loket.disputes.machine.commands import Action, Denial
from loket.disputes.queries import MOST_OF_A_PAGE, ClaimFilter, claims_of_seller
from loket.disputes.refusals import ActionRefused
from loket.disputes.wording import choice_label, denial_sentence, field_label
from loket.orders.telling.formats import money
from loket.people.access import NotVisible
from loket.people.actors import SellerActor
from loket.sellers.claim_rows import asked_sentence, can_be_accepted

MOST_AT_ONCE = 50
_RETURN = SolutionKind.RETURN_REFUND


@dataclass(frozen=True, slots=True)
class Accepted:
    """One claim as it was seen on the page that showed the money."""

    dispute: UUID
    number: str
    version: int
    offer: str
    offer_version: int
    is_return: bool

    @property
    def token(self) -> str:
        """The same in one hidden field."""
        return "|".join(
            (
                str(self.dispute),
                self.number,
                str(self.version),
                self.offer,
                str(self.offer_version),
                str(int(self.is_return)),
            )
        )


@dataclass(frozen=True, slots=True)
class Chosen:
    """One row of the page that shows what will be accepted."""

    accepted: Accepted
    title: str
    asked: str


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one claim; ``why`` says why not."""

    number: str
    why: str = ""


class AcceptForm(forms.Form):
    """Where returns go to, asked only where one is among the claims."""

    key = forms.CharField(max_length=60, widget=forms.HiddenInput)

    def __init__(self, *, has_return: bool, data: Mapping[str, object] | None = None, **more: object) -> None:
        super().__init__(data, **more)  # type: ignore[arg-type]
        if has_return:
            self.fields["return_to"] = forms.ChoiceField(
                label=field_label("return_to", Action.ACCEPT),
                choices=[(each.value, choice_label("return_to", each.value)) for each in ReturnDestination],
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose where the buyers send the things to.")},
            )


def choose(seller: SellerActor, numbers: Iterable[str], *, after: str) -> list[Chosen]:
    """Those of the marked claims that can be accepted from a list; others have changed meanwhile."""
    marked = set(list(numbers)[:MOST_AT_ONCE])
    found = claims_of_seller(seller, ClaimFilter.YOUR_TURN, after=after, limit=MOST_OF_A_PAGE)
    return [_chosen(each) for each in found.disputes if each.number in marked and can_be_accepted(each)]


def totals(seller: SellerActor, chosen: Sequence[Chosen], *, after: str) -> list[str]:
    """What all of them cost together, by currency."""
    numbers = {each.accepted.number for each in chosen}
    sums: dict[str, Decimal] = {}
    for each in claims_of_seller(seller, ClaimFilter.YOUR_TURN, after=after, limit=MOST_OF_A_PAGE).disputes:
        if each.number in numbers and each.asked:
            sums[each.currency] = sums.get(each.currency, Decimal(0)) + each.asked.amount
    return [money(amount, currency) for currency, amount in sorted(sums.items())]


def read_tokens(tokens: Iterable[str]) -> list[Accepted]:
    """The claims that the page of the money named; what cannot be read is left out."""
    return [found for each in list(tokens)[:MOST_AT_ONCE] if (found := _read(each))]


def accept_all(
    chosen: Sequence[Accepted], *, by: SellerActor, key: str, return_to: str = "", now: datetime
) -> list[Result]:
    """Accept each by itself, as it was seen: one that changed meanwhile is left as it is, and said."""
    return [_accept(each, by=by, key=key, return_to=return_to, now=now) for each in chosen]


def _accept(one: Accepted, *, by: SellerActor, key: str, return_to: str, now: datetime) -> Result:
    body: dict[str, object] = {"offer": one.offer, "offer_version": one.offer_version}
    if one.is_return:
        body["return_to"] = return_to
    wish = Wish(Action.ACCEPT, one.version, body, confirmed=True, key=f"{by.label}:{key}:{one.number}"[:100])
    try:
        act(one.dispute, wish, by=by, now=now)
    except ActionRefused as refusal:
        return Result(one.number, denial_sentence(refusal.code, refusal.field))
    except NotVisible:
        return Result(one.number, denial_sentence(Denial.WRONG_STATE))
    return Result(one.number)


def _chosen(claim: ListedDispute) -> Chosen:
    asked = claim.asked
    if asked is None:
        raise ValueError("Only what the buyer asks for can be accepted.")
    accepted = Accepted(claim.id, claim.number, claim.version, asked.id, asked.version, asked.solution == _RETURN)
    first = next(iter(claim.lines), None)
    return Chosen(accepted, first.title if first else claim.order_number, asked_sentence(claim))


def _read(token: str) -> Accepted | None:
    parts = token.split("|")
    try:
        dispute, number, version, offer, offer_version, is_return = parts
        return Accepted(UUID(dispute), number[:20], int(version), offer[:60], int(offer_version), is_return == "1")
    except ValueError:
        return None
