"""Some fifty disputes of the demo shop, in every state that one can be in, made by the actions that real ones take.

``making.add_some`` adds those that are missing, a few at a time. ``cases/*.jsonl`` tell what happens: who says and
shows what, how many days before the first start; ``playing`` takes these steps with the clock of then, so that log,
deadlines and money are what they would be. It does so in silence: nobody is told of what is long past.
"""
