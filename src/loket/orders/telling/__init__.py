"""Orders in words for buyers and for the desk alike: where one stands, what happened, amounts and days.

Doors in: ``wording``, ``timeline``. Pure; speaks the active language.
"""
