"""Every common problem in a browser, from a buyer's first words to its outcome, in all four languages.

In `make test` an eighth of them is met, another one each day, and all four languages as often; all of them are part of
`make test-all`.
The table of them is docs/common-problems.md.
"""

from __future__ import annotations

import os
import re
from base64 import b64decode
from dataclasses import dataclass
from decimal import Decimal

import httpx
import pytest
from playwright.sync_api import FrameLocator, Page, expect

from journeys.browsing import PATIENCE_MS, bubbles, visitor, write
from journeys.common_problems import LANGUAGES, PROBLEMS, QUESTIONS, Problem, questions_of, words_of
from journeys.desk_sessions import signed_in
from journeys.service_hours import open_day_and_night
from journeys.shop_orders import ShopOrder, facts_of, fresh_order, opens_the_chat, order_of, refunded, remembered
from loket.assistant.flows.telling import flow_title, label

pytestmark = pytest.mark.browser

# A small grey square.
PICTURE = {
    "name": "broken.png",
    "mimeType": "image/png",
    "buffer": b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAAAAADhZOFXAAAADklEQVR42mNogAIGyhgAgIQgARDoahcAAAAASUVORK5CYII="
    ),
}
CHANGES_ORDER = frozenset({"cancelled", "refunded", "coupon", "address"})
# What a sentence is made of whose translation is missing.
ENGLISH = re.compile(
    "promised by|It is paid|goes? back|has gone back|way it was paid|to the (card|wallet|gift)|no longer be|On its way"
    "|Held at customs in|Delivered on|was cancelled|did not go through|has been (shipped|delivered)"
)


def _spread(cases):
    """Each case in each language; today every second case in one language, the rest are slow."""
    today = int(os.environ["LOKET_TEST_DAY"])
    return [
        pytest.param(case, language, id=f"{case.name}-{language}", marks=() if is_today else pytest.mark.slow)
        for turn, case in enumerate(cases)
        for place, language in enumerate(LANGUAGES)
        for is_today in [(turn + today) % 8 == 2 * place]
    ]


@dataclass(frozen=True)
class Journey:
    """One buyer on her way through one problem."""

    problem: Problem
    language: str
    page: Page
    frame: FrameLocator
    order: ShopOrder | None
    before: dict

    @property
    def words(self) -> dict:
        return words_of(self.language)["problems"][self.problem.name]

    @property
    def facts(self) -> dict[str, str]:
        return facts_of(self.before, self.language) if self.before else {}

    def button(self, text: str):
        return self.frame.locator("#messages .option", has_text=text)

    def tap(self, name: str) -> None:
        self.button(re.compile(f"^{re.escape(_label(name, self.language))}$")).click()


@pytest.fixture(scope="module")
def ada(shop):
    """An agent who looks at what came to the desk."""
    open_day_and_night(shop, "portuguese", "indonesian", "spanish")
    with signed_in(shop, "ada") as http:
        yield http


@pytest.mark.parametrize(("problem", "language"), _spread(PROBLEMS))
def test_a_common_problem_comes_to_its_end(chromium, shop, ada, problem, language):
    of_story = fresh_order if problem.ends in CHANGES_ORDER else order_of
    order = of_story(shop, problem.orders[LANGUAGES.index(language)]) if problem.orders else None
    with visitor(chromium, shop, locale=language) as context:
        page = context.new_page()
        frame = opens_the_chat(page, language, order.identity if order else "")
        journey = Journey(problem, language, page, frame, order, order.read() if order else {})
        says_what_happened(journey)
        for step in problem.steps:
            goes_on(journey, step)
        reads_what_the_record_says(journey)
        ENDINGS[problem.ends](journey, ada)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plain_question_is_answered_by_its_article(chromium, shop, language, request):
    own = LANGUAGES.index(language)
    asked = QUESTIONS if request.config.getoption("--slow") else QUESTIONS[own::4]
    with visitor(chromium, shop, locale=language) as context:
        frame = opens_the_chat(context.new_page(), language)
        for question in asked:
            first, told = words_of(language)["questions"][question.article]
            write(frame, first)
            answer = frame.locator("#messages > li", has_text=told).last
            expect(answer.locator(f"a[href*='/{language}/help/{question.article}']")).to_be_visible(timeout=PATIENCE_MS)
        frame.locator("#messages .option").first.click()
        expect(frame.locator("#closing [name=score]")).to_have_count(5, timeout=PATIENCE_MS)


# -- on the way ---------------------------------------------------------------------------------------------


def says_what_happened(journey: Journey) -> None:
    """Her own words; then what she is asked: which question, which order, what is wrong with it."""
    first, number = journey.words["first"], journey.order.number if journey.order else ""
    write(journey.frame, first.format(number=number))
    expect(journey.frame.locator("#messages .option").first).to_be_visible(timeout=PATIENCE_MS)
    for question in questions_of(journey.problem.flow, journey.language):
        if journey.button(question).count():
            chooses(journey, question)
            break
    if number and "{number}" not in first:
        chooses(journey, number)
    by_way = journey.problem.by_way
    # Where nobody is sure what was meant, the order is shown with the likeliest flows as buttons.
    title = flow_title(journey.problem.flow, journey.language)
    if number and journey.button(title).count():
        return chooses(journey, title)
    if by_way and journey.button(_label(by_way[0], journey.language)).count():
        for name in by_way:
            journey.tap(name)
    return None


