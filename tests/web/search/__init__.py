"""Finding things, and knowing who calls."""
