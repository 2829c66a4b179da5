"""Turn taking: what comes in, whose turn it is, who answers, and how long a person takes to come.

Doors in: ``actions.receive``, ``actions.hand_over``, ``queries`` (counter state, place and wait).
Knows conversations and assistant both.
"""
