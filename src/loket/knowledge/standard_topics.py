"""The six topics that every marketplace knows, with their names; an operator's own stand beside them."""

from __future__ import annotations

from collections.abc import Mapping

STANDARD_TOPICS: Mapping[str, Mapping[str, str]] = {
    "orders": {
        "en": "Orders and delivery",
        "pt-BR": "Pedidos e entrega",
        "id": "Pesanan dan pengiriman",
        "es": "Pedidos y entregas",
    },
    "returns-refunds": {
        "en": "Returns and refunds",
        "pt-BR": "Devoluções e reembolsos",
        "id": "Pengembalian barang dan dana",
        "es": "Devoluciones y reembolsos",
    },
    "payment": {"en": "Payment", "pt-BR": "Pagamento", "id": "Pembayaran", "es": "Pagos"},
    "coupons": {
        "en": "Coupons and promotions",
        "pt-BR": "Cupons e promoções",
        "id": "Kupon dan promo",
        "es": "Cupones y promociones",
    },
    "account": {
        "en": "Account and security",
        "pt-BR": "Conta e segurança",
        "id": "Akun dan keamanan",
        "es": "Cuenta y seguridad",
    },
    "terms": {
        "en": "Protection, customs and rules",
        "pt-BR": "Proteção, alfândega e regras",
        "id": "Perlindungan, bea cukai, dan aturan",
        "es": "Protección, aduana y reglas",
    },
}


def titles_for(slug: str) -> Mapping[str, str]:
    """The names of a standard topic, else an English one made from the slug."""
    made = " ".join(slug.replace("-", " ").replace("_", " ").split()) or slug
    return STANDARD_TOPICS.get(slug, {"en": made[:1].upper() + made[1:]})


def position_of(slug: str) -> int:
    """Where a topic stands: the standard ones first, in their order."""
    order = list(STANDARD_TOPICS)
    return order.index(slug) if slug in STANDARD_TOPICS else len(order)
