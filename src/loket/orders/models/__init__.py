from loket.orders.models.demo_marketplace import DemoInstruction
from loket.orders.models.ledger import PAYOUT_KINDS, LedgerEntry, OrderTask
from loket.orders.models.order import Coupon, Order, OrderChange, OrderItem
from loket.orders.models.payment import Payment, Refund
from loket.orders.models.policy import Policy
from loket.orders.models.proof import OneTimeCode, OrderGrant
from loket.orders.models.shipment import Shipment, TrackingEvent
from loket.orders.models.talk import TalkFile, TalkMessage, TalkReader, TalkTranslation

__all__ = [
    "PAYOUT_KINDS",
    "Coupon",
    "DemoInstruction",
    "LedgerEntry",
    "OneTimeCode",
    "Order",
    "OrderChange",
    "OrderGrant",
    "OrderItem",
    "OrderTask",
    "Payment",
    "Policy",
    "Refund",
    "Shipment",
    "TalkFile",
    "TalkMessage",
    "TalkReader",
    "TalkTranslation",
    "TrackingEvent",
]
