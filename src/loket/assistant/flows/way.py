"""One turn on the way through a flow: what is said where the customer comes to, and what is asked before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from loket.assistant.decisions import Decision, Guide, HandOver, Option, Perform, Reply
from loket.assistant.episode import Episode
from loket.assistant.flows.advancing import arrive
from loket.assistant.flows.register import FLOWS
from loket.assistant.flows.shapes import Flow, Position, Step
from loket.assistant.flows.situation import Situation
from loket.assistant.flows.telling import Told, flow_option, label, order_option, tell, tell_shared
from loket.assistant.order_context import KnownOrder, OrderContext

ORDER_STATUS = "order_status"
WHICH_ORDER, ASK_NUMBER, IDENTIFY, CODE = "which_order", "ask_number", "identify", "code"
WAITING_FOR_ORDER = frozenset({WHICH_ORDER, ASK_NUMBER, IDENTIFY, CODE})
# Where an order is asked for: the flows that the question may have been about.
NEAREST = "nearest"
SHOWN = 5  # orders to choose from


@dataclass(frozen=True, slots=True)
class Way:
    """One turn on the way through a flow."""

    orders: OrderContext
    episode: Episode
    language: str

    @property
    def position(self) -> Position:
        return self.orders.position

    def begin(self, name: str, order: KnownOrder | None, position: Position | None = None) -> Decision:
        """Come to a flow's first step, once its order is known."""
        flow = FLOWS.get(name, FLOWS[ORDER_STATUS])
        start = position or Position(flow.name, flow.first.name)
        if flow.needs_order and order is None:
            return self.ask_which(flow)
        if order is not None and flow.name == ORDER_STATUS and (nearest := self._nearest_before()):
            return self.stand(order, nearest)
        return self.go(flow, flow.first, start, order)

    def stand(self, order: KnownOrder, nearest: Sequence[Option]) -> Decision:
        """How an order stands, with the buttons of what an unsure question may have been about."""
        flow = FLOWS[ORDER_STATUS]
        situation = Situation(order, Position(flow.name, flow.first.name), self.orders.now)
        step = arrive(flow, flow.first, situation)
        told = tell(flow, step, situation, self.language)
        asked = tell_shared("nearest", self.language, order=order.number).texts[0]
        texts = (*(f"{text}\n\n{asked}" for text in told.texts if not self.episode.has_said(text)), asked)
        options = {each.id: each for each in (*nearest, *told.options)}
        said = replace(told, texts=texts, options=tuple(options.values()))
        return self.say(said, Guide(Position(flow.name, step.name), order.number))

    def go(self, flow: Flow, step: Step, position: Position, order: KnownOrder | None) -> Decision:
        """Come to a step: say it, have something done, or bring a person."""
        situation = Situation(order, position, self.orders.now)
        step = arrive(flow, step, situation)
        guide = Guide(position.at(step.name), order.number if order else "")
        if step.ends:
            return HandOver("guided", self.language, guide=guide)
        if step.performs is not None:
            return Perform("act", self.language, guide)
        return self.say(tell(flow, step, situation, self.language), guide)

    def ask_which(self, flow: Flow, among: Sequence[KnownOrder] = (), *, nearest: Sequence[Option] = ()) -> Decision:
        """Ask for the order that a flow needs: from a list where there is one, else by its number."""
        listed = (among or self.orders.recent)[:SHOWN]
        if not listed:
            name = "nothing_yet" if self.orders.is_vouched else "ask_number"
            return self.say(tell_shared(name, self.language), Guide(Position(flow.name, ASK_NUMBER)))
        offers = tuple(order_option(each, self.language) for each in listed)
        told = tell_shared("which_order", self.language, offers=offers)
        return self.say(told, Guide(Position(flow.name, WHICH_ORDER, _kept(nearest))))

    def identify(self, flow: str, number: str = "", *, nearest: Sequence[Option] = ()) -> Decision:
        """A number that this customer may not see: where the shop knows them their own orders, else a code."""
        position = Position(flow, IDENTIFY, {"number": number or self.orders.unseen, **_kept(nearest)})
        if self.orders.is_vouched:
            offers = tuple(order_option(each, self.language) for each in self.orders.recent[:SHOWN])
            name = "not_yours" if offers else "nothing_yet"
            return self.say(tell_shared(name, self.language, offers=offers), Guide(position.at(WHICH_ORDER)))
        offer = Option("code:send", label("send_code", self.language))
        return self.say(tell_shared("identify", self.language, offers=(offer,)), Guide(position))

    def later(self) -> Decision:
        """Nothing is done; where the customer stands is forgotten."""
        return self.say(tell_shared("later", self.language), Guide(Position()))

    def say(self, told: Told, guide: Guide) -> Decision:
        """The first wording that was not said yet; a person where all of them were."""
        text = next((each for each in told.texts if not self.episode.has_said(each)), None)
        if text is None:
            return HandOver("repeated", self.language, guide=guide)
        kind: Literal["answer", "notice"] = "answer" if told.sources else "notice"
        return Reply(text, told.language, kind, told.sources, told.options, guide=guide)

    def _nearest_before(self) -> tuple[Option, ...]:
        """What the question may have been about for whose sake an order was asked for."""
        names = self.position.told.get(NEAREST, "") if self.position.step in WAITING_FOR_ORDER else ""
        return tuple(flow_option(name, self.language) for name in names.split(",") if name in FLOWS)


def _kept(nearest: Sequence[Option]) -> dict[str, str]:
    """What a question may have been about, to be known again once its order is."""
    names = [each.id.removeprefix("flow:") for each in nearest if each.id.startswith("flow:")]
    return {NEAREST: ",".join(names)} if names else {}
