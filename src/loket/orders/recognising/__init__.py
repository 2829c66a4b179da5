"""What a run of letters and digits may be: an order, a parcel; a document, card, phone, amount or date.

Doors in: ``finding`` (proposes) and ``looking_up`` (asks the orders). The rest is pure, on texts whose digits are
ASCII already (``writing``).
"""
