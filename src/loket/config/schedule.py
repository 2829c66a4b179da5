"""All periodic work, in one place. Each line: when (cron, UTC), and the job that runs then."""

from __future__ import annotations

from procrastinate import App


def register(app: App) -> None:
    """Add the schedule to the queue's application once Django is ready."""
    for cron, name in SCHEDULE:
        task = app.tasks[name]
        app.periodic(cron=cron)(task)


SCHEDULE: list[tuple[str, str]] = [
    ("* * * * *", "reception.keep_time"),
    ("* * * * *", "conversations.deliver_due"),
    ("* * * * *", "ops.rescue_stalled_jobs"),
    ("* * * * *", "assistant.stop_stale_evaluations"),
    ("17 3 * * *", "files.sweep_unclaimed"),
    ("* * * * *", "files.scan_due"),
    ("41 3 * * *", "ops.sweep"),
    ("7 2 * * *", "learning.learn_nightly"),
    ("53 * * * *", "api.sweep"),
    ("* * * * *", "orders.carry_out_due"),
    ("29 3 * * *", "orders.sweep_codes"),
    ("* * * * *", "orders.tell_of_talks"),
    ("23 4 1 * *", "calendars.renew_holidays"),
    ("* * * * *", "notices.send_due"),
    ("37 3 * * *", "notices.sweep"),
    ("* * * * *", "promises.keep_time"),
    ("* * * * *", "disputes.keep_time"),
    ("* * * * *", "disputes.hear_of_orders"),
    ("* * * * *", "disputes.tell_leads"),
    ("* * * * *", "webhooks.send_due"),
    ("47 3 * * *", "webhooks.sweep"),
]
