"""The chat that a shop puts on its pages: a loader script, a framed page, and the small modules inside it.

Doors in: ``/widget.js``, ``/widget/frame``, ``/widget/boot``, ``/widget/scripts/*``. Everything said travels through
the public API, as for any other client. May import ``reception`` and below; imported by ``config`` only.
"""
