"""The machine of disputes: pure rules over frozen facts, without database, clock or words.

Doors in: `deciding.available_actions`, `deciding.take` and `deciding.timer_due`; `deadlines` for everything that
promises a time; `transitions.TABLE`, from which buttons, API, drawing and tests are made; `chain` and `replay` for the
log. May import the pure rules of `calendars` and nothing else.
"""
