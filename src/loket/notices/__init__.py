"""One outbox for all that we tell people outside a page: who was told what, when, on which channel, in which words.

Doors in: ``actions.telling``, ``actions.sending``, ``actions.addresses``, ``queries``, ``access``, ``facts``.
May import texts, translation, calendars, files, people, history, design and lib.
"""
