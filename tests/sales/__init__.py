"""Quotes from the first draft to what the customer accepted."""
