"""The pages of the engineer's phone."""
