"""The buyers' pages: topics, articles, search, contact, and the conversation without JavaScript.

Doors in: ``urls``; one module a page in ``views``. Every page is whole on the server; the scripts in
``static/helpcentre`` only make it quicker. May import everything below the doors.
"""
