"""The agents' pages: queue, conversations, articles, people; live and by keyboard."""
