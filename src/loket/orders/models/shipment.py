from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from loket.orders.states import ShipmentState


class Shipment(models.Model):
    """One parcel of an order."""

    State = ShipmentState

    order = models.ForeignKey("orders.Order", on_delete=models.CASCADE, related_name="shipments")
    external_id = models.CharField(max_length=100)
    # The order's lines that lie in it.
    lines = ArrayField(models.PositiveIntegerField(), default=list)
    carrier = models.CharField(max_length=100, blank=True)
    tracking_number = models.CharField(max_length=100, blank=True)
    # Letters and digits alone, in upper case.
    tracking_key = models.CharField(max_length=100, blank=True)
    state = models.CharField(max_length=12, choices=State.choices)
    shipped_at = models.DateTimeField(null=True, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["order", "id"]
        constraints = [models.UniqueConstraint(fields=["order", "external_id"], name="orders_shipment_once")]
        indexes = [
            models.Index(fields=["tracking_key"], name="orders_tracking_key", condition=~models.Q(tracking_key=""))
        ]

    def __str__(self) -> str:
        return self.tracking_number or self.external_id


class TrackingEvent(models.Model):
    """Where a parcel was, as its carrier says."""

    shipment = models.ForeignKey(Shipment, on_delete=models.CASCADE, related_name="events")
    at = models.DateTimeField()
    code = models.CharField(max_length=60, blank=True)
    place = models.CharField(max_length=200, blank=True)
    text = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["shipment", "at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["shipment", "at", "code", "place"], name="orders_tracking_event_once")
        ]

    def __str__(self) -> str:
        return self.text or self.code
