"""When people are there: service hours, public holidays, planned pauses, and the time that counts.

Doors in: `queries.schedule_of(team)` for the plan of a team; the pure rules of `service_hours`, `working_time` and
`calendar_days`; `actions` to change hours, holidays and pauses (docs/calendars.md). May import `people`, `history`
and `lib`; knows nothing of conversations or queues.
"""
