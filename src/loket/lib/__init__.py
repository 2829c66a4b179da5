"""Building blocks that know nothing of customer service.

Everything here could serve another product as it is: the embedded database, processes, secrets, jobs,
live events, the clock, the way out to other servers. No models, no pages.
May import: nothing of `loket` outside this package.
"""
