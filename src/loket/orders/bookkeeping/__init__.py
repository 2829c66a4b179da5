"""What a request to the ledger comes to, what it is capped by, and how its entries go on.

Doors in: ``asking``, ``refusals``; ``actions.ledger`` writes. Pure but for ``checkouts``.
"""
