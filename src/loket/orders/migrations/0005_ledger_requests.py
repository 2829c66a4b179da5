import django.db.models.deletion
from django.db import migrations, models

# Versions of the market's own policy count from their first day; before it, the general ones.
_MARKETS = """
UPDATE orders_ledgerentry entry SET policy_market = placed.market FROM orders_order placed
WHERE placed.id = entry.order_id AND entry.policy_version > 0 AND EXISTS (
    SELECT FROM orders_policy policy WHERE policy.market = placed.market AND policy.published_at <= entry.created_at
)
"""
# What a cancellation gives back is named alike and waits for it; only a refund's other parts name a refund.
_PARTS = """
UPDATE orders_ledgerentry part SET part_of_id = first.id FROM orders_ledgerentry first
WHERE part.idempotency_key LIKE '%:refund:%' AND first.id::text = split_part(part.idempotency_key, ':', 1)
    AND first.kind = 'refund' AND first.order_id = part.order_id
"""


class Migration(migrations.Migration):
    dependencies = [("orders", "0004_code_of_number")]

    operations = [
        migrations.AddField(
            model_name="ledgerentry",
            name="policy_market",
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AddField(
            model_name="ledgerentry",
            name="part_of",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="parts",
                to="orders.ledgerentry",
            ),
        ),
        migrations.AddField(
            model_name="onetimecode",
            name="spent_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.RunSQL([_MARKETS, _PARTS], migrations.RunSQL.noop),
    ]
