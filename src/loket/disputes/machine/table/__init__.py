"""The rows of the table, by what they are about; `transitions.TABLE` is all of them in order.

Doors in: the module `transitions` beside this package.
"""
