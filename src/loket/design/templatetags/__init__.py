"""The tag library `design`; `docs/design.md` shows each tag."""
