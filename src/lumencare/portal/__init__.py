"""Pages for customers and partners."""
