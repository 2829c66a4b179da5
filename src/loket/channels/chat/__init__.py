"""The chat on the shop's own pages: widget, help centre and API."""
