"""Learning from use: proposals for editors, from what customers confirmed and what nobody could answer.

Lives here: lessons read out of finished conversations, proposals of wordings, gaps (missing articles).
Doors in: `access`, `queries`, `actions`, `jobs`. Nothing changes an article without an editor's act.
May import: assistant, conversations, knowledge and what lies below them; never reception or a door.
"""
