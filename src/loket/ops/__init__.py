"""The door for operators: the `loket` commands, the supervisor, the demo shop.

Come in through `command_line.main`; a command is a module in `commands/`, found by being there.
Loading this package or any command loads no Django: a command does so when it runs.
May import: every room below the doors, through access, queries and actions; no other door.
"""
