"""How facts are kept: database, key and search; how fields are read, lists cut into pages."""
