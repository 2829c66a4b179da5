from __future__ import annotations

from django.utils.module_loading import import_string
from procrastinate.contrib.django import app

from loket.notices.pace import RUN_SECONDS


@app.task(name="notices.send")
def send(notice_id: int) -> None:
    """Send a notice that is due, and with it whatever else is."""
    # By name: telling defers this very task, so it cannot be imported above.
    import_string("loket.notices.actions.sending.send")(notice_id, seconds=RUN_SECONDS)


@app.task(name="notices.send_more", queueing_lock="notices.send_more")
def send_more() -> None:
    """Go on with what a sender left to give way to other work."""
    import_string("loket.notices.actions.sending.send_more")(seconds=RUN_SECONDS)


@app.task(name="notices.send_due", queueing_lock="notices.send_due")
def send_due(timestamp: int) -> None:
    """Send what has become due, end what has become pointless."""
    import_string("loket.notices.actions.sending.send_due")(seconds=RUN_SECONDS)


@app.task(name="notices.send_seller_link", retry=3)
def send_seller_link(email: str) -> None:
    """Send a link to the seller who is written to at an address, if there is one."""
    import_string("loket.notices.actions.seller_links.send_seller_link")(email)


@app.task(name="notices.sweep", queueing_lock="notices.sweep")
def sweep(timestamp: int) -> None:
    """Forget attempts of long ago and the oldest letters of the demo."""
    import_string("loket.notices.actions.sweeping.sweep")()
