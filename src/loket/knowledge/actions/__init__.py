"""All writes of this room: editing, publishing, topics, importing, indexing, and what readers leave behind."""
