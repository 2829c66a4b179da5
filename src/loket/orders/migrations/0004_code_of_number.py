from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("orders", "0003_name_begins")]

    operations = [
        migrations.AddIndex(
            model_name="onetimecode",
            index=models.Index(fields=["number_key", "-created_at"], name="orders_code_of_number"),
        ),
    ]
