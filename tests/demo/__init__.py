"""The made-up office."""
