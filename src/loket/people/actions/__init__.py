"""The writes of this room: staff, their teams, the keys of the shop, and customers."""
