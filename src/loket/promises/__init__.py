"""Promised times: which rule promises what, the clocks that run, pause and break, the next word to the customer."""
