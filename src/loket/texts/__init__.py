"""Ready texts: what we say in fixed words, as rows per language with the version they were translated from.

Lives here: macros, reasons, and the operator's own words in place of built-in notices and flow texts (`built_in`: rooms
above offer theirs); `fields` (what stands in braces), `held` (what this process says, without asking the database).
Doors in: `queries` (`worded`, `macros_for`), `access`, `actions`. May import: people, history, design, lib.
"""
