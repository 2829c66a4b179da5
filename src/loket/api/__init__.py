"""The HTTP API, version 1: a door for shops' servers, for chats on their pages, and for anybody who may open one.

Doors in: ``urls``. Reads through ``conversations.access``, writes through the actions of reception, conversations and
surveys. Its own tables hold only what repeated and hasty calls need. May import everything below; no other door.
"""
