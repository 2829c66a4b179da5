"""How readily the assistant answers in each topic: the operator's sliders, and what they would have done.

Lives here: `held` (what this process answers by), `actions` (moving a slider), `replaying` (a pure rule: another step
over past decisions), `figures` (that rule over last month's traces), `access`.
May import: `assistant`'s modules and the rooms below.
"""
