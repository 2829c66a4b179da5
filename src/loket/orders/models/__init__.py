from loket.orders.models.demo_marketplace import DemoInstruction
from loket.orders.models.ledger import LedgerEntry, OrderTask
from loket.orders.models.order import Coupon, Order, OrderChange, OrderItem
from loket.orders.models.payment import Payment, Refund
from loket.orders.models.policy import Policy
from loket.orders.models.proof import OneTimeCode, OrderGrant
from loket.orders.models.shipment import Shipment, TrackingEvent

__all__ = [
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
    "TrackingEvent",
]
