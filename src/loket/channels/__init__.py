"""Where messages come in and go out: one folder per kind of channel, each a codec that knows no other room's models.

Doors in: ``registry.adapter_for``; ``envelope`` holds what travels.
May import translation, calendars, files, people and below.
"""
