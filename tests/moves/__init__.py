"""The room `moves`."""
