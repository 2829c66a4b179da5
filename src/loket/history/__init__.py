"""What happened, in one append-only table, and what follows from it.

Doors in: ``actions.record``; ``settings.LOKET_REACTIONS`` names the table of reactions. May import design and lib.
"""
