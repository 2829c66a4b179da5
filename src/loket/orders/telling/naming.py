"""What people call the things that an order speaks of by codes: ways to pay, carriers, where money goes."""

from __future__ import annotations

from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from loket.orders.facts import PaymentFacts, RefundFacts

METHODS = {
    "card": gettext_lazy("Card"),
    "wallet": gettext_lazy("Wallet"),
    "virtual_account": gettext_lazy("Virtual account"),
    "gift_card": gettext_lazy("Gift card"),
    "cash_on_delivery": gettext_lazy("Cash on delivery"),
    "bank_transfer": gettext_lazy("Bank transfer"),
    "convenience_store": gettext_lazy("Convenience store"),
    "store_credit": gettext_lazy("Store credit"),
    "pix": "Pix",
    "boleto": "Boleto",
    "oxxo": "OXXO",
    "spei": "SPEI",
    "qris": "QRIS",
    "ovo": "OVO",
    "gopay": "GoPay",
    "dana": "DANA",
    "shopeepay": "ShopeePay",
    "paypal": "PayPal",
    "mercado_pago": "Mercado Pago",
}
PLACES = {
    "card": pgettext_lazy("where money goes back", "to the card"),
    "pix": pgettext_lazy("where money goes back", "by Pix to the account that paid"),
    "wallet": pgettext_lazy("where money goes back", "to the wallet"),
    "gift_card": pgettext_lazy("where money goes back", "to the gift card"),
    "pix_key": pgettext_lazy("where money goes back", "to the Pix key that was given"),
    "bank_account": pgettext_lazy("where money goes back", "to the bank account that was given"),
    "store_credit": pgettext_lazy("where money goes back", "as store credit"),
}
CARRIERS = {
    "correios": "Correios",
    "cainiao": "Cainiao",
    "yanwen": "Yanwen",
    "4px": "4PX",
    "dhl": "DHL",
    "dhl_ecommerce": "DHL eCommerce",
    "fedex": "FedEx",
    "ups": "UPS",
    "jne": "JNE",
    "jnt": "J&T Express",
    "j&t": "J&T Express",
    "sicepat": "SiCepat",
    "anteraja": "AnterAja",
    "pos_indonesia": "Pos Indonesia",
    "estafeta": "Estafeta",
    "correos_de_mexico": "Correos de México",
    "china_post": "China Post",
    "singapore_post": "Singapore Post",
    "loggi": "Loggi",
    "jadlog": "Jadlog",
}
DESTINATIONS = {
    "original": gettext_lazy("The way it was paid"),
    "wallet": gettext_lazy("Wallet"),
    "pix_key": gettext_lazy("Pix key"),
    "bank_account": gettext_lazy("Bank account"),
    "store_credit": gettext_lazy("Store credit"),
}


def payment_method(method: str) -> str:
    """A payment method by its name; one that is not known as the shop calls it."""
    return str(METHODS.get(method.lower(), method.replace("_", " ").strip().capitalize()))


def carrier_name(carrier: str) -> str:
    """A carrier by its own name."""
    return CARRIERS.get(carrier.strip().lower().replace(" ", "_"), carrier.strip())


def refund_place(refund: RefundFacts, payment: PaymentFacts) -> str:
    """Where the money goes, to be put after "back": "to the card"."""
    key = payment.method.lower() if refund.destination == "original" else refund.destination
    if key in PLACES:
        return str(PLACES[key])
    if refund.destination == "original":
        return pgettext("where money goes back", "the way it was paid (%(method)s)") % {
            "method": payment_method(payment.method)
        }
    return refund.destination.replace("_", " ")


def destination_label(destination: str) -> str:
    """The name of a refund's destination, for a list to choose from."""
    return str(DESTINATIONS.get(destination, destination.replace("_", " ").capitalize()))
