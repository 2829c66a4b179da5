"""When people are there: service hours, holidays, and the time that counts.

Doors in: `queries.schedule_of(team)` for the plan of a team, the pure rules of `service_hours`
on that plan, and `actions.set_service_hours` to change it. May import `people`, `history` and
`lib`; knows nothing of conversations or queues.
"""
