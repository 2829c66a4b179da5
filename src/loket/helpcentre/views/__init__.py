"""One module per page; each parses, fetches, does one thing and renders."""
