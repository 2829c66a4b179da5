from __future__ import annotations

from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models.functions import Upper
from django.utils import timezone

from loket.orders.money import DECIMALS, MOST_DIGITS
from loket.orders.states import OrderState


class Order(models.Model):
    """One buyer's purchase from one seller, as the marketplace tells of it."""

    State = OrderState

    number = models.CharField(max_length=60, unique=True)
    # Letters and digits alone, in upper case: what is left when people type a number their own way.
    number_key = models.CharField(max_length=60)
    checkout_id = models.CharField(max_length=100, blank=True)
    customer = models.ForeignKey("people.Customer", on_delete=models.PROTECT, related_name="+", db_index=False)
    seller = models.ForeignKey("people.Seller", on_delete=models.PROTECT, related_name="+")
    placed_at = models.DateTimeField()
    # A date without a zone ends in the buyer's.
    promised_by = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=20, choices=State.choices)
    currency = models.CharField(max_length=3)
    market = models.CharField(max_length=20)
    total = models.DecimalField(max_digits=MOST_DIGITS, decimal_places=DECIMALS)
    shipping = models.DecimalField(max_digits=MOST_DIGITS, decimal_places=DECIMALS, default=0)
    tax = models.DecimalField(max_digits=MOST_DIGITS, decimal_places=DECIMALS, default=0)

    # Whom to reach about this order; a customer may have other contacts by now.
    contact_name = models.CharField(max_length=200, blank=True)
    contact_email = models.CharField(max_length=254, blank=True)
    contact_phone = models.CharField(max_length=40, blank=True)
    country = models.CharField(max_length=2, blank=True)
    language = models.CharField(max_length=20, blank=True)
    time_zone = models.CharField(max_length=50, blank=True)

    # {"name", "lines", "city", "postcode", "country"} and {"needed", "joined", "until"}, as the contract has them.
    ship_to = models.JSONField(default=dict, blank=True)
    group = models.JSONField(null=True, blank=True)
    # Fields that the marketplace sends and the contract does not know: kept, not read.
    unknown = models.JSONField(default=dict, blank=True)

    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-placed_at", "-id"]
        indexes = [
            models.Index(fields=["number_key"], name="orders_number_key"),
            models.Index(fields=["-placed_at", "-id"], name="orders_recent"),
            # With what a list of somebody's orders asks of each, so that it reads no row that it does not show.
            models.Index(
                fields=["customer", "-placed_at", "-id"], include=["number", "state"], name="orders_of_customer"
            ),
            models.Index(fields=["checkout_id"], name="orders_checkout", condition=~models.Q(checkout_id="")),
            models.Index(fields=["contact_email"], name="orders_email", condition=~models.Q(contact_email="")),
            models.Index(fields=["contact_phone"], name="orders_phone", condition=~models.Q(contact_phone="")),
            # How a name begins, in any case.
            models.Index(OpClass(Upper("contact_name"), name="text_pattern_ops"), name="orders_name_begins"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def subject(self) -> str:
        """The name under which history knows this order."""
        return f"order:{self.pk}"


class OrderItem(models.Model):
    """One line of an order."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="items")
    line = models.PositiveIntegerField()
    sku = models.CharField(max_length=100, blank=True)
    title = models.CharField(max_length=500)
    category = models.CharField(max_length=200, blank=True)
    quantity = models.PositiveIntegerField(default=1)
    price = models.DecimalField(max_digits=MOST_DIGITS, decimal_places=DECIMALS)
    # What the buyer paid for this line after discounts, with its share of tax.
    paid = models.DecimalField(max_digits=MOST_DIGITS, decimal_places=DECIMALS)
    image_url = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ["order", "line"]
        constraints = [models.UniqueConstraint(fields=["order", "line"], name="orders_item_once")]

    def __str__(self) -> str:
        return self.title


class Coupon(models.Model):
    """A coupon that was used on an order."""

    class FundedBy(models.TextChoices):
        PLATFORM = "platform"
        SELLER = "seller"

    class State(models.TextChoices):
        APPLIED = "applied"
        RETURNED = "returned"
        LOST = "lost"

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="coupons")
    code = models.CharField(max_length=100)
    discount = models.DecimalField(max_digits=MOST_DIGITS, decimal_places=DECIMALS)
    funded_by = models.CharField(max_length=10, choices=FundedBy.choices)
    expires_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.APPLIED)

    class Meta:
        ordering = ["order", "code"]
        constraints = [models.UniqueConstraint(fields=["order", "code"], name="orders_coupon_once")]

    def __str__(self) -> str:
        return self.code


class OrderChange(models.Model):
    """What changed in an order, when, and who said so. Rows are only ever added."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="changes")
    at = models.DateTimeField(default=timezone.now)
    by = models.CharField(max_length=80)
    version = models.PositiveIntegerField()
    # {"state": ["paid", "shipped"], "shipments.s1.state": [null, "in_transit"]}: before and after, by path.
    changed = models.JSONField(default=dict)

    class Meta:
        ordering = ["order", "version"]
        constraints = [models.UniqueConstraint(fields=["order", "version"], name="orders_change_in_order")]

    def __str__(self) -> str:
        return f"{self.order_id} {self.version}"
