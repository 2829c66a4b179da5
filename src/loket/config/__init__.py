"""Settings, addresses, the ASGI entrance, periodic work and reactions: the only place that knows every room.

Nothing imports this package; it is loaded by dotted path.
"""
