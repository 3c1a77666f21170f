"""Pages of the people outside."""
