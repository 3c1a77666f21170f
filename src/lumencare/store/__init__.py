"""How facts are kept: tuning of the database, the installation's key, what search looks at."""
