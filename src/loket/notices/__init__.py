"""One outbox for all that we tell people outside a page: who was told what, when, on which channel, in which words."""
