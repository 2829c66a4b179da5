"""The sellers' pages: how they come in, their claims, and the talk with each buyer, in their own language.

Doors in: ``urls``; one module a page in ``views``. Sellers also read simplified Chinese, which the other pages do not
speak: ``pages`` chooses the language. May import everything below the doors.
"""