def chooses(journey: Journey, text: str) -> None:
    """Tap what is offered, and wait for what comes after it."""
    button = journey.button(text)
    button.click()
    expect(button).to_have_count(0, timeout=PATIENCE_MS)
    expect(journey.frame.locator("#messages .option").first).to_be_visible(timeout=PATIENCE_MS)


def goes_on(journey: Journey, step: str) -> None:
    """One step of the flow."""
    frame = journey.frame
    if step == "item":
        items = journey.before["items"]
        if len(items) > 1:
            journey.button(items[0]["title"][:30]).click()
    elif step == "picture":
        expect(
            frame.locator("#messages .option", has_text=_label("no_picture", journey.language)).or_(
                frame.locator("#messages .option", has_text=_label("no_paper", journey.language))
            )
        ).to_be_visible(timeout=PATIENCE_MS)
        frame.locator("#file").set_input_files(PICTURE)
        expect(frame.locator("#send")).to_have_attribute("aria-disabled", "false", timeout=PATIENCE_MS)
        frame.locator("#send").click()
    elif step == "words":
        expect(frame.locator("#messages .option")).to_have_count(1, timeout=PATIENCE_MS)
        write(frame, journey.words["then"])
    else:
        journey.tap(step)


def reads_what_the_record_says(journey: Journey) -> None:
    """Facts of her own order, in her own language."""
    for told in journey.words["told"]:
        expect_once_at_least(journey.frame, re.compile(_pattern(told, journey.facts)))
    if journey.language != "en":
        said = journey.frame.locator("#messages .message:not(.message--own) .message-body")
        assert not ENGLISH.findall(" ".join(said.all_inner_texts()))


def expect_once_at_least(frame: FrameLocator, text: re.Pattern[str]) -> None:
    expect(bubbles(frame, text).first).to_be_visible(timeout=PATIENCE_MS)


# -- the ends -----------------------------------------------------------------------------------------------


def is_solved(journey: Journey, _ada: httpx.Client) -> None:
    """She says that it is, and the case closes."""
    journey.tap("fine")
    expect(journey.frame.locator("#closing [name=score]")).to_have_count(5, timeout=PATIENCE_MS)


def is_left_as_it_is(journey: Journey, _ada: httpx.Client) -> None:
    assert journey.order
    assert journey.order.read()["state"] == journey.before["state"]


def has_a_person(journey: Journey, ada: httpx.Client) -> None:
    """Her place in line; an agent finds the order beside the case, and all that she sent."""
    expect(journey.frame.locator("#queue")).to_be_visible(timeout=PATIENCE_MS)
    case_id = remembered(journey.page)["id"]
    case = ada.get(f"/desk/conversations/{case_id}?view=all").text
    if journey.order:
        assert journey.order.number in case.split('id="order-beside"')[1].split("</section>")[0]
    if "picture" in journey.problem.steps:
        assert "broken.png" in case
    if "then" in journey.words:
        assert journey.words["then"] in case
    if journey.problem.is_urgent:
        row = case.split(f'id="row-{case_id}"')[1].split("</li>")[0]
        assert "badge--danger" in row


def is_cancelled(journey: Journey, ada: httpx.Client) -> None:
    assert journey.order
    after = journey.order.wait_until(lambda order: order["state"] == "cancelled" and refunded(order), desk=ada)
    assert refunded(after) in {Decimal(0), Decimal(journey.before["total"])}


def is_refunded(journey: Journey, ada: httpx.Client) -> None:
    assert journey.order
    after = journey.order.wait_until(refunded, desk=ada)
    assert refunded(after) in {Decimal(0), Decimal(journey.before["total"])}


def has_the_coupon_back(journey: Journey, ada: httpx.Client) -> None:
    assert journey.order
    journey.order.wait_until(lambda order: order["coupons"][0]["state"] == "returned", desk=ada)


def goes_to_the_new_address(journey: Journey, ada: httpx.Client) -> None:
    """Each part of what she wrote in its place."""
    assert journey.order
    wanted = set(re.findall(r"[\w-]+", journey.words["then"]))

    def is_there(order: dict) -> bool:
        to = order["ship_to"]
        parts = (to["name"], *to["lines"], to["city"], to["postcode"])
        return all(parts) and set(re.findall(r"[\w-]+", " ".join(parts))) == wanted

    journey.order.wait_until(is_there, desk=ada)


ENDINGS = {
    "solved": is_solved,
    "later": is_left_as_it_is,
    "person": has_a_person,
    "cancelled": is_cancelled,
    "refunded": is_refunded,
    "coupon": has_the_coupon_back,
    "address": goes_to_the_new_address,
}


def _label(name: str, language: str) -> str:
    return flow_title(name, language) if name in {"account_access", "seller_question"} else label(name, language)


def _pattern(told: str, facts: dict[str, str]) -> str:
    """The sentence with the record's facts in their places."""
    parts = re.split(r"\{(\w+)\}", told)
    return "".join(facts[part] if place % 2 else re.escape(part) for place, part in enumerate(parts))
