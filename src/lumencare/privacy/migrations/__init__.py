"""Migrations of engineers and visits."""
