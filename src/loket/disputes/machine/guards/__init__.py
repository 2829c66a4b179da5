"""Conditions of the table, each a small function that returns why not, or nothing.

Doors in: `claims`, `answers`, `platform`, `goods`, `endings`, `clocks`. May import facts, policy and questions.
"""
