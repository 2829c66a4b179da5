"""Engines of translation, each behind `port.Engine`; they know a program, a library or a server, and no database.

Chosen in `choosing` by LOKET_TRANSLATORS. May import: `lib`, `port`, `shapes`, `tags`.
"""
