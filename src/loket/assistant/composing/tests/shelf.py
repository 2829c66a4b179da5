"""Articles to compose from: one story in each language whose sentences can be checked."""

from __future__ import annotations

import json

from loket.assistant.composing.prompt import Request
from loket.assistant.composing.sources import SourceArticle, number_sentences

REFUND = SourceArticle(
    "refund-time",
    "How long does a refund take?",
    "Your refund starts by itself within 48 hours after the cancellation and goes back the way you paid.\n\n"
    "1. Open **My orders** and choose the cancelled order to see when the refund was started.\n"
    "2. Add the time of your payment method: Pix up to 1 business day, OVO or GoPay 3 business days, "
    "card 5-15 business days.\n\n"
    "Business days don't include weekends and public holidays. If you opened the seal, you may return it only if it "
    "is damaged. Shipping of up to R$ 1.000,50 is paid back. Write to care@samudra.example with order LK-2026-00817-3.",
)
PORTUGUESE = SourceArticle(
    "refund-time",
    "Quanto tempo demora o reembolso?",
    "O reembolso começa sozinho em até 48 horas depois do cancelamento. Cartão leva de 5 a 15 dias úteis. "
    "Dias úteis não incluem feriados. O frete de até R$ 1.000,50 pode ser devolvido.",
)
INDONESIAN = SourceArticle(
    "refund-time",
    "Berapa lama pengembalian dana?",
    "Dana Anda diproses otomatis paling lambat 48 jam setelah pesanan dibatalkan. Kartu butuh 5-15 hari kerja. "
    "Hari kerja tidak termasuk hari libur. Ongkos kirim sampai Rp50.000 bisa dikembalikan.",
)
SPANISH = SourceArticle(
    "refund-time",
    "¿Cuánto tarda un reembolso?",
    "El reembolso se inicia solo en un máximo de 48 horas después de la cancelación. La tarjeta tarda de 5 a 15 días "
    "hábiles. Los días hábiles no incluyen feriados. El envío de hasta MX$ 1,000.50 puede devolverse.",
)
ARTICLES = {"en": REFUND, "pt": PORTUGUESE, "id": INDONESIAN, "es": SPANISH}
SENTENCES = {tag: [each.text for each in number_sentences([article])] for tag, article in ARTICLES.items()}


def request(question="when does my refund come?", *articles, language="en", earlier=()):
    return Request(question, articles or (REFUND,), language, earlier)


def written(*sentences):
    """What a model writes that keeps to the form, each sentence a (text, source)."""
    return json.dumps({"sentences": [{"text": text, "source": source} for text, source in sentences]})
