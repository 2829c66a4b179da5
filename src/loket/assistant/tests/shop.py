"""A small shop for the assistant's tests: six articles, and a conversation that applies decisions."""

from __future__ import annotations

from functools import lru_cache

from loket.assistant.answering import answer
from loket.assistant.article_texts import ArticleText
from loket.assistant.bank import Bank, build_bank
from loket.assistant.decisions import Ask, Decision, HandOver, Reply
from loket.assistant.transcript import Transcript, Turn
from loket.lib.embedding import use


def _article(slug, language, question, answer_text, *also_asked):
    return ArticleText(slug, "orders", language, question, answer_text, also_asked, 1)


ARTICLES = (
    _article("cancel-order", "en", "How do I cancel my order?", "Open **My orders** and tap **Cancel**.",
             "cancel order pls", "I want to cancel what I bought", "how to cancel purchase"),
    _article("cancel-order", "pt-BR", "Como cancelo meu pedido?", "Abra **Meus pedidos** e toque em **Cancelar**.",
             "quero cancelar minha compra", "cancelar pedido", "como faço pra cancelar"),
    _article("cancel-order", "id", "Bagaimana cara membatalkan pesanan?", "Buka **Pesanan saya**, ketuk **Batalkan**.",
             "mau batalin pesanan", "cara cancel order", "batalkan pesanan saya dong"),
    _article("cancel-order", "es", "¿Cómo cancelo mi pedido?", "Abre **Mis pedidos** y toca **Cancelar**.",
             "quiero cancelar mi compra", "cancelar pedido", "como le hago para cancelar"),
    _article("refund-time", "en", "How long does a refund take?", "Cards take 5 to 15 business days, wallets one.",
             "when do I get my money back", "refund still not here", "how many days for refund"),
    _article("refund-time", "pt-BR", "Quanto tempo demora o reembolso?", "Cartão leva de 5 a 15 dias úteis; Pix, um.",
             "quando recebo meu dinheiro de volta", "reembolso demorando", "prazo do estorno"),
    _article("reset-password", "en", "I forgot my password", "Tap **Forgot password** and type the code we send.",
             "can't remember my password", "reset password", "lost my login password"),
    _article("reset-password", "id", "Saya lupa kata sandi", "Ketuk **Lupa kata sandi** dan masukkan kodenya.",
             "lupa password", "reset password gimana", "ga inget password"),
    _article("track-parcel", "en", "Where is my parcel?", "Open the order and tap **Track**.",
             "track my package", "where's my stuff", "tracking shows nothing"),
    _article("track-parcel", "es", "¿Dónde está mi paquete?", "Abre el pedido y toca **Rastrear**.",
             "rastrear paquete", "mi paquete no llega", "donde anda mi envio"),
    _article("use-coupon", "en", "How do I use a coupon?", "Type its code at checkout before you pay.",
             "where do I put the promo code", "apply a voucher", "discount code box"),
    _article("damaged-item", "en", "My item arrived damaged", "Send photos within 15 days of delivery.",
             "it came broken", "product is cracked", "box crushed and item broken"),
)  # fmt: skip


@lru_cache(maxsize=1)
def small_bank() -> Bank:
    """The bank of the small shop, made once a run."""
    return build_bank(ARTICLES, use())


class Conversation:
    """Bea writes, the assistant's decisions are applied as reception would."""

    def __init__(self, bank: Bank, page_language: str = "en", article: str | None = None) -> None:
        self.bank = bank
        self.page_language = page_language
        self.article = article
        self.turns: list[Turn] = []

    def hears(self, text: str = "", choice: str | None = None, *, has_attachments: bool = False) -> None:
        """Bea writes without waiting for an answer."""
        self._add("customer", "text", text, choice=choice, has_attachments=has_attachments)

    def says(self, text: str = "", choice: str | None = None, *, has_attachments: bool = False) -> Decision:
        """Bea writes, and the assistant decides."""
        self.hears(text, choice, has_attachments=has_attachments)
        return self.decides()

    def decides(self) -> Decision:
        """The assistant's next decision, applied."""
        decision = answer(Transcript(tuple(self.turns), self.page_language, self.article), self.bank)
        match decision:
            case Reply():
                slugs = tuple(source.article for source in decision.sources)
                self._add("assistant", decision.kind, decision.text, sources=slugs, options=decision.options)
            case Ask():
                self._add("assistant", decision.kind, decision.text, options=decision.options)
            case HandOver():
                self._add("system", "handover", decision.reason)
        return decision

    def agent_says(self, text: str) -> None:
        """Ada, an agent, joins in."""
        self._add("agent", "text", text)

    def _add(self, sender, kind, text, **fields) -> None:
        self.turns.append(Turn(len(self.turns) + 1, sender, kind, text, **fields))
