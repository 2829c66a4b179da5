"""What may be done with an order, by whom and how much: rules as data, asked of the order's facts.

Doors in: ``rules`` (ask), ``policies`` (which counts now), ``rule_wording`` (say why). Pure but for ``policies``.
"""
