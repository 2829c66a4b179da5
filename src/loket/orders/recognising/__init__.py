"""What a run of letters and digits may be: documents, cards, phones, amounts, dates, tracking numbers.

Pure, on texts whose digits are ASCII already (``writing``). Door in: ``loket.orders.finding``. Imports nothing of ours.
"""
