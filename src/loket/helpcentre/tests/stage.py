"""What the tests' pages show: two articles, and a counter with Ada at it."""

from __future__ import annotations

import json

from journeys import cast
from loket.calendars.actions import set_service_hours
from loket.calendars.service_hours import ALL_WEEK
from loket.knowledge.actions.importing import import_articles

TITLES = {"en": "Returns and refunds", "pt-BR": "Devoluções e reembolsos", "id": "Pengembalian", "es": "Devoluciones"}
REFUND = {
    "id": "refund-not-received",
    "topic": "returns-refunds",
    "subtopic": "refunds",
    "translations": {
        "en": {
            "question": "My order was cancelled. Where is my refund?",
            "answer": "It is on its way.\n\n- Card: 5 to 15 days\n- Wallet: at once",
            "also_asked": ["refund not received"],
        },
        "pt-BR": {
            "question": "Meu pedido foi cancelado. Cadê o reembolso?",
            "answer": "Está a caminho.\n\nCartão: 5 a 15 dias.",
            "also_asked": ["cadê meu reembolso"],
        },
    },
}
LABEL = {
    "id": "return-label",
    "topic": "returns-refunds",
    "translations": {"en": {"question": "Who pays the return label?", "answer": "The seller.", "also_asked": []}},
}


def put_articles():
    """Publish both articles: one in English and Portuguese, one in English alone."""
    bring({"topic": "returns-refunds", "titles": TITLES, "position": 0}, REFUND, LABEL)


def bring(*lines):
    """Import these lines."""
    import_articles([json.dumps(line) for line in lines])


def open_counter():
    """An English team that answers at every hour; returns Ada, who is in it."""
    ada = cast.ada()
    set_service_hours(cast.team(members=(ada,)), intervals=ALL_WEEK, by=None)
    return ada
