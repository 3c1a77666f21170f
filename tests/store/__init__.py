"""How facts are kept."""
