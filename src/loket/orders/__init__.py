"""Orders as the marketplace tells of them, who may see them, what may be done with them, and the one ledger of it.

Doors in: ``actions`` (import, codes, ledger), ``access``, ``queries``, ``search``, ``listing``. Rooms within:
``documents``, ``recognising``, ``rulebook``, ``bookkeeping``, ``proofs``, ``telling``, ``talk`` (buyer and seller), and
``connectors``, which carry actions out at the marketplace. May import notices, translation, files, people and below.
"""
