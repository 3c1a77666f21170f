"""Finding anything by a few letters."""
