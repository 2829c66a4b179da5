"""One module per page: the loader and scripts, the frame, and its boot data as JSON."""
