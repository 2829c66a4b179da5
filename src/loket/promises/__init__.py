"""Promised times: which rule promises what, the clocks that run, pause and break, the next word to the customer.

Doors in: ``actions.refreshing`` (compute a case's promises anew), ``actions.rules``, ``queries.promises_of``,
``access`` (docs/promises.md). May import conversations and what lies below; knows nothing of who is at the counter.
"""
