"""Markets, calendars and orders for the machine's tests: small, and with everything in them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from loket.disputes.machine.codes import DeliveryStatus, Liability, Role
from loket.disputes.machine.counting import Calendars, PartyCalendar
from loket.disputes.machine.facts import OrderFacts, Party, Risk
from loket.disputes.machine.opening import Opening, drafted
from loket.disputes.machine.policy import PlannedPause, Unit, WithdrawalLaw, default_policy

MONDAY = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = timedelta(days=1)
BRAZIL = WithdrawalLaw(
    "CDC art. 49", 7, Unit.CALENDAR_DAYS, ("food",), Liability.SELLER, return_days=10, tells_card_issuer=True
)
EUROPE = WithdrawalLaw("Directive 2011/83", 14, Unit.CALENDAR_DAYS, return_days=14, moves_to_next_working_day=True)
SPRING_FESTIVAL = PlannedPause("Spring Festival", date(2026, 4, 6), date(2026, 4, 12), ("CN",))


def closed_on(*days):
    closed = frozenset(date.fromisoformat(day) for day in days)
    return closed.__contains__


def calendars(buyer="BR", seller="CN"):
    return Calendars(
        buyer=PartyCalendar(buyer, ZONES[buyer], closed_on("2026-04-03", "2026-04-21", "2026-05-01")),
        seller=PartyCalendar(seller, ZONES[seller], closed_on("2026-05-01", "2026-05-04", "2026-05-05")),
        platform=PartyCalendar("SG", "Asia/Singapore", closed_on("2026-04-03", "2026-05-01")),
    )


ZONES = {"BR": "America/Sao_Paulo", "CN": "Asia/Shanghai", "DE": "Europe/Berlin", "ID": "Asia/Jakarta"}
PLAIN = default_policy()
BRAZILIAN = replace(PLAIN, market="BR", withdrawal=BRAZIL, pauses=(SPRING_FESTIVAL,))
EUROPEAN = replace(PLAIN, market="EU", withdrawal=EUROPE)


def order(delivery=DeliveryStatus.DELIVERED, *, paid="100", cap=None, now=MONDAY, **more):
    facts = OrderFacts(delivery, Decimal(paid), Decimal(cap or paid))
    if delivery != DeliveryStatus.NOT_SHIPPED:
        facts = replace(facts, shipped_at=now - 20 * DAY)
    if delivery == DeliveryStatus.DELIVERED:
        facts = replace(facts, delivered_at=now - 2 * DAY)
    return replace(facts, promised_by=now - DAY, **more)


def opening(of=None, *, number=1, risk=Risk.LOW, currency="BRL", buyer="BR", seller="CN"):
    return Opening(
        id=f"dispute-{number}", market=buyer, category="", currency=currency, order=of or order(), lines=(1,),
        buyer=Party(buyer, ZONES[buyer], "pt-BR"), seller=Party(seller, ZONES[seller], "zh-Hans"),
        buyer_risk=risk, started_by=Role.BUYER,
    )  # fmt: skip


def draft(policy=BRAZILIAN, now=MONDAY, **about):
    begun = opening(**about)
    return drafted(begun, policy, calendars(begun.buyer.country, begun.seller.country), now)
