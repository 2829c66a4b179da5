"""Ratings of finished episodes: one to five with reasons, in the customer's own words.

Doors in: ``actions.rate``, ``queries``. May import conversations and below.
"""
