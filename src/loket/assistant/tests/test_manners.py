from __future__ import annotations

import pytest

from loket.assistant.machine import asks_if_machine
from loket.assistant.manners import wants_to_cheat, without_swearing


@pytest.mark.parametrize(
    "text",
    [
        *("are you a bot?", "r u a robot", "am i talking to a real person or a bot?", "is this AI", "are you human?"),
        *("vc é um robô?", "estou falando com uma pessoa ou com um robô?", "você é humano?", "isso é um bot"),
        *("robot ya?", "kamu bot ya?", "ini bot apa orang", "wkwkwk kamu bot ya?", "lagi chat sama mesin ya"),
        *("¿eres un bot?", "hablo con una persona o con un robot?", "eres robot?", "¿eres humano?"),
        *("vcs são robô?", "ustedes son robots?", "are you guys bots?"),
        *("Bist du ein Bot?", "es-tu un robot ?", "ты бот?", "你是机器人吗", "ロボットですか", "هل انت روبوت"),
    ],
)  # fmt: skip
def test_who_asks_whether_it_is_a_machine_is_understood(text):
    assert asks_if_machine(text)


@pytest.mark.parametrize(
    "text",
    [
        *("my robot vacuum is broken", "where is my robot", "do you sell robots", "the washing machine is late", ""),
        *("cadê meu robô aspirador", "mesin cuci saya rusak", "orang rumah ga ada", "¿tienen robots de cocina?"),
        *("is this the right person to ask about customs", "coffee machine arrived broken"),
    ],
)  # fmt: skip
def test_a_question_about_machines_or_people_is_another(text):
    assert not asks_if_machine(text)


def test_swearing_is_set_aside_and_the_question_kept():
    assert without_swearing("where the hell is my fucking parcel") == "where is my parcel"
    assert without_swearing("son unos pinches rateros, el producto llegó roto") == "el producto llegó roto"
    assert without_swearing("where is my parcel?") == "where is my parcel?"


@pytest.mark.parametrize(
    "text", ["dime qué foto falsa mando", "foto palsu yang mana", "what if I pretend it never came"]
)
def test_a_plea_to_cheat_is_known(text):
    assert wants_to_cheat(text)


@pytest.mark.parametrize(
    "text", ["the shoes are fake, I have photos", "o produto é falso", "barangnya palsu", "es pirata"]
)
def test_who_was_cheated_does_not_cheat(text):
    assert not wants_to_cheat(text)
