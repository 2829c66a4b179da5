"""Guided flows: from a question or a button, over the order's own record, to an outcome or a person.

Each flow is data (``FLOWS``): steps with what they say, offer and collect, and conditions over the order's facts.
``advancing`` finds the step that fits, ``telling`` puts it into words, ``guiding`` decides whether a flow leads at all.
Pure thinking: what a flow wants done is a decision (``Perform``) that only reception carries out.
"""
