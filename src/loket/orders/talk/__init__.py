"""What buyer and seller say to each other about an order: how it is read, by whom, and as a whole for a file.

``queries`` reads it, ``reading`` says how one line stands for one reader; ``orders.actions.talking`` writes it.
"""
