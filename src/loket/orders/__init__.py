"""Orders as the marketplace tells of them, who may see them, what may be done with them, and the one ledger of it.

Doors in: ``actions`` (import, codes, ledger), ``access``, ``queries``. Pure: ``order_lines`` (the file format),
``finding`` (numbers in a text), ``rules`` (what may be done). ``connectors`` carry actions out at the marketplace.
May import people, calendars, history, design and lib.
"""
