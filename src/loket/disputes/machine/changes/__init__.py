"""What steps do to the facts, each a small function from a move to the facts after it.

Doors in: the functions named by the table; `applying.apply` puts them together. May not read the policy: a replay
has none.
"""
