from __future__ import annotations

import json
from importlib import resources

import pytest

from loket.assistant.wishes import wants_person

WISHES = """quero falar com uma pessoa|mau ngomong sama orang|cs manusia dong|agent|human pls|atendente|客服|оператор
atendnete humano|quero fala com alguem|AGENT!!!|meu pedido nao chegou quero falar com um atendente|pessoaaaa
I want to talk to a human about my refund|cansei desse robô, quero falar com uma pessoa, meu pedido não chegou
kan ik een medewerker spreken|je voudrais parler à un conseiller svp|我要找人工客服|オペレーターと話したいです
ขอคุยกับเจ้าหน้าที่หน่อยค่ะ|need a real person now|i dont want a bot, human please|não quero falar com robô
tolong hubungkan saya ke CS ya kak|hay alguien que me pueda ayudar|quiero que me atienda una persona real
could you please transfer me to a live agent|let me speak to your supervisor|customer service
me passa pra alguém|chega de robô|real human pls|hablar con un asesor|转人工
dajcie kogoś żywego|pengen ngomong karo wong tenan
ich brauche einen Menschen und keinen Bot|arrêtez avec vos réponses automatiques
kan iemand mij terugbellen|人間を出して
bana gerçek bir insan bağlayın|voiko joku soittaa minulle takaisin|स्टाफ के किसी व्यक्ति से बात कराओ"""

NOT_WISHES = """human hair wig|agen JNE bilang paket hilang|atendente dos Correios disse que não tem nada
operador logístico|the seller's agent said it was shipped|customer service phone case|where is my order
não quero falar com atendente|the person who sold it is a scammer|I bought it for a person|robot vacuum cleaner
pessoa errada recebeu meu pedido|someone stole my package|orang lain yang terima paket saya|biaya admin
alguém recebeu meu pedido|quero falar com o vendedor|agente da alfândega reteve|someone used my card|admin fee
o suporte do celular veio quebrado|quero comprar um suporte de celular|live chat tidak bisa|staff discount
can someone else pick up my parcel|posso pedir pra outra pessoa receber|no hay nadie en la direccion
ga mau ngomong sama cs|i dont want to talk to a person|no quiero hablar con nadie
are you a bot|você é um robô?|de robotstofzuiger doet het niet|робот-пылесос не заряжается
Help, my phone was stolen, please advise
the agent closed my dispute|der Mitarbeiter hat das Paket verloren|客服说明天到|hey ai, what is your name"""


def _listed(text):
    return [part for line in text.splitlines() for part in line.split("|")]


def _data():
    return json.loads((resources.files("loket.assistant") / "phrases" / "wishes.json").read_text("utf-8"))


@pytest.mark.parametrize("text", _listed(WISHES))
def test_a_wish_for_a_person_is_seen(text):
    assert wants_person(text)


@pytest.mark.parametrize("text", _listed(NOT_WISHES))
def test_a_sentence_that_only_mentions_a_person_is_no_wish(text):
    assert not wants_person(text)


@pytest.mark.parametrize("language", list(_data()))
def test_every_listed_way_of_asking_is_a_wish(language):
    phrases = _data()[language]["phrases"]
    assert len(phrases) >= (10 if language in {"en", "pt", "id", "es"} else 5)
    assert [phrase for phrase in phrases if not wants_person(phrase)] == []


def test_wishes_are_known_in_more_than_thirty_languages():
    assert len(_data()) > 34
