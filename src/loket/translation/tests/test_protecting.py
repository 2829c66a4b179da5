"""What must arrive untouched does, or nothing is believed: against an engine that drops, reorders, doubles, invents."""

from __future__ import annotations

import random
import re
import time
from functools import lru_cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.translation.finding import find_parts
from loket.translation.protecting import protect, restore
from loket.translation.shapes import BRACKETS, LETTERS, TAGS
from loket.translation.tests.messages import NAMES, TITLES, messages

MESSAGES = messages(5_000)
HOSTILE = "1|1-|1 |12.|1,|a1|+1|(1)|#1|1/|R$1|LK-1 |a.|a-|[|[a](|`|@a|a@a.|https://|12 de |1 000 |😀|www.|XQ|<x"


@lru_cache(maxsize=len(MESSAGES))
def protected(message):
    return protect(message.text, names=NAMES, titles=TITLES)


def test_every_part_of_every_message_is_taken_out():
    for message in MESSAGES:
        found = protected(message)
        assert not [part for part in message.parts if part in found.text], message
        missing = [part for part in message.parts if part not in [each.text for each in found.parts]]
        # A row of pictures or a date may be found in several pieces; each is a part.
        assert not [part for part in missing if not part.startswith(("🎉", "👍"))], (missing, found)


@pytest.mark.parametrize("shape", [BRACKETS, LETTERS, TAGS], ids=lambda shape: shape.name)
def test_an_engine_that_keeps_all_brings_back_the_very_text(shape):
    for message in MESSAGES[::5]:
        found = protected(message)
        back = restore(shape.read(shape.written(found.text)), found)
        # Beside a link a blank may be added, so that it ends where it ended.
        assert back is not None, message
        assert back.replace(" ", "") == message.text.replace(" ", "")


WRONG = ("LK-2026-00001-1", "R$ 5,00", "https://evil.example/a", "someone@evil.example")


def drops(text, chance):
    slots = re.findall(r"⟦\d+⟧", text)
    return text.replace(chance.choice(slots), "", 1)


def doubles(text, chance):
    slot = chance.choice(re.findall(r"⟦\d+⟧", text))
    return f"{text} {slot}"


def renumbers(text, chance):
    slot = chance.choice(re.findall(r"⟦\d+⟧", text))
    return text.replace(slot, f"⟦{chance.randint(90, 99)}⟧")


def breaks(text, chance):
    slot = chance.choice(re.findall(r"⟦\d+⟧", text))
    return text.replace(slot, slot[:-1], 1)


def writes_out(text, chance):
    slot = chance.choice(re.findall(r"⟦\d+⟧", text))
    return text.replace(slot, chance.choice(WRONG))


def invents(text, chance):
    added = [
        "7",
        "R$ 10,00",
        "https://evil.example",
        "evil.shop",
        "www.evil.example/a",
        "boss@evil.example",
        "[here](https://evil.example)",
        "LK-2026-99999-1",
        "+55 11 90000-0000",
        "12/12/2030",
        "90%",
        "🎁",
        "٣",
        "²",
        "@evil_shop",
        "⟦",
    ]
    return f"{text} {chance.choice(added)}"


def glues(text, chance):
    slot = chance.choice(re.findall(r"⟦\d+⟧", text))
    return text.replace(slot, chance.choice([f"9{slot}", f"{slot}0", f"${slot}", f"{slot}%", f"€{slot}"]))


HARMFUL = (drops, doubles, renumbers, breaks, writes_out, invents, glues)


@pytest.mark.parametrize("harm", HARMFUL, ids=lambda harm: harm.__name__)
def test_what_a_malicious_engine_does_is_never_believed(harm):
    chance = random.Random(7)
    for message in MESSAGES:
        found = protected(message)
        if found.parts:
            assert restore(harm(found.text, chance), found) is None, (harm.__name__, message)


def test_parts_arrive_intact_in_whatever_order_and_surroundings():
    chance, believed = random.Random(11), 0
    for message in MESSAGES:
        found = protected(message)
        pieces = re.split(r"(⟦\d+⟧)", found.text)
        chance.shuffle(pieces)
        back = restore(chance.choice(["", " "]).join(pieces), found)
        if back is not None:
            believed += 1
            assert all(part.text in back for part in found.parts), message
            assert sum(map(str.isdigit, back)) == sum(map(str.isdigit, message.text))
    # Shuffled without blanks much runs together, and the original goes; with them nearly all stands.
    assert believed > len(MESSAGES) // 2


@given(st.text(alphabet="aB1 9.,-/:$€%#@⟦⟧XQx<>[]()\n😀中م٣ºé", max_size=60))
def test_no_text_is_harmed_by_taking_parts_out_and_putting_them_back(text):
    found = protect(text)
    back = restore(found.text, found)
    # Parts that touched may be read otherwise together; then the original goes, but nothing is ever changed.
    assert back is None or back.replace(" ", "") == text.replace(" ", "")


@given(st.text(max_size=80), st.text(max_size=80))
def test_a_translation_holds_each_part_or_is_refused(text, translated):
    found = protect(text)
    back = restore(translated, found)
    assert back is None or all(part.text in back for part in found.parts)


@pytest.mark.parametrize(
    ("text", "translated"),
    [
        ("I lost 2 of 5", "Perdi 2 de 6"),
        ("see ⟦1⟧", "ver"),
        ("in 3 days", "em três dias"),
        ("3 days", "3 3 dias"),
    ],
)
def test_short_numbers_stay_in_the_text_and_are_counted(text, translated):
    assert restore(translated, protect(text)) is None


def test_short_numbers_that_arrive_are_fine():
    assert restore("Perdi 2 de 5", protect("I lost 2 of 5")) == "Perdi 2 de 5"


def test_a_link_that_would_grow_is_refused_and_a_letter_beside_it_gets_a_blank():
    found = protect("look at https://shop.example/a now")
    assert restore("veja ⟦1⟧/evil agora", found) is None
    assert restore("看⟦1⟧现在", found) == "看https://shop.example/a 现在"


def test_two_numbers_that_run_together_are_set_apart():
    found = protect("order LK-1 and order LK-2")
    assert restore("pedido ⟦1⟧⟦2⟧", found) == "pedido LK-1 LK-2"


def test_two_numbers_that_read_as_one_are_refused():
    assert restore("pedido ⟦1⟧⟦2⟧", protect("order 10001 and order 10002")) is None


def test_names_and_titles_are_the_callers_and_common_words_stay():
    found = protect("Rose sold the red LAMP aurora, a rose", names=["Rose"], titles=["Lamp Aurora"])
    assert found.text == "⟦1⟧ sold the red ⟦2⟧, a rose"


def test_a_glossary_term_is_put_as_the_shop_wants_it():
    found = protect("Pay with Pix at the counter", terms={"pix": "Pix", "counter": "balcão"})
    assert found.text == "Pay with ⟦1⟧ at the ⟦2⟧"
    assert restore("Pague com ⟦1⟧ no ⟦2⟧", found) == "Pague com Pix no balcão"


def test_shouting_is_no_code_but_a_coupon_is():
    assert protect("MEU PEDIDO NUNCA CHEGOU").parts == ()
    assert protect("isso NUNCA chegou").parts == ()
    assert [part.text for part in protect("usei o cupom FRETEGRATIS hoje").parts] == ["FRETEGRATIS"]


@pytest.mark.parametrize("part", HOSTILE.split("|"))
def test_hostile_texts_take_little_time(part):
    started = time.process_time()
    find_parts(part * (20_000 // len(part)))
    assert time.process_time() - started < 1.0
