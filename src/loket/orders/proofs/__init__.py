"""One-time codes by which somebody proves an order, and the contact to whom they go through the outbox.

Doors in: ``contacts``, ``masked_contacts``; ``actions.proving`` writes.
"""
