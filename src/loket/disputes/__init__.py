"""Disputes about lines of an order: claim, answer, decision, and what follows, each with a time by which it ends.

Doors in: `machine` (pure: states, table of transitions, deadlines, event chain), then this room's `actions`,
`access` and `queries`. May import `conversations`, `orders`, `notices`, `texts`, `files`, `calendars`, `people`,
`history` and `lib`; what is told by mail and shown on pages is built from the machine's codes.
"""
