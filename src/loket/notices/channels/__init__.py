"""Ways to reach people: mail, the shop's own sender, and the demo's mailbox; all three keep to ``port.Channel``.

Doors in: ``choosing``. An adapter knows nothing of the outbox: it takes a letter or says why not.
"""
