"""One-time codes by which somebody proves an order, and the shop's own sender that carries them.

Doors in: ``senders``, ``masked_contacts``; ``actions.proving`` writes.
"""
