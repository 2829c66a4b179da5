"""One module a command; a command appears by being here. See `command_line.Command` for what it offers."""
