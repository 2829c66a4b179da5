"""The table behind Django's database cache, which holds the counters of rate limits for all processes."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [
        migrations.RunSQL(
            sql="""
                CREATE UNLOGGED TABLE IF NOT EXISTS loket_cache (
                    cache_key varchar(255) PRIMARY KEY,
                    value text NOT NULL,
                    expires timestamp with time zone NOT NULL
                );
                CREATE INDEX IF NOT EXISTS loket_cache_expires ON loket_cache (expires)
            """,
            reverse_sql="DROP TABLE IF EXISTS loket_cache",
        )
    ]
