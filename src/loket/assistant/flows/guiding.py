"""Whether a guided flow leads the conversation on, and where to.

A flow begins by its button, by a number alone, or by a question whose article names it and whose order is known. What
the customer may not see is asked for by one and the same sentence, whether it exists or not. Buttons: `flow:NAME`,
`go:FLOW:STEP`, `order:NUMBER`, `line:LINE`, `code:send`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from loket.assistant.decisions import Decision, Guide, HandOver, Option, Perform, Reply
from loket.assistant.episode import Episode
from loket.assistant.flows.advancing import arrive
from loket.assistant.flows.register import FLOWS
from loket.assistant.flows.shapes import LATER, Flow, Position, Step
from loket.assistant.flows.situation import Situation
from loket.assistant.flows.telling import Told, label, order_option, tell, tell_shared
from loket.assistant.order_context import KnownOrder, OrderContext
from loket.assistant.transcript import Transcript
from loket.orders.numbers import number_key

ORDER_STATUS = "order_status"
WHICH_ORDER, ASK_NUMBER, IDENTIFY, CODE = "which_order", "ask_number", "identify", "code"
CODE_DIGITS = 6
# The buttons that only stand below a flow's own words.
GUIDED = frozenset({"go", "line", "later", "code"})
WORDS_OF_AN_ADDRESS = 4
SHOWN = 5  # orders to choose from
_WAITING_FOR_ORDER = frozenset({WHICH_ORDER, ASK_NUMBER, IDENTIFY, CODE})


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
        return self.go(flow, flow.first, start, order)

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

    def ask_which(self, flow: Flow, among: Sequence[KnownOrder] = ()) -> Decision:
        """Ask for the order that a flow needs: from a list where there is one, else by its number."""
        listed = (among or self.orders.recent)[:SHOWN]
        if not listed:
            name = "nothing_yet" if self.orders.is_vouched else "ask_number"
            return self.say(tell_shared(name, self.language), Guide(Position(flow.name, ASK_NUMBER)))
        offers = tuple(order_option(each, self.language) for each in listed)
        told = tell_shared("which_order", self.language, offers=offers)
        return self.say(told, Guide(Position(flow.name, WHICH_ORDER)))

    def identify(self, flow: str, number: str = "") -> Decision:
        """A number that this customer may not see: where the shop knows them their own orders, else a code."""
        position = Position(flow, IDENTIFY, {"number": number or self.orders.unseen})
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


def lead(transcript: Transcript, episode: Episode, *, meaning: str, choice: str, language: str) -> Decision | None:
    """What a button, a code, a picture or a number alone leads to; None where something has to be looked up."""
    way = Way(transcript.orders, episode, language)
    text = "\n".join(turn.text for turn in transcript.burst if turn.choice is None)
    if choice:
        return _by_choice(way, choice)
    return (
        _by_yes(way, meaning)
        or _by_code(way, text)
        or _by_picture(way, is_sent=any(turn.has_attachments for turn in transcript.burst))
        or _by_words(way, text, meaning)
        or (_by_number(way) if meaning == "number" else None)
    )


def lead_from(transcript: Transcript, episode: Episode, *, flow: str, language: str) -> Decision | None:
    """What a question leads to whose article names a flow (empty: none, or not sure); None: the article answers."""
    way, orders = Way(transcript.orders, episode, language), transcript.orders
    found = FLOWS.get(flow)
    if found is not None and not found.needs_order:
        return None
    if len(orders.named) > 1:
        return way.ask_which(found or FLOWS[ORDER_STATUS], orders.named)
    if orders.named:
        return way.begin(flow or ORDER_STATUS, orders.named[0])
    if orders.unseen:
        return way.identify(flow or ORDER_STATUS)
    if found is None:
        return None
    if orders.order is not None or len(orders.recent) == 1:
        return way.begin(flow, orders.order or orders.recent[0])
    if orders.recent:
        return way.ask_which(found)
    return way.identify(flow, orders.given) if orders.given else None


def waits_for_address(position: Position) -> bool:
    """Whether the customer stands where an address is wanted; streets and towns are of no language."""
    flow = FLOWS.get(position.flow)
    return flow is not None and any(each.name == position.step and each.keeps == "address" for each in flow.steps)


def _by_choice(way: Way, choice: str) -> Decision | None:
    kind, _, rest = choice.partition(":")
    position, order = way.position, way.orders.order
    match kind:
        case "flow":
            return way.begin(rest, order)
        case "order":
            return _with_order(way, way.orders.find(rest))
        case "go":
            name, _, step = rest.partition(":")
            flow = FLOWS.get(name)
            known = flow and any(each.name == step for each in flow.steps)
            if not flow or not known or (flow.needs_order and order is None):
                return None
            standing = position if position.flow == name else Position(name)
            return way.go(flow, flow.step(step), standing, order)
        case "line":
            return _onwards(way, "line", rest)
        case "later":
            return way.later()
        case "code":
            number = position.told.get("number", "")
            return _code("send_code", way, number) if number else None
        case _:
            return None


def _with_order(way: Way, order: KnownOrder | None) -> Decision | None:
    """Go on with the order that was chosen: with the flow that waits for one, else with how it stands."""
    if order is None:
        return None
    waiting = way.position.flow if way.position.step in _WAITING_FOR_ORDER else ""
    return way.begin(waiting or ORDER_STATUS, order)


def _by_yes(way: Way, meaning: str) -> Decision | None:
    """A typed "yes" or "no" to the one thing that a step asks for."""
    step, flow = _present_step(way), FLOWS.get(way.position.flow)
    if meaning not in {"yes", "no"} or step is None or flow is None or not step.choices:
        return None
    if meaning == "no":
        return way.later() if any(each.to == LATER for each in step.choices) else None
    if step.choices[0].to != _asked_for(step):
        return None
    return way.go(flow, flow.step(step.choices[0].to), way.position, way.orders.order)


def _asked_for(step: Step) -> str:
    """The step after the button that says yes; nothing where the step asks for no such word."""
    first = step.choices[0]
    return first.to if first.label.startswith(("yes_", "have_proof", "refund_me")) else ""


def _by_code(way: Way, text: str) -> Decision | None:
    key = number_key(text)
    if way.position.step != CODE or len(key) != CODE_DIGITS or not key.isdigit():
        return None
    return _code("confirm_code", way, way.position.told.get("number", ""), code=key)


def _code(command: str, way: Way, number: str, **given: str) -> Decision:
    guide = Guide(way.position.at(CODE))
    given = {"number": number, **given}
    return Perform("send_code" if command == "send_code" else "confirm_code", way.language, guide, given)


def _by_picture(way: Way, *, is_sent: bool) -> Decision | None:
    step = _present_step(way)
    return _onwards(way, "picture", "yes") if step and step.keeps == "picture" and is_sent else None


def _by_words(way: Way, text: str, meaning: str) -> Decision | None:
    """The words that a step waits for, where they look like them."""
    step = _present_step(way)
    words = text.split()
    if step is None or step.keeps not in {"text", "address"} or meaning not in {"question", "number", "name"}:
        return None
    if step.keeps == "address" and (len(words) < WORDS_OF_AN_ADDRESS or not any(map(str.isdigit, text))):
        return None
    return _onwards(way, step.keeps, text.strip()[:1_000]) if len(words) > 1 else None


def _by_number(way: Way) -> Decision | None:
    if len(way.orders.named) > 1:
        return way.ask_which(_waiting_flow(way), way.orders.named)
    if way.orders.named:
        return _with_order(way, way.orders.named[0])
    return way.identify(_waiting_flow(way).name) if way.orders.unseen else None


def _waiting_flow(way: Way) -> Flow:
    return FLOWS.get(way.position.flow, FLOWS[ORDER_STATUS])


def _present_step(way: Way) -> Step | None:
    flow = FLOWS.get(way.position.flow)
    return next((each for each in flow.steps if each.name == way.position.step), None) if flow else None


def _onwards(way: Way, name: str, value: str) -> Decision | None:
    """Keep what was told at the present step, and go on to the one after it."""
    flow, step = FLOWS.get(way.position.flow), _present_step(way)
    if flow is None or step is None or not step.then:
        return None
    position = way.position.at(step.name, **{name: value})
    return way.go(flow, flow.step(step.then), position, way.orders.order)
