"""Conversations: what was said, who owns them, who waits for whom, and how each message went out.

Doors in: ``access`` (the only way to obtain one), ``actions`` (the only writes), ``queries`` (reads).
May import channels, knowledge, files, calendars, people, history, design and lib; knows nothing of the assistant.
"""
