"""NOTIFY inside a data transaction serialises all commits; loket.lib.live wakes the workers after the commit instead."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("history", "0002_initial"),
        ("procrastinate", "0041_post_retry_failed_job"),
    ]

    operations = [
        migrations.RunSQL(
            sql="DROP TRIGGER IF EXISTS procrastinate_jobs_notify_queue_job_inserted_v1 ON procrastinate_jobs",
            reverse_sql="""
                CREATE TRIGGER procrastinate_jobs_notify_queue_job_inserted_v1
                AFTER INSERT ON procrastinate_jobs
                FOR EACH ROW WHEN ((new.status = 'todo'::procrastinate_job_status))
                EXECUTE PROCEDURE procrastinate_notify_queue_job_inserted_v1()
            """,
        )
    ]
