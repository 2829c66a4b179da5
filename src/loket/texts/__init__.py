"""Ready texts: what we say in fixed words, as rows per language with the version they were translated from."""
