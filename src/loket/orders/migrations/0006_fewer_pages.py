import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("orders", "0005_ledger_requests")]

    operations = [
        migrations.RemoveIndex(model_name="order", name="orders_of_customer"),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(
                fields=["customer", "-placed_at", "-id"], include=("number", "state"), name="orders_of_customer"
            ),
        ),
        # The index above begins with it, as the one below begins with the order.
        migrations.AlterField(
            model_name="order",
            name="customer",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.customer",
            ),
        ),
        migrations.AddIndex(
            model_name="payment",
            index=models.Index(fields=["order"], include=("id", "state"), name="orders_payment_of_order"),
        ),
        migrations.AlterField(
            model_name="payment",
            name="order",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="payments",
                to="orders.order",
            ),
        ),
        migrations.AddIndex(
            model_name="refund",
            index=models.Index(
                condition=models.Q(("state", "settled"), _negated=True),
                fields=["payment"],
                name="orders_refund_unsettled",
            ),
        ),
    ]
