from django.contrib.postgres.indexes import OpClass
from django.db import migrations, models
from django.db.models.functions import Upper


class Migration(migrations.Migration):
    dependencies = [("orders", "0002_demo_marketplace")]

    operations = [
        migrations.AddIndex(
            model_name="order",
            index=models.Index(OpClass(Upper("contact_name"), name="text_pattern_ops"), name="orders_name_begins"),
        ),
    ]
