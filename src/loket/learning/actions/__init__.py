"""Verbs of this room: read conversations, propose, group, decide, forget."""
