"""Self-contained pages in three languages: one shell, one switch, no network."""
