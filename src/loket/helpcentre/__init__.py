"""The buyers' pages: topics, articles, search, contact, and the conversation without JavaScript."""
