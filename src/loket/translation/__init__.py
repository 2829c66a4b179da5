"""Languages: which one a text is written in, and (later) its rendering in another.

Lives here: `detection` (pure). Doors in: `detection.detect`.
May import: `lib` alone; detection knows no database and no settings.
"""
