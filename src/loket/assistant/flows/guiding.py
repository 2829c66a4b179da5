"""Whether a guided flow leads the conversation on, and where to.

A flow begins by its button, by a number alone, or by a question whose article names it and whose order is known. What
the customer may not see is asked for by one and the same sentence, whether it exists or not. Buttons: `flow:NAME`,
`go:FLOW:STEP`, `order:NUMBER`, `line:LINE`, `code:send`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from loket.assistant.decisions import Decision, Guide, HandOver, Option, Perform
from loket.assistant.episode import Episode
from loket.assistant.flows.addresses import looks_like_address
from loket.assistant.flows.register import FLOWS
from loket.assistant.flows.shapes import LATER, Flow, Position, Step
from loket.assistant.flows.way import CODE, ORDER_STATUS, WAITING_FOR_ORDER, Way
from loket.assistant.order_context import KnownOrder
from loket.assistant.transcript import Transcript
from loket.orders.numbers import number_key

CODE_DIGITS = 6
# The buttons that only stand below a flow's own words.
GUIDED = frozenset({"go", "line", "later", "code"})
# Whether words look like what a step waits for.
_IS_MEANT: Mapping[str, Callable[[str], bool]] = {
    "text": lambda text: len(text.split()) > 1,
    "address": looks_like_address,
    "postcode": lambda text: any(map(str.isdigit, text)),
}


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
    """What a question leads to whose article names a flow; None: the article answers."""
    way, orders = Way(transcript.orders, episode, language), transcript.orders
    found = FLOWS.get(flow)
    if found is None or not found.needs_order:
        return None
    if len(orders.named) > 1:
        return way.ask_which(found, orders.named)
    if orders.named:
        return way.begin(flow, orders.named[0])
    if orders.unseen:
        return way.identify(flow)
    if orders.order is not None or len(orders.recent) == 1:
        return way.begin(flow, orders.order or orders.recent[0])
    if orders.recent:
        return way.ask_which(found)
    return way.identify(flow, orders.given) if orders.given else None


def lead_unsure(
    transcript: Transcript, episode: Episode, *, nearest: Sequence[Option], needs_order: bool, language: str
) -> Decision | None:
    """What a question leads to of which nobody is sure: its order first, then what is nearest as buttons.

    Where no order was named, only if what is nearest of all `needs_order`; None: the articles ask or a person comes.
    """
    way, orders = Way(transcript.orders, episode, language), transcript.orders
    if len(orders.named) > 1:
        return way.ask_which(FLOWS[ORDER_STATUS], orders.named, nearest=nearest)
    if orders.named:
        return way.stand(orders.named[0], nearest) if nearest else way.begin(ORDER_STATUS, orders.named[0])
    if orders.unseen:
        return way.identify(ORDER_STATUS, nearest=nearest)
    if not needs_order or not (orders.order or orders.recent):
        return None
    order = orders.order or (orders.recent[0] if len(orders.recent) == 1 else None)
    found = way.stand(order, nearest) if order else way.ask_which(FLOWS[ORDER_STATUS], nearest=nearest)
    # Asked before in vain: then the articles ask.
    return None if isinstance(found, HandOver) else found


def waits_for_address(position: Position) -> bool:
    """Whether the customer stands where an address is wanted; streets and towns are of no language."""
    flow = FLOWS.get(position.flow)
    return flow is not None and any(
        each.name == position.step and each.keeps in {"address", "postcode"} for each in flow.steps
    )


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
    waiting = way.position.flow if way.position.step in WAITING_FOR_ORDER else ""
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
    kept = step.keeps if step else None
    if kept is None or kept not in _IS_MEANT or meaning not in {"question", "number", "name", "gibberish"}:
        return None
    # Only a postcode may be made of letters that stand for no word.
    if meaning == "gibberish" and kept != "postcode":
        return None
    return _onwards(way, kept, text.strip()[:1_000]) if _IS_MEANT[kept](text) else None


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
    # A new address is whole or not by itself; the postcode was that of the one before.
    anew = {"postcode": ""} if name == "address" else {}
    position = way.position.at(step.name, **{name: value}, **anew)
    return way.go(flow, flow.step(step.then), position, way.orders.order)
