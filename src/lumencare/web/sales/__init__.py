"""Pages for making a quote, and for what happens to it."""
