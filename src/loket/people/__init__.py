"""Who is who: staff with their roles, customers, teams, keys, and the actors that every private read is asked for.

Doors in: ``actions`` (invite, identify, erase), ``access`` (actors, roles), ``http`` (typed requests).
May import history, design and lib.
"""
