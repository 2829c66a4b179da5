"""Who is told what about a conversation while its page is not before them, and where we may write to.

Doors in: ``actions.looking``, ``actions.addresses``, ``actions.rounds``, ``addresses``, ``links``.
Everything is computed from conversations and from ``Told``; letters go out through notices.
"""
