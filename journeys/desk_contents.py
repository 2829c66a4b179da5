"""What fills the desk's pages beside conversations, made as people make it: letters, terms, translations, promises."""

from __future__ import annotations

from uuid import uuid4

import psycopg

from journeys.buyer import Buyer
from journeys.desk_sessions import post_form, signed_in
from journeys.installation import Installation
from loket.lib.embedded_postgres import running_url

# No engine runs in most journeys, and without one there is nothing to approve.
_REMEMBER = """
INSERT INTO translation_memoryentry (source_language, target_language, digest, source, target, approved_at, uses)
VALUES (%s, %s, %s, %s, %s, now(), %s)
"""
_REMEMBERED = (
    ("en", "es", "Your order ⟦1⟧ left our house yesterday.", "Tu pedido ⟦1⟧ salió ayer de nuestra casa.", 1204),
    ("en", "id", "We refund ⟦1⟧ to ⟦2⟧.", "Kami mengembalikan ⟦1⟧ ke ⟦2⟧.", 31),
    ("pt", "en", "Muito obrigada pela ajuda!", "Thank you very much for your help!", 2),
)


def is_told(shop: Installation, address: str, *, language: str = "en") -> None:
    """Somebody who waits leaves an address, and a letter goes there at once."""
    buyer = Buyer(shop, language=language)
    buyer.writes("My parcel stands still since Monday")
    buyer.asks_for_a_person()
    buyer.leaves(address)


def remember_translations(shop: Installation) -> None:
    """Some translations that people approved."""
    url = running_url(shop.data)
    assert url, "the database is away"
    with psycopg.connect(url) as connection:
        for source_language, target_language, source, target, uses in _REMEMBERED:
            connection.execute(_REMEMBER, [source_language, target_language, uuid4(), source, target, uses])


def fill_the_desk(shop: Installation) -> None:
    """Something of everything that leads and editors look at."""
    for name, language in (("bea", "pt-BR"), ("lucia", "es"), ("very.long.name.of.somebody", "en")):
        is_told(shop, f"{name}@mail.example", language=language)
    remember_translations(shop)
    with signed_in(shop, "ana") as ana:
        term = {"term": "Samudra Pay", "language": "en", "stays": "on", "reads_es": "Pago Samudra"}
        post_form(ana, "/desk/translation/glossary/new", term)
        # It counts for a language that nobody writes here.
        promise = {"name": "Welsh, urgent", "first_minutes": "2", "next_minutes": "8", "urgency": "urgent"}
        post_form(ana, "/desk/promises/new", {**promise, "languages": "cy", "is_active": "on"})
