"""What is said once something was done, refused, sent or proven."""

from __future__ import annotations

from loket.assistant.decisions import Decision, Guide, HandOver, Option, Perform
from loket.assistant.flows.advancing import arrive
from loket.assistant.flows.register import FLOWS
from loket.assistant.flows.shapes import Position
from loket.assistant.flows.situation import Situation
from loket.assistant.flows.telling import label, tell, tell_shared
from loket.assistant.flows.way import CODE, ORDER_STATUS, Way
from loket.assistant.order_context import KnownOrder


def after_action(done: Perform, way: Way, order: KnownOrder, *, refusal: str = "", waits: bool = False) -> Decision:
    """The step for what became of it: `refusal` is the rule's sentence, `waits` that somebody else has to agree."""
    flow = FLOWS[done.guide.position.flow]
    request = flow.step(done.guide.position.step).performs
    if request is None:
        raise LookupError(f"{flow.name} has nothing done at {done.guide.position.step}.")
    situation = Situation(order, done.guide.position, way.orders.now)
    step = arrive(flow, flow.step(request.refused if refusal else request.done), situation)
    position = done.guide.position.at(step.name)
    if step.ends:
        return HandOver("guided", way.language, guide=Guide(position, order.number))
    name = "after_approval" if waits else "after_sent"
    after = tell_shared(name, way.language).texts[0]
    told = tell(flow, step, situation, way.language, refusal=refusal, after=after)
    return way.say(told, Guide(position, order.number))


def after_code_sent(done: Perform, way: Way) -> Decision:
    """The same words whether or not there is such an order."""
    return way.say(tell_shared("code_sent", way.language, offers=(_new_code(way),)), done.guide)


def after_code(done: Perform, way: Way, order: KnownOrder | None) -> Decision:
    """On with what the order was wanted for; a wrong code may be written again."""
    if order is None:
        return way.say(tell_shared("code_wrong", way.language, offers=(_new_code(way),)), done.guide)
    return way.begin(done.guide.position.flow or ORDER_STATUS, order)


def after_too_many(done: Perform, way: Way) -> Decision:
    """No more codes for now; a person goes on."""
    return HandOver("guided", way.language, guide=Guide(Position(done.guide.position.flow, CODE)))


def _new_code(way: Way) -> Option:
    return Option("code:send", label("new_code", way.language))
