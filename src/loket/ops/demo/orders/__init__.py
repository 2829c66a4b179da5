"""Four hundred orders of the demo shop, the same on every machine, with dates that follow the day of the first start.

``documents.demo_orders`` writes them as the marketplace would send them; ``documents.story_orders`` says which order
shows which problem; ``talks.demo_talks`` tells what buyers and sellers wrote to each other about some of them. Pure:
data, a clock that is given, and no database.
"""
